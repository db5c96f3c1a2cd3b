"""Where OpenCC's phrases go wrong in the prose of newspapers, and what is printed instead; each with its reason.

Found by converting newspaper pages and reading what came out. An entry is the wrong result and the right one, in
OpenCC's own standard of Traditional characters; for `s2tw` and `s2hk` it is brought into their forms by OpenCC. A word
that is right as it is, though a shorter entry would change it, is `kept`. What depends on what is meant, and not on the words
beside it, is no matter for this list but for an archive's `conversion.yaml`.
"""

from __future__ import annotations

from sitegen.values import dataclass


@dataclass(frozen=True, slots=True)
class Correction:
    """Results of OpenCC that no newspaper prints.

    Args:
        because: why they are wrong.
        pairs: each wrong result with the right one, as `wrong:right`, separated by blanks.
        kept: results that a pair would spoil and that are right.
    """

    because: str
    pairs: str
    kept: str = ""


TO_TRADITIONAL = (
    Correction(
        "characters of OpenCC's standard that no newspaper of today prints in these words",
        "覈:核 喫:吃 纔:才",
    ),
    Correction(
        "一出 is taken for the measure word of plays (一齣戲); before most other words it is 出 in its usual sense",
        "一齣:一出",
        kept="一齣戲 一齣好戲 一齣大戲 一齣劇 一齣京劇 一齣話劇 一齣悲劇 一齣喜劇 一齣鬧劇 一齣歌劇 一齣摺子戲 一齣新戲 一齣老戲",
    ),
    Correction(
        "a phrase with 髮 (生髮, 長髮, 美髮) reaches over the end of one word into 發展 or 發達 behind it",
        "髮展:發展 髮達:發達 髮揮:發揮 髮佈:發佈 髮改委:發改委 髮射:發射 髮電:發電 額髮放:額發放 款髮放:款發放 "
        "牽頭髮起:牽頭發起",
    ),
    Correction(
        "a phrase with 註 (加註, 標註) reaches into the word behind it",
        "註重:注重 註意:注意 註入:注入 註目:注目",
    ),
    Correction(
        "明了 is taken for 簡單明瞭; behind a verb it is 了: 說明了, 表明了, 指明了",
        "說明瞭:說明了 表明瞭:表明了 指明瞭:指明了 闡明瞭:闡明了 證明瞭:證明了 查明瞭:查明了 標明瞭:標明了 寫明瞭:寫明了 "
        "註明瞭:註明了 發明瞭:發明了 聲明瞭:聲明了 點明瞭:點明了 探明瞭:探明了 講明瞭:講明了 判明瞭:判明了",
    ),
    Correction(
        "了解 is taken for 瞭解 where 了 belongs to the verb before it and 解 to the one behind",
        "瞭解決:了解決 瞭解放:了解放 瞭解除:了解除",
        kept="瞭解決策",
    ),
    Correction(
        "制度, 制約, 制止 and 制裁 are never written with 製: a phrase (配製, 研製) reaches over into them",
        "製度:制度 製約:制約 製止:制止 製裁:制裁",
    ),
    Correction(
        "a phrase with 曆 (年曆, 國曆, 通曆) reaches over into 歷史 and other words with 歷",
        "曆史:歷史 曆代:歷代 曆經:歷經 曆屆:歷屆 曆次:歷次 曆程:歷程",
    ),
    Correction(
        "干部, 干警, 干群 and 干渠 have 幹; a phrase (果干, 水干) reaches over into them",
        "乾部:幹部 乾警:幹警 乾羣:幹羣 乾渠:幹渠 乾線:幹線 供水乾管:供水幹管 輸水乾管:輸水幹管",
    ),
    Correction("江干 is a district of Hangzhou, and was its riverside: 干 as in 河之干", "江乾:江干"),
    Correction("總台 is a broadcaster, seldom the desk of a hotel (總檯)", "總檯:總臺", kept="總檯賬"),
    Correction(
        "a measure word and the word behind it are taken for a phrase: 30台笔记本, 查看表格, 面试",
        "檯筆記:臺筆記 看錶格:看表格 和麪試:和面試",
    ),
    Correction(
        "签 as a verb is 簽; a phrase (抽籤, 上籤, 求籤) reaches over into it",
        "籤署:簽署 籤約:簽約 籤訂:簽訂 籤發:簽發",
    ),
    Correction(
        "并 that joins two verbs is 並; a phrase with 併 reaches over it", "識併購買:識並購買 會併發言:會並發言"
    ),
    Correction("冲 that hits is 衝; 沖 rinses (a phrase 大沖 reaches over)", "沖擊:衝擊 沖突:衝突 沖鋒:衝鋒 沖刺:衝刺"),
    Correction(
        "迴歸 and 迴流 are terms of statistics and of engines; home is 回歸, money and talent 回流",
        "迴歸:回歸 迴流:回流 幾回迴夢:幾回回夢",
        kept="迴歸分析 迴歸方程 迴歸模型 迴歸係數 迴歸直線 線性迴歸 迴流焊",
    ),
    Correction("a like on the net is 點讚 in Taiwan and Hong Kong", "點贊:點讚"),
    Correction("愈 that heals is 癒, as in 治癒", "療愈:療癒"),
    Correction("剋 is left in 剋扣 and 相剋 only; restraint is 克制", "剋制:克制"),
    Correction("places: 松山湖 in Dongguan, 占碑 (Jambi) in Sumatra", "過鬆山湖:過松山湖 佔碑:占碑"),
    Correction(
        "names of persons as agencies transcribe them end in 里克",
        "恩裏克:恩里克 埃裏克:埃里克 塔裏克:塔里克 弗裏克:弗里克",
    ),
)

TO_SIMPLIFIED = (
    Correction("forms that the mainland's list of 2013 writes otherwise", "揹:背 暱:昵 薰陶:熏陶"),
    Correction(
        "the mainland writes 想象 and 坐标 where Taiwan and Hong Kong write 想像 and 座標", "想像:想象 座标:坐标"
    ),
    Correction("文徵明, the painter, keeps his 徵 in Simplified print", "文征明:文徵明"),
    Correction(
        "著 is a book, or stands out: 專著, 卓著, 土著; OpenCC takes it for the particle where Taiwan prints both as 著",
        "专着:专著 论着:论著 译着:译著 原着:原著 拙着:拙著 遗着:遗著 卓着:卓著 土着:土著 着有《:著有《",
        kept="讨论着 议论着 谈论着 争论着 评论着 辩论着 翻译着 还原着 复原着",
    ),
    Correction(
        "着 behind a verb is the particle, though a book follows it (OpenCC takes 著書 for writing books)",
        "看著书:看着书 跟著书:跟着书 拿著书:拿着书 捧著书:捧着书 读著书:读着书 带著书:带着书 散发著书香:散发着书香",
    ),
)


def pairs_of(corrections: tuple[Correction, ...]) -> dict[str, str]:
    """Each wrong result with the right one; what is kept stands for itself.

    >>> pairs_of((Correction("no play", "一齣:一出", kept="一齣戲"),))
    {'一齣': '一出', '一齣戲': '一齣戲'}
    """
    found: dict[str, str] = {}
    for correction in corrections:
        for pair in correction.pairs.split():
            wrong, _, right = pair.partition(":")
            found[wrong] = right
        found.update((word, word) for word in correction.kept.split())
    return found
