"""Whatever happens to an archive: a build that remembers the last one leaves what a build from nothing leaves.

SITEGEN_CHANGES=300 tries so many stories of changes instead of the few of every day.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager, nullcontext, suppress
from itertools import count
from pathlib import Path
from unittest import mock

import pytest
import small_project as small
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from samples import CHECKOUT, silent, told

from sitegen.build.places import STATE
from sitegen.build.run import build
from sitegen.build.write import WORK
from sitegen.content.store import read_archive

STORIES = int(os.environ.get("SITEGEN_CHANGES", "8"))
STEPS = 7 if STORIES <= 20 else 12

# At the end of one story in so many the site is also made by a process that has done nothing before.
FRESH = 4
ENDED = count()

# Longer than a file system needs to give a file that changes another time.
TICK = 0.012

FIELDS = {
    "title": ["甲题", "乙题 里程", "丙<b>题", "'只有：标点'"],
    "authors": ["[]", "[程雪]", "[罗丽, 程雪]", "[羅麗]"],
    "column": ["''", "产改", "產改", "头版"],
    "keep": ["[]", "[里程]", "[程雪]", "[产改]"],
    "draft": ["false", "true"],
    "page": ["1", "2", "3"],
    "order": ["1", "2", "9"],
    "kicker": ["''", "引题"],
    "continued_from": ["null", "1"],
    "review": ["[]", "['标题待核']"],
    "source": ["null", "{file: a.txt, lines: [1, 4]}", "{file: b.txt, lines: [2]}", "{file: none.txt, lines: [1]}"],
    "kind": ["article", "photo", "nonsense"],
}
BODIES = ["近日，会议召开。", "## 小标题\n\n头发与发展。\n\n各地努力。", "**一** <script>\\uD800", "", "程雪" * 30]
IDS = ["kaaaa1", "kaaaa2", "kaaaa4", "kbbbb1", "kbbbb2"]
PLACES = [
    "yi-bao/2021-08-18",
    "yi-bao/2021-08-19",
    "yi-bao/2020-01-01",
    "jia-bao/2019-05-01",
    "bing-bao/undated-aaaaaa",
    "Yi_Bao/x",
]
DATES = ["2021-08-18", "2021-08-19", "2019-05-01", "2021-08/..", "''", "nonsense"]
ISSUE_FIELDS = {
    "date": DATES,
    "script": ["zh-Hans", "zh-Hant"],
    "newspaper": ["乙报", "甲报", "丙报"],
    "number": ["''", "'11895'"],
    "redirects": ["{}", "{kold01: kaaaa1}", "{kold01: kaaaa4, kold02: ''}", "{kaaaa1: kaaaa2}"],
    "pages": [
        "[]",
        "[{page: 1, name: 要闻, source: {file: a.txt, sha256: '0'}}]",
        "[{page: 1, source: {file: b.txt}}, {page: 2, name: 副刊, source: {file: a.txt}}]",
    ],
}
SITE_FIELDS = {
    "title": ["旧闻馆", "新闻馆"],
    "description": ["旧报纸。", "''"],
    "base_url": ["''", "https://example.org/paper"],
    "convert": ["s2hk", "s2t", "''"],
    "script": ["zh-Hans", "zh-Hant"],
    "paragraphs": ["indent", "spaced"],
    "theme": ["own", "default", "none"],
    "start": ["[]", "[yi-bao/2021-08-18/kaaaa1]", "[jia-bao/2019-05-01, yi-bao/2021-08-18/kaaaa2]", "[nowhere/1]"],
    "newspapers": [
        "[]",
        "[{slug: jia-bao, name: 甲报}, {slug: yi-bao, name: 乙报}]",
        "[{slug: yi-bao, name: 乙报, place: 宁波, cn: CN33-0018}]",
    ],
}
DICTIONARIES = [
    None,
    "keep: [皇后大道]\n",
    "traditional: {里程: 裡程}\n",
    "keep: [里程]\nsimplified: {羅: 罗}\n",
    "keep: {\n",
]
RAWS = [None, "乙报\n另一行\n", "甲报\n五一\n大会\n第四行\n", ""]
HOSTS = [None, "papers.org\n", "example.org\n", "https://papers.org\n"]
REMOTES = [
    None,
    "",
    "https://github.com/Reader/papers.git",
    "git@github.com:reader/reader.github.io",
    "/srv/papers.git",
]
PAGES = [None, "https://papers.org", "nonsense"]
FACTS = [None, "a.txt: {encoding: gb18030}\n", "b.txt: {note: 他人所知}\n", "a.txt: [\n"]
TEMPLATES = {
    "article.html": [
        None,
        "{% extends 'default/article.html' %}\n{% block main %}{% include 'note.html' %}{{ super() }}{% endblock %}\n",
        "{% extends 'default/article.html' %}\n{% block main %}<p>{{ asset('own.txt') }}</p>{{ super() }}{% endblock %}\n",
        "{% extends 'default/article.html' %}\n{% block main %}{{ nothing }}{% endblock %}\n",
        "{% extends 'default/article.html' %}\n{% block main %}{% if %}{% endblock %}\n",
        "{% extends 'default/article.html' %}\n"
        "{% block main %}{% set which = 'note.html' %}{% include which %}{{ super() }}{% endblock %}\n",
    ],
    "note.html": [None, "<p>编者按</p>\n", "<p>{{ site.title }}</p>\n"],
    "nameplate.html": [None, "<p>报头</p>\n"],
    "home.html": [None, "{% extends 'default/home.html' %}\n", "{{ nothing }}\n"],
    "book-story.xhtml": [None, "{% extends 'default/book-story.xhtml' %}\n", "{{ nothing }}\n"],
}
STATICS = {
    "static/own.txt": [None, "own\n", "other\n"],
    "static/new.js": [None, "1;\n"],
    "append/style.css": [None, ".own { color: #222222 }\n"],
    "append/book.css": [None, ".own { margin: 0 }\n"],
    "theme.yaml": [
        "name: own\nversion: 1\nextends: default\n",
        "name: own\nversion: 2\nextends: default\nground: {light: '#fffff0', dark: '#101010'}\n",
        "name: own\nversion: 1\nextends: default\ntexts:\n  zh-Hans: {promise: 字字有出处}\n",
        "name: own\nversion: 1\nextends: [\n",
    ],
}

some = st.integers(min_value=0, max_value=10**6)


def set_field(path: Path, key: str, value: str) -> None:
    """Set a key at the top of a file's YAML."""
    text = path.read_text("utf-8", "surrogateescape")
    line = f"{key}: {value}\n"
    changed, count = re.subn(rf"^{key}:.*\n((- |  ).*\n)*", lambda _: line, text, count=1, flags=re.MULTILINE)
    if not count:
        changed = text.replace("---\n", f"---\n{line}", 1) if text.startswith("---\n") else text + line
    path.write_text(changed, "utf-8", "surrogateescape")


