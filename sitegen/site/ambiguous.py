"""Characters with one form in one script and several in the other (一对多), which no phrase may have decided.

A choice from OpenCC's dictionaries `STCharacters`, `STPhrases` and `TSCharacters` (Apache-2.0): the characters whose
readings newspapers of today both print, and of which either may stand where no phrase tells. Left out are readings that
are only other ways to write the same word (群 and 羣), and such as live in a few words that OpenCC knows (瞭 in 瞭望). The first
reading is the one OpenCC takes where nothing decides.
"""

from __future__ import annotations

from collections.abc import Mapping

from sitegen.model import Script


def readings_of(table: str) -> Mapping[str, str]:
    """Each character with its readings.

    >>> readings_of("后:後后 里:裏里")["里"]
    '裏里'
    """
    return {part[0]: part[2:] for part in table.split()}


TO_TRADITIONAL = readings_of(
    "丑:醜丑 丰:豐丰 于:於于 云:雲云 仆:僕仆 余:餘余 佣:傭佣 冲:衝沖 准:準准 几:幾几 划:劃划 刮:刮颳 制:制製 "
    "占:佔占 卷:卷捲 历:歷曆 发:發髮 只:只隻 台:臺颱檯台 吁:籲吁 后:後后 周:周週 咸:鹹咸 坛:壇罈 复:復複覆 "
    "夸:誇夸 姜:姜薑 岳:嶽岳 干:幹乾干 征:徵征 御:御禦 愈:愈癒 扎:扎紮 托:托託 斗:鬥斗 朴:樸朴 杰:傑杰 "
    "松:松鬆 梁:梁樑 汇:匯彙 沈:沈瀋 注:注註 淀:澱淀 游:遊游 筑:築筑 签:籤簽 系:系係繫 纤:纖縴 "
    "脏:髒臟 舍:舍捨 范:範范 蒙:蒙矇濛 表:表錶 谷:谷穀 赞:贊讚 辟:闢辟 适:適适 采:採采 里:裏里 郁:鬱郁 "
    "钟:鍾鐘 钻:鑽鉆 面:面麪 须:須鬚 伙:夥伙"
)
TO_SIMPLIFIED = readings_of("乾:干乾 於:于於 徵:征徵 夥:伙夥 鍾:钟锺 餘:余馀")

# Taiwan writes 著 where the others tell 著 and 着 apart. In these words it may be either.
FORMS_OF_TAIWAN: Mapping[str, tuple[str, str]] = {
    "著有": ("着有", "著有"),
    "著文": ("着文", "著文"),
    "編著": ("编着", "编著"),
    "所著": ("所着", "所著"),
    "新著": ("新着", "新著"),
    "舊著": ("旧着", "旧著"),
}

# Words of two characters that OpenCC turns into more than one: it takes the first, and may be wrong.
PHRASES: Mapping[Script, Mapping[str, tuple[str, str]]] = {
    "zh-Hant": {
        "编制": ("編制", "編製"),
        "自制": ("自制", "自製"),
        "创制": ("創制", "創製"),
        "压制": ("壓制", "壓製"),
        "改制": ("改制", "改製"),
        "散发": ("散發", "散髮"),
        "生发": ("生髮", "生發"),
        "下面": ("下面", "下麪"),
        "干了": ("幹了", "乾了"),
        "不干": ("不幹", "不乾"),
        "干点": ("乾點", "幹點"),
        "不准": ("不準", "不准"),
        "四周": ("四周", "四週"),
        "仪表": ("儀表", "儀錶"),
        "天后": ("天后", "天後"),
        "后街": ("後街", "后街"),
        "天台": ("天台", "天臺"),
        "海里": ("海里", "海裏"),
        "一出": ("一齣", "一出"),
        "加注": ("加註", "加注"),
        "谷阳": ("穀陽", "谷陽"),
        "大梁": ("大梁", "大樑"),
        "石梁": ("石樑", "石梁"),
    },
    "zh-Hans": {},
}

READINGS: Mapping[Script, Mapping[str, str]] = {"zh-Hant": TO_TRADITIONAL, "zh-Hans": TO_SIMPLIFIED}
