"""Raw pages to import in tests, and what became of them on disk."""

from __future__ import annotations

import yaml

from sitegen.importer import import_pages
from sitegen.workers import HERE

CARE = """岔沟村日间照料中心点亮老年人新生活

□ 本报记者 王涛

午饭时间，走进中阳县下枣林乡岔沟村日间照料中心，老人们围坐在一起，吃着热气腾腾的可口饭菜，浓浓的幸福感弥漫在整个餐厅。

吃不愁，病不忧，孤不独，乐有伴，急有靠。岔沟村日间照料中心不断完善养老服务内容，让老年人感受到党和政府的温暖与呵护。
"""
FAIR = """浙江工人日报 2021年8月18日 星期三 第3版 综合

技能比武擂台开赛 百名工匠同场竞技

本报讯（记者 程雪）昨日，全省职工技能比武大赛在杭州开赛，来自各行各业的一百名工匠同场竞技，比赛设焊接、数控、电工三个项目。

大赛由省总工会主办，优胜者将获得“金蓝领”称号，并代表我省参加全国决赛。
"""


def silent(_done, _total):
    """Progress that nobody looks at."""


def new_archive(folder):
    """A new archive's `content` in a folder."""
    (folder / "content" / "raw").mkdir(parents=True)
    (folder / "content" / "site.yaml").write_text("title: 旧闻馆\n", "utf-8")
    return folder / "content"


def put(folder, **pages):
    """Write raw pages, as text or bytes, by name without `.txt`."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in pages.items():
        (folder / f"{name}.txt").write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def imported(content, *raws, workers=HERE):
    return import_pages(content, raws, silent, workers)


def files(content):
    """Every file of the archive's issues with its bytes."""
    root = content / "issues"
    return {str(path.relative_to(root)): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


def articles(content):
    """The front matter of every article, by its title."""
    found = [path.read_text("utf-8").split("---\n")[1] for path in sorted(content.glob("issues/*/*/*.md"))]
    return {front["title"]: front for front in map(yaml.safe_load, found)}


def issue(content, place):
    return yaml.safe_load((content / "issues" / place / "issue.yaml").read_text("utf-8"))


def told(report):
    return [str(problem) for problem in report.problems]
