"""A small archive broken in one way each, and what is told of it."""

import pytest
from samples import CHECKOUT, told
from small_archive import ISSUE, UNDATED, archive, found

from sitegen.check import check
from sitegen.check.content import ARCHIVE_CHECKS, ISSUE_CHECKS
from sitegen.content.handedits import mark_of
from sitegen.importer import import_pages
from sitegen.workers import HERE

FIRST, TAIL, THIRD = (f"{ISSUE}/{name}.md" for name in ("01-01", "03-01", "03-02"))
YAML = f"{ISSUE}/issue.yaml"
CARE = f"{UNDATED}/issue.yaml"
PAGES = "raw/pages.yaml"


@pytest.fixture
def content(tmp_path):
    return archive(tmp_path)


def change(content, file, old, new):
    """Put another text into a file, which must have the old one."""
    text = (content / file).read_text("utf-8")
    assert old in text, f"{file} has no {old}"
    (content / file).write_text(text.replace(old, new, 1), "utf-8")


def change_with_record(content, file, old, new):
    """Change an article, and the mark of it that its issue keeps."""
    before = mark_of((content / file).read_bytes())
    change(content, file, old, new)
    change(content, YAML, before, mark_of((content / file).read_bytes()))


def remove_with_record(content, file):
    """Remove an article, and the line of it that its issue keeps."""
    path = content / file
    change(content, YAML, f"  {path.name}: {mark_of(path.read_bytes())}\n", "")
    path.unlink()


def add(content, file, text):
    (content / file).parent.mkdir(parents=True, exist_ok=True)
    (content / file).write_bytes(text if isinstance(text, bytes) else text.encode())


def changed(file, old, new):
    return lambda content: change(content, file, old, new)


def added(file, text):
    return lambda content: add(content, file, text)


def removed(file):
    return lambda content: (content / file).unlink()