def put(path: Path, text: str | None) -> None:
    """Make a file say something, or not be there."""
    if text is None:
        path.unlink(missing_ok=True)
    else:
        small.write(path, text)


def put_environment(url: str | None) -> None:
    """Have the environment name the site's address, or not."""
    if url is None:
        os.environ.pop("SITEGEN_BASE_URL", None)
    else:
        os.environ["SITEGEN_BASE_URL"] = url


class CutShort(BaseException):
    """As Ctrl-C is: nothing but its raiser knows it."""


class Changes(RuleBasedStateMachine):
    """A project that is changed; after each change it is built."""

    @initialize(old=st.booleans())
    def begin(self, old):
        """Make the project; the files are old, or as young as they are."""
        self.folder = Path(tempfile.mkdtemp(prefix="sitegen-test-"))
        self.project = small.make_project(self.folder / "project")
        self.content, self.output, self.theme = (self.project / name for name in ("content", "output", "themes/own"))
        self.old = old
        self.foreign: dict[str, bytes] = {}
        self.held = 0
        small.share_templates(self.project)

    # What editors do.

    def articles(self):
        return sorted(self.content.glob("issues/*/*/*.md"))

    def article(self, which):
        articles = self.articles()
        return articles[which % len(articles)] if articles else None

    def issue_folder(self, which):
        folders = sorted(self.content.glob("issues/*/*/"))
        return folders[which % len(folders)] if folders else None

    @rule(which=some, key=st.sampled_from(sorted(FIELDS)), value=some)
    def edit_a_field(self, which, key, value):
        if path := self.article(which):
            set_field(path, key, FIELDS[key][value % len(FIELDS[key])])

    @rule(which=some, body=st.sampled_from(BODIES))
    def edit_a_body(self, which, body):
        if path := self.article(which):
            head = path.read_text("utf-8", "surrogateescape").rpartition("---\n")[0]
            path.write_text(f"{head}---\n{body}\n", "utf-8", "surrogateescape")

    @rule(which=some, id_=st.sampled_from(IDS))
    def give_an_id(self, which, id_):
        if path := self.article(which):
            set_field(path, "id", id_)

    @rule(which=some, name=st.sampled_from(["00-00.md", "01-01.md", "01-07.md", "zz.md", "notes.txt"]))
    def rename_an_article(self, which, name):
        if path := self.article(which):
            path.rename(path.with_name(name))

    @rule(which=some)
    def remove_an_article(self, which):
        if path := self.article(which):
            path.unlink()

    @rule(which=some, id_=st.sampled_from(IDS), order=st.integers(1, 9), title=st.sampled_from(FIELDS["title"]))
    def add_an_article(self, which, id_, order, title):
        if folder := self.issue_folder(which):
            small.make_article(self.content, folder.parent.name, folder.name, id_, title, order)

    @rule(place=st.sampled_from(PLACES), id_=st.sampled_from([*IDS, ""]))
    def add_an_issue(self, place, id_):
        slug, key = place.split("/")
        small.make_issue(self.content, slug, key)
        if id_:
            small.make_article(self.content, slug, key, id_, "新来的报道")

    @rule(which=some)
    def remove_an_issue(self, which):
        if folder := self.issue_folder(which):
            shutil.rmtree(folder)

    @rule(which=some, place=st.sampled_from(PLACES))
    def rename_an_issue(self, which, place):
        folder = self.issue_folder(which)
        if folder and not (self.content / "issues" / place).exists():
            (self.content / "issues" / place).parent.mkdir(parents=True, exist_ok=True)
            folder.rename(self.content / "issues" / place)

    @rule(which=some, key=st.sampled_from(sorted(ISSUE_FIELDS)), value=some)
    def edit_an_issue(self, which, key, value):
        if (folder := self.issue_folder(which)) and (folder / "issue.yaml").exists():
            set_field(folder / "issue.yaml", key, ISSUE_FIELDS[key][value % len(ISSUE_FIELDS[key])])

    @rule(which=some)
    def lose_issue_yaml(self, which):
        if folder := self.issue_folder(which):
            (folder / "issue.yaml").unlink(missing_ok=True)

    @rule(which=some)
    def break_or_mend_a_file(self, which):
        files = [*self.articles(), *sorted(self.content.glob("issues/*/*/issue.yaml")), self.content / "site.yaml"]
        path = files[which % len(files)]
        text = path.read_text("utf-8", "surrogateescape")
        broken = "title: [\n"
        path.write_text(
            text.replace(broken, "") if broken in text else text.replace("\n", f"\n{broken}", 1),
            "utf-8",
            "surrogateescape",
        )

    @rule(which=some)
    def edit_unseen(self, which):
        """The size stays, and the time is set back."""
        if path := self.article(which):
            status, text = path.stat(), path.read_bytes()
            path.write_bytes(text.replace("努力".encode(), "奋力".encode()).replace("近日".encode(), "今日".encode()))
            os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))

    @rule()
    def touch_everything(self):
        for path in [*self.content.rglob("*"), *self.theme.rglob("*")]:
            path.touch()

    @rule(key=st.sampled_from(sorted(SITE_FIELDS)), value=some)
    def edit_the_site(self, key, value):
        set_field(self.content / "site.yaml", key, SITE_FIELDS[key][value % len(SITE_FIELDS[key])])

    @rule(text=st.sampled_from(DICTIONARIES))
    def edit_the_dictionary(self, text):
        put(self.content / "conversion.yaml", text)

    @rule(text=st.sampled_from(HOSTS))
    def edit_the_host_name(self, text):
        put(self.content / "CNAME", text)

    @rule(url=st.sampled_from(REMOTES))
    def edit_the_remote(self, url):
        config = None if url is None else f'[core]\n\tbare = false\n[remote "origin"]\n\turl = {url}\n'
        put(self.project / ".git/config", config)

    @rule(url=st.sampled_from(PAGES))
    def build_elsewhere(self, url):
        put_environment(url)

    @rule(name=st.sampled_from(["a.txt", "b.txt"]), text=st.sampled_from(RAWS))
    def edit_a_raw_page(self, name, text):
        put(self.content / "raw" / name, text)

    @rule(text=st.sampled_from(FACTS))
    def edit_what_is_known_of_raw_pages(self, text):
        put(self.content / "raw/pages.yaml", text)

    @rule(name=st.sampled_from(sorted(TEMPLATES)), value=some)
    def edit_a_template(self, name, value):
        put(self.theme / "templates" / name, TEMPLATES[name][value % len(TEMPLATES[name])])

    @rule(name=st.sampled_from(sorted(STATICS)), value=some)
    def edit_the_theme(self, name, value):
        put(self.theme / name, STATICS[name][value % len(STATICS[name])])

    # What befalls the output and the cache.

    @rule(place=st.sampled_from(["ads.txt", "notes/mine.txt", "yi-bao/mine.txt", "yi-bao/2021-08-18/kaaaa1/mine.txt"]))
    @precondition(lambda self: self.output.is_dir() and not (self.output / "notes").is_file())
    def put_a_foreign_file(self, place):
        if (self.output / ".sitegen-output").is_file():
            small.write(self.output / place, "mine")
            self.foreign[place] = b"mine"

    @rule(which=some, how=st.sampled_from(["lose", "empty", "same size", "longer", "link"]))
    def harm_an_output_file(self, which, how):
        own = [
            name
            for name in sorted(small.files_of(self.output))
            if name not in self.foreign and name != ".sitegen-output"
        ]
        if not own:
            return
        path = self.output / own[which % len(own)]
        data = path.read_bytes()
        path.unlink()
        if how == "link":
            path.symlink_to(self.content / "site.yaml")
        elif how != "lose":
            path.write_bytes({"empty": b"", "same size": b"x" * len(data), "longer": data + b"x"}[how])

    @rule(where=st.sampled_from(["output", STATE]))
    def lose_a_folder(self, where):
        shutil.rmtree(self.project / where, ignore_errors=True)
        small.share_templates(self.project)
        if where == "output":
            self.foreign.clear()

    @rule()
    def lose_the_cache(self):
        small.cache_of(self.project).unlink(missing_ok=True)

    @rule(
        how=st.sampled_from(["overwrite", "truncate", "garbage", "empty"]),
        seed=some,
        data=st.binary(min_size=1, max_size=64),
    )
    def harm_the_cache(self, how, seed, data):
        path = small.cache_of(self.project)
        if not path.exists():
            return
        held = bytearray(path.read_bytes())
        start = seed % (len(held) or 1)
        if how == "overwrite":
            held[start : start + len(data)] = data
        elif how == "truncate":
            del held[start:]
        else:
            held = bytearray(data * 100 if how == "garbage" else b"")
        path.write_bytes(held)

    @rule(
        how=st.sampled_from(["replace", "unlink", "progress", "rmdir"]), after=st.integers(0, 60), whole=st.booleans()
    )
    def cut_a_build_short(self, how, after, whole):
        left = after

        def counted(*given, **named):
            nonlocal left
            left -= 1
            if left < 0:
                raise CutShort if whole else OSError(28, "no space left")
            return real(*given, **named)

        module = Path if how in {"unlink", "rmdir"} else os
        real = silent if how == "progress" else getattr(module, how)
        watched = counted if how == "progress" else silent
        faulty = mock.patch.object(module, how, counted) if how != "progress" else nullcontext()
        with self.at_its_time(), faulty, suppress(OSError, CutShort):
            build(self.content, self.output, watched)

    @rule(changes=st.integers(1, 3))
    def make_several_changes_at_once(self, changes):
        self.held = changes

    # What holds.

    @contextmanager
    def at_its_time(self):
        """Files that changed in one tick can be told apart only while they are young."""
        if not self.old:
            yield
            return
        time.sleep(TICK)
        with small.much_later():
            yield

    @invariant()
    def a_build_leaves_what_a_clean_one_leaves(self):
        if self.held:
            self.held -= 1
            return
        before = self.seen()
        with self.at_its_time():
            report = small.run(self.project)
        # What a template that fails would make stays as it was, so there may be more than what a clean build makes.
        wanted, problems = small.clean(self.project)
        assert told(report.problems) == problems
        left = small.files_of(self.output) if self.output.exists() else {}
        if not wanted:
            assert left == {name: data for name, (data, _) in before.items()}, "where no site can be made all stays"
            return
        self.compare(left, wanted, before, report.problems)
        assert report.documents == len(wanted) - 1
        _, wrong = read_archive(self.content)
        assert set(told(wrong)) <= set(problems)
        assert small.leftovers(self.project) == []
        self.nothing_is_left_to_do(problems)

    def compare(self, left, wanted, before, problems):
        """The files are those of a clean build, and only those were written that had to be."""
        own = {name: data for name, data in left.items() if name not in self.foreign}
        assert {name: left[name] for name in self.foreign} == self.foreign
        stale = own.keys() - wanted.keys()
        if any("/templates/" in each.file for each in problems):
            assert all(own[name] == before[name][0] for name in stale)
        else:
            assert stale == set()
        list_, wanted_list = own.pop(".sitegen-output"), wanted[".sitegen-output"]
        assert sorted(own.keys()) == sorted(list_.decode().splitlines())
        assert own.keys() - stale == wanted.keys() - {".sitegen-output"}
        assert [name for name in sorted(own.keys() - stale) if own[name] != wanted[name]] == []
        if not stale:
            assert list_ == wanted_list
        for name, (data, written) in before.items():
            if name in own and own[name] == data:
                assert (self.output / name).lstat().st_mtime_ns == written

    def nothing_is_left_to_do(self, problems):
        """A second build changes nothing, and tells the same."""
        before = self.seen()
        with self.at_its_time():
            again = small.run(self.project)
        assert (again.written, again.removed) == (0, 0)
        assert told(again.problems) == problems
        assert self.seen() == before

    def seen(self):
        """Every file of the output: its bytes, and when it was written."""
        if not self.output.exists():
            return {}
        files = small.files_of(self.output).items()
        return {
            name: (data, (self.output / name).lstat().st_mtime_ns) for name, data in files if not name.startswith(WORK)
        }

    def teardown(self):
        """At last another process makes the site, one that remembers nothing at all."""
        try:
            self.held = 0
            self.a_build_leaves_what_a_clean_one_leaves()
            code = (
                "import sys; from pathlib import Path; from sitegen.build.run import build;"
                "build(Path(sys.argv[1]), Path(sys.argv[2]), lambda done, of: None)"
            )
            fresh = self.project / "clean"
            if next(ENDED) % FRESH == 0:
                command = [sys.executable, "-c", code, str(self.content), str(fresh)]
                subprocess.run(command, check=True, cwd=self.folder, env={**os.environ, "PYTHONPATH": str(CHECKOUT)})
                left = small.files_of(self.output)
                made = {name: data for name, data in small.files_of(fresh).items() if name != ".sitegen-output"}
                assert [name for name in made if left.get(name) != made[name]] == []
            small.keep_templates(self.project)
        finally:
            put_environment(None)
            shutil.rmtree(self.folder, ignore_errors=True)


