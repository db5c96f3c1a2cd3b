"""The built site as a whole: links lead somewhere, pages name their counterparts, and every page can be reached from the home page."""

import re
import shutil
from functools import partial
from urllib.parse import urljoin

import pytest
from samples import CHECKOUT, FIXTURE, silent, told

from sitegen.build.run import build
from sitegen.check import check
from sitegen.check.sitefile import Base, SiteFile, Target
from sitegen.workers import HERE

ARCHIVES = {"fixture": FIXTURE / "content", "real": CHECKOUT / "content"}


@pytest.fixture(scope="module", params=sorted(ARCHIVES))
def content(request, tmp_path_factory):
    source = ARCHIVES[request.param]
    if not (source / "issues").is_dir() or not any((source / "issues").iterdir()):
        pytest.skip("content/issues is empty; run sitegen import first")
    copy = tmp_path_factory.mktemp(request.param) / "content"
    shutil.copytree(source, copy)
    return copy


def page_at(output, base, target):
    """A page of the site."""
    return SiteFile(output, target.file, (output / target.file).read_bytes(), base, len)


def reached(output, base):
    """Every page that links lead to from the home page, by its route, and from there on."""
    pages, waiting = {}, [Target("")]
    while waiting:
        target = waiting.pop()
        if target.route in pages or not target.file.endswith(".html"):
            continue
        page = pages[target.route] = page_at(output, base, target)
        targets = map(partial(base.target, here=page.address), page.addresses)
        waiting += [Target(each.route) for each in targets if each is not None]
    return pages


@pytest.mark.parametrize("base_url", ["", "https://example.org/repo"])
def test_the_site_is_one_whole_under_any_path(content, base_url, tmp_path):
    site = content / "site.yaml"
    site.write_text(re.sub("(?m)^base_url:.*$", f"base_url: '{base_url}'", site.read_text("utf-8")), "utf-8")
    assert told(build(content, tmp_path / "out", silent).problems) == []
    report = check(content, tmp_path / "out", HERE)
    assert [line for line in told(report.problems) if line.startswith(str(tmp_path / "out"))] == []
    pages = reached(tmp_path / "out", Base(base_url))
    alternates_name_one_another(pages)
    made = {
        path for path in (tmp_path / "out").rglob("index.html") if 'http-equiv="refresh"' not in path.read_text("utf-8")
    }
    shown = [page for route, page in pages.items() if (not route or route.endswith("/")) and not page.leads_on]
    assert len(made) == len(shown), "a page that no link leads to"


def language(page):
    return page.html.css_first("html").attributes["lang"]


def alternates(page):
    """The routes of a page in each script."""
    given = [node.attributes for node in page.html.css("link[hreflang]")]
    return {one["hreflang"]: page.base.target(urljoin(page.address, one["href"]), page.address).route for one in given}


def alternates_name_one_another(pages):
    """Each page names itself and its counterpart, and the counterpart names it."""
    for route, page in pages.items():
        if page.leads_on or (route and not route.endswith("/")):
            continue
        here = alternates(page)
        assert set(here) == {"zh-Hans", "zh-Hant", "x-default"}, route
        assert here[language(page)] == route
        assert here["x-default"] == here["zh-Hans"]
        for lang in ("zh-Hans", "zh-Hant"):
            other = pages[here[lang]]
            assert language(other) == lang
            assert alternates(other)[language(page)] == route