# What is done to the archive, and the beginnings of the lines that are told of it.
BROKEN = {
    "a wrong key": (
        changed(FIRST, "\nkicker:", "\nkiker:"),
        [f"{FIRST}:6: unknown key 'kiker'; did you mean 'kicker'?"],
    ),
    "no front matter": (added(FIRST, "text"), [f"{FIRST}:1: no front matter; "]),
    "another newspaper": (
        changed(FIRST, "newspaper: 浙江工人日报", "newspaper: 工人日报"),
        [f"{FIRST}:3: the newspaper is '工人日报', but that of the issue is '浙江工人日报'; "],
    ),
    "another date": (
        changed(FIRST, "date: 2021-08-18", "date: 2021-08-19"),
        [f"{FIRST}:4: the date is '2021-08-19', but that of the issue is '2021-08-18'; "],
    ),
    "another page": (
        changed(THIRD, "page: 3", "page: 2"),
        [f"{THIRD}:12: page is 2, but the file's name says 3; write `page: 3`, or rename the file"],
    ),
    "another order": (
        changed(THIRD, "order: 2", "order: 7"),
        [f"{THIRD}:13: order is 7, but the file's name says 2; "],
    ),
    "a page twice": (
        changed(YAML, "- page: 3", "- page: 1"),
        [f"{YAML}:17: one.txt and three.txt are both page 1 of this issue; "],
    ),
    "a jump to itself": (
        changed(FIRST, "continued_on: 3", "continued_on: 1"),
        [f"{FIRST}:15: continued_on leads to the article's own page 1; "],
    ),
    "a jump to a page that is missing": (
        changed(FIRST, "continued_on: 3", "continued_on: 2"),
        [f"{FIRST}:15: continued_on leads to page 2, which the archive has not, though it has pages beyond; "],
    ),
    "an id twice": (
        changed(THIRD, "id: vfk47p", "id: rkj38h"),
        [f"{THIRD}:2: the id 'rkj38h' is also that of {FIRST.removeprefix('issues/')}; "],
    ),
    "a redirect to nothing": (
        changed(YAML, "pages:", "redirects:\n  kgone1: kgone2\npages:"),
        [f"{YAML}:17: the former id 'kgone1' leads to 'kgone2', which no article has; "],
    ),
    "a redirect to a draft": (
        lambda content: (
            change(content, YAML, "pages:", "redirects: {kgone1: rkj38h}\npages:"),
            change(content, FIRST, "order: 1", "order: 1\ndraft: true"),
        ),
        [f"{YAML}:0: the former id 'kgone1' leads to 'rkj38h', which is a draft; ".replace(":0", "")],
    ),
    "a raw page gone": (
        removed("raw/care.txt"),
        ["raw/care.txt: the raw page is missing from which page 1 was made; "],
    ),
    "a raw page changed": (
        changed("raw/care.txt", "吃不愁", "喝不愁"),
        [f"raw/care.txt: the raw page is no longer the one that {CARE} was made from; "],
    ),
    "a raw page that is no text": (
        added("raw/care.txt", b"\x00\x01\x02" * 99),
        ["raw/care.txt: this is not text; "],
    ),
    "a raw page never imported": (
        added("raw/new.txt", "新的一版"),
        ["raw/new.txt: this raw page was never imported; run `sitegen import`, or remove it"],
    ),
    "a raw page in two issues": (
        changed(CARE, "care.txt, sha256: 115629acd4714a223b0839594071e9786c12d9e773a46b463377dd25466b6c04", "one.txt"),
        [
            "raw/care.txt: this raw page was never imported; ",
            "raw/one.txt: this raw page is a page of unidentified/undated-115629 and of zhejiang-gongren-ribao/2021-08-18; ",
        ],
    ),
    "an article's file removed": (
        removed(THIRD),
        [f"{THIRD}: the file is missing, and with it the text of the raw page; put it back, or run `sitegen import`; "],
    ),
    "furniture taken out": (
        changed(YAML, "  - {kind: folio, lines: [7, 7], text: 编辑 王涛 电话 0571-88850123}\n", ""),
        [f"{YAML}:19: page 1: line 7 of one.txt is in no article and no furniture; "],
    ),
    "furniture made up": (
        changed(YAML, "text: 编辑 王涛", "text: 编辑 王涛涛"),
        [f"{YAML}:19: furniture of lines 7-7 of one.txt lacks nothing and has '涛' too much; "],
    ),
    "furniture taken out of a page that was edited": (
        lambda content: (
            change(content, FIRST, "昨日上午", "昨天上午"),
            change(content, YAML, "  - {kind: folio, lines: [7, 7], text: 编辑 王涛 电话 0571-88850123}\n", ""),
        ),
        [f"{YAML}:19: page 1: line 7 of one.txt is in no article and no furniture; "],
    ),
    "furniture changed on a page that was edited": (
        lambda content: (
            change(content, FIRST, "昨日上午", "昨天上午"),
            change(content, YAML, "text: 编辑 王涛", "text: 编辑 王海"),
        ),
        [f"{YAML}:19: furniture of lines 7-7 of one.txt lacks '涛' and has '海' too much; "],
    ),
    "an article and its record removed": (
        lambda content: remove_with_record(content, THIRD),
        [f"{YAML}:25: page 3: line 5, 7 of three.txt is in no article and no furniture; "],
    ),
    "an article whose record was changed with it": (
        lambda content: change_with_record(content, FIRST, "昨日上午", "昨天上午"),
        [f"{YAML}:19: page 1 (one.txt): articles and furniture lack '日' and have '天' too much; "],
    ),
    "a jump line's article that forgets it": (
        lambda content: change_with_record(content, TAIL, "continued_from: 1", "continued_from: null"),
        [f"{YAML}:26: page 3 (three.txt): articles and furniture lack '1第版(上接)' and have nothing too much; "],
    ),
    "pins of another text": (
        added("raw/one.pins.yaml", f"sha256: '{'0' * 64}'\nroles: {{7: furniture}}\n"),
        ["raw/one.pins.yaml: one.txt has changed since these pins were set, so they were not used; "],
    ),
    "pins beyond the page": (
        added(
            "raw/one.pins.yaml",
            "sha256: 394b4a95b9b348d02914ca3c0e6a8f7119787211e17369a8a882f531e37755dd\nroles:\n  99: furniture\n",
        ),
        ["raw/one.pins.yaml:3: one.txt has no line 99; its last is 8; "],
    ),
    "pins of no page": (
        added("raw/none.pins.yaml", "cut: [1]\n"),
        ["raw/none.pins.yaml: there is no raw page of this"],
    ),
    "a date that is not the folder's": (
        lambda content: [
            change(content, file, "date: 2021-08-18", "date: 2021-08-19") for file in (YAML, FIRST, TAIL, THIRD)
        ],
        [
            f"{YAML}:2: the date is '2021-08-19', but one.txt prints 2021-08-18 (line 1); correct it, or state the date",
            f"{YAML}:2: the date is '2021-08-19', but the folder is called 2021-08-18; ",
            f"{YAML}:2: the date is '2021-08-19', but three.txt prints 2021-08-18 (line 1); ",
        ],
    ),
    "a lunar date that is not the day's": (
        changed(YAML, "lunar: 辛丑年七月十一", "lunar: 辛丑年七月十二"),
        [f"{YAML}:3: 农历辛丑年七月十二, but 2021-08-18 is 农历辛丑年七月十一; "],
    ),
    "a weekday that is not the day's": (
        lambda content: (
            change(content, "raw/three.txt", "星期三", "星期五"),
            import_pages(content, (), lambda *_: None, HERE),
        ),
        ["raw/three.txt:1: 星期五, but 2021-08-18 is 星期三; correct the date in pages.yaml"],
    ),
    "a date stated and not yet imported": (
        added(PAGES, "# known\none.txt: {date: 2021-08-19}\n"),
        [
            f"{PAGES}:2: the date of one.txt is stated as '2021-08-19', but zhejiang-gongren-ribao/2021-08-18/issue.yaml has"
        ],
    ),
    "a page stated that is not there": (
        added(PAGES, "none.txt: {date: 2021-08-18}\n"),
        [f"{PAGES}:1: there is no raw page none.txt; correct the name, or take it out"],
    ),
    "pages.yaml that cannot be read": (added(PAGES, "one.txt: [\n"), [f"{PAGES}:"]),
    "no site.yaml": (removed("site.yaml"), ["site.yaml: the file is missing; "]),
    "issue.yaml that cannot be read": (added(YAML, "newspaper: [\n"), [f"{YAML}:"]),
    "no issue.yaml": (
        removed(CARE),
        [
            f"{CARE}: the file is missing; import the raw pages again",
            "raw/care.txt: this raw page was never imported; ",
        ],
    ),
}