Changes.TestCase.settings = settings(
    max_examples=STORIES,
    stateful_step_count=STEPS,
    deadline=None,
    derandomize=STORIES <= 20,
    database=None,
    print_blob=True,
    phases=(Phase.generate,),
    suppress_health_check=list(HealthCheck),
)
TestChanges = Changes.TestCase


@pytest.fixture
def project(tmp_path):
    """A project that has been built."""
    made = small.make_project(tmp_path / "project")
    small.share_templates(made)
    small.run(made)
    small.keep_templates(made)
    return made


def test_a_template_that_is_mended_has_its_pages_listed(project):
    broken = project / "themes/own/templates/article.html"
    text = broken.read_text("utf-8")
    broken.write_text("{{ nothing }}", "utf-8")
    small.make_article(project / "content", "yi-bao", "2021-08-19", "knew01", "新来的报道", 2)
    assert small.run(project).problems != ()
    broken.write_text(text, "utf-8")
    assert small.run(project).problems == ()
    assert small.files_of(project / "output") == small.clean(project)[0]


@pytest.mark.parametrize("foreign", ["yi-bao/2021-08-19/knew01/index.html/mine.txt", "yi-bao/2021-08-19/knew01"])
def test_what_stands_in_the_way_is_told_until_it_is_gone(project, foreign):
    small.write(project / "output" / foreign, "mine")
    small.make_article(project / "content", "yi-bao", "2021-08-19", "knew01", "新来的报道", 2)
    way = f"{project}/output/yi-bao/2021-08-19/knew01/index.html"
    with small.much_later():
        for _ in range(3):
            assert told(small.run(project).problems) == [
                f"{way}: something that is not the program's stands in the way of this file; move it to another place"
            ]
            assert (project / "output" / foreign).read_text() == "mine"
        (project / "output" / foreign).unlink()
        if foreign.endswith("mine.txt"):
            (project / "output" / foreign).parent.rmdir()
        assert small.run(project).problems == ()
    assert small.files_of(project / "output") == small.clean(project)[0]
    assert small.leftovers(project) == []


def test_a_file_that_changes_twice_in_a_moment_is_seen(project):
    path = project / "content/issues/yi-bao/2021-08-19/01-01.md"
    text = path.read_text("utf-8")
    for word in ("甲甲", "乙乙", "丙丙", "丁丁", "戊戊"):
        path.write_text(text.replace("头发", word), "utf-8")
        small.run(project)
        site = (project / "output/yi-bao/2021-08-19/kaaaa3/index.html").read_text("utf-8")
        assert word in site
