"""A real Chromium, and the sites it looks at."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from devices import PATIENCE, hard_site
from samples import CHECKOUT, FIXTURE, put_site, served, silent, told

from sitegen.build.run import build

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
REQUIRED = os.environ.get("SITEGEN_BROWSER") == "required"
# The shell is Chromium without windows: the same pages in half the time. Where only the browser is installed, that one.
PROGRAMS = ("chromium-headless-shell", "chromium")


def unavailable(reason):
    """Skip, or fail where the browser tests must run."""
    if REQUIRED:
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def chromium():
    """The browser; the tests are skipped where it is not installed, and fail where SITEGEN_BROWSER=required."""
    if importlib.util.find_spec("playwright") is None:
        unavailable("playwright is not installed; pip install 'sitegen[dev]'")
    from playwright.sync_api import sync_playwright

    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, PROGRAMS)), None)
    if path is None or not Path(path).exists():
        unavailable(f"there is no {path or ' or '.join(PROGRAMS)}; install it, or set CHROMIUM to its path")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        yield browser
        browser.close()


@dataclass(frozen=True, slots=True)
class Site:
    """A built and served site: where it is, and the newspaper that the walk begins with."""

    home: str
    newspaper: str


ARCHIVES = {
    "fixture": (FIXTURE / "content", "zhejiang-gongren-ribao"),
    "real": (CHECKOUT / "content", "zhejiang-gongren-ribao"),
}
CASES = [(archive, base) for archive in ARCHIVES for base in ("/", "/repo/")]


@pytest.fixture(scope="session", params=CASES, ids=lambda case: f"{case[0]} under {case[1]}")
def site(request, tmp_path_factory):
    """The small and the real archive, each under two base paths, built from copies."""
    archive, base = request.param
    source, newspaper = ARCHIVES[archive]
    if not (source / "issues" / newspaper).is_dir():
        unavailable(f"{source} has no issues; run sitegen import")
    copy = tmp_path_factory.mktemp("content")
    shutil.copytree(source, copy / "content")
    settings = copy / "content" / "site.yaml"
    published = f"base_url: 'https://example.org{base}'"
    settings.write_text(re.sub("(?m)^base_url:.*$", published, settings.read_text("utf-8")), "utf-8")
    assert told(build(copy / "content", copy / "output", silent).problems) == []
    with served(copy / "output", base) as home:
        yield Site(home, newspaper)


@pytest.fixture
def output(tmp_path):
    """The site of the hard archive, written for one test."""
    put_site(tmp_path / "out", hard_site())
    return tmp_path / "out"


@pytest.fixture
def reader(chromium):
    """A page of a device of its own, a phone, which keeps nothing yet; some files have readers of another kind."""
    context = chromium.new_context(viewport={"width": 360, "height": 740}, locale="zh-CN")
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    context.close()