# What an editor may do, and what the notes are that this leads to.
RIGHT = {
    "a text edited": (changed(FIRST, "昨日上午", "昨天上午"), []),
    "a draft": (changed(THIRD, "order: 2", "order: 2\ndraft: true"), []),
    "an article's newspaper left out": (changed(FIRST, "newspaper: 浙江工人日报\n", ""), []),
    "line ends of another system": (
        lambda content: add(content, FIRST, (content / FIRST).read_text("utf-8").replace("\n", "\r\n")),
        [],
    ),
    "an article of the editor's own": (
        added(f"{ISSUE}/03-90.md", "---\nid: kown01\ntitle: 补记\npage: 3\norder: 90\n---\n补记。\n"),
        [],
    ),
    "a former address": (changed(YAML, "pages:", "redirects: {kgone1: rkj38h, kgone2: ''}\npages:"), []),
    "a jump that has lost its other end": (
        changed(TAIL, "continued_from: 1", "continued_from: null"),
        [],
    ),
    "a jump to a page that may be in no archive": (
        changed(FIRST, "continued_on: 3", "continued_on: 8"),
        [f"{TAIL}:14: no article of page 1 is surely the other part of this story, so the site leads to the page; "],
    ),
    "a stated date against the masthead": (
        lambda content: (
            add(content, PAGES, "one.txt: {date: 2021-08-19}\nthree.txt: {date: 2021-08-19}\n"),
            import_pages(content, (), lambda *_: None, HERE),
        ),
        [],
    ),
    "no raw pages but pins and notes": (added("raw/.DS_Store", "x"), []),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_broken_is_told(name, content):
    do, expected = BROKEN[name]
    do(content)
    problems, _ = found(content)
    assert [begun for begun in expected if not any(line.startswith(begun) for line in problems)] == [], problems
    assert len(problems) == len(expected) or name in FOLLOWED, problems


# Faults after which more is told than the fault.
FOLLOWED = {"a page twice", "a raw page in two issues"}


@pytest.mark.parametrize("name", RIGHT)
def test_what_an_editor_may_do_is_no_problem(name, content):
    do, expected = RIGHT[name]
    do(content)
    problems, notes = found(content)
    assert problems == []
    assert len(notes) == len(expected), notes
    assert [line[: len(begun)] for line, begun in zip(notes, expected, strict=True)] == expected


def test_an_archive_just_imported_is_whole(content):
    assert found(content) == ([], [])


@pytest.mark.parametrize("file", [FIRST, TAIL, THIRD])
@pytest.mark.parametrize("change_of", ["lost", "doubled", "replaced"])
def test_no_character_of_an_unedited_article_can_change_unseen(content, file, change_of):
    """Whoever also puts the changed file's hash into issue.yaml is found out by the raw page."""
    text, yaml = (content / file).read_text("utf-8"), (content / YAML).read_text("utf-8")
    body = text.index("\n---\n", 4) + 5
    mark = mark_of(text.encode())
    assert mark in yaml
    for place in range(body, len(text) - 1, 5):
        if text[place].isspace():
            continue
        put = {"lost": "", "doubled": text[place] * 2, "replaced": "龘"}[change_of]
        changed_text = text[:place] + put + text[place + 1 :]
        (content / file).write_text(changed_text, "utf-8")
        (content / YAML).write_text(yaml.replace(mark, mark_of(changed_text.encode())), "utf-8")
        problems, _ = found(content)
        assert len(problems) == 1, (text[place], problems)
        assert "articles and furniture lack" in problems[0]


def test_the_committed_archive_is_whole(tmp_path):
    report = check(CHECKOUT / "content", tmp_path / "none", HERE)
    assert report.articles > 30
    assert told(report.problems) == []


def test_everything_broken_at_once_is_told_at_once(content):
    for name in ("another newspaper", "a jump to itself", "a raw page that is no text", "a raw page never imported"):
        BROKEN[name][0](content)
    add(content, f"{UNDATED}/01-01.md", b"\xff\xfe")
    problems, _ = found(content)
    assert len(problems) == 5, problems


def test_a_check_that_fails_stops_no_other(content, monkeypatch):
    def conserved(_looked):
        raise KeyError("no such thing")

    checks = tuple(conserved if check.__name__ == "conserved" else check for check in ISSUE_CHECKS)
    monkeypatch.setattr("sitegen.check.content.ISSUE_CHECKS", checks)
    BROKEN["another order"][0](content)
    problems, _ = found(content)
    failed = [line for line in problems if "failed here" in line]
    assert len(failed) == 2
    assert failed[0].startswith("issues/unidentified/undated-115629: the check 'conserved' failed here (KeyError: ")
    assert [line for line in problems if "order is 7" in line]


def test_every_check_is_told_what_it_is_for():
    checks = (*ISSUE_CHECKS, *ARCHIVE_CHECKS)
    documented = (CHECKOUT / "docs/check.md").read_text("utf-8")
    assert all(f"| `{check.__name__}` |" in documented for check in checks)
    assert all(check.__doc__.startswith("Whether ") for check in checks)
    assert len({check.__name__ for check in checks}) == len(checks)
