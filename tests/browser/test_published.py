"""What is published, as readers have it: cloned from the remote, served under its base path, and walked through in a real browser."""

import shutil
from urllib.parse import unquote

import pytest
import small_project as small
from devices import PATIENCE
from repositories import cloned, commit, edit, log, make_archive, make_git_plain, repository, send, site
from samples import served

from sitegen.problems import ProblemError

pytestmark = pytest.mark.browser

# Some of what the walk must come to.
PAGES = {"", "issues/", "days/", "authors/", "columns/", "search/", "yi-bao/", "yi-bao/2021-08-18/kaaaa1/"}


@pytest.fixture
def remote(tmp_path):
    return repository(tmp_path / "remote.git")


@pytest.fixture
def archive(tmp_path, remote, monkeypatch):
    """The small archive with one newspaper and one tree, so that the walk is short."""
    make_git_plain(monkeypatch, tmp_path)
    folder = make_archive(tmp_path / "papers", remote)
    settings = folder / "content/site.yaml"
    one_tree = settings.read_text("utf-8").replace("convert: s2hk", "convert: ''")
    settings.write_text(one_tree.replace("base_url: ''", "base_url: https://u.github.io/repo"), "utf-8")
    shutil.rmtree(folder / "content/issues/jia-bao")
    commit(folder)
    return folder


@pytest.fixture
def crawl(chromium, remote, tmp_path):
    """Clones what is published, and visits everything that a page of it links to; gives the text of each page by its address."""
    context = chromium.new_context(locale="zh-CN", service_workers="block")
    context.set_default_timeout(PATIENCE)
    reader = context.new_page()
    complaints = []
    reader.on("pageerror", lambda error: complaints.append(str(error)))
    reader.on("response", lambda answer: answer.status >= 400 and complaints.append(answer.url))

    def visit(home):
        waiting, texts = [""], {}
        while waiting:
            route = waiting.pop()
            reader.goto(home + route, wait_until="domcontentloaded")
            texts[route] = reader.locator("main").first.inner_text()
            links = reader.locator("a[href]").evaluate_all("links => links.map((a) => a.href.split(/[?#]/)[0])")
            inside = {link.removeprefix(home) for link in links if link.startswith(home) and link.endswith("/")}
            waiting += sorted(inside - texts.keys() - set(waiting))
        assert complaints == []
        assert reader.goto(f"{home}nowhere/").status == 404
        assert {
            link.split("/repo/")[0] for link in reader.locator("a").evaluate_all("all => all.map((a) => a.href)")
        } == {home.removesuffix("/repo/")}
        complaints.clear()
        return texts

    def crawled():
        clone = tmp_path / "clone"
        shutil.rmtree(clone, ignore_errors=True)
        files = cloned(remote, clone)
        with served(clone, "/repo/") as home:
            texts = visit(home)
        assert set(texts) >= PAGES
        assert {unquote(f"{route}index.html") for route in texts} <= files.keys()
        return files, texts

    yield crawled
    context.close()


def test_the_first_a_changed_an_unchanged_and_a_rejected_publish(archive, remote, crawl):
    story = "yi-bao/2021-08-18/kaaaa1/"
    send(archive)
    files, texts = crawl()
    assert files == site(archive)
    assert "报喜" not in texts[story]

    edit(archive, "各地纷纷报喜。")
    small.make_article(archive / "content", "yi-bao", "2021-08-19", "kaaaa9", "新来的报道", 2)
    commit(archive)
    send(archive)
    changed, texts = crawl()
    assert changed == site(archive) != files
    assert "各地纷纷报喜。" in texts[story]
    assert "新来的报道" in texts["yi-bao/2021-08-19/"]
    assert "yi-bao/2021-08-19/kaaaa9/" in texts

    assert send(archive).sent.commit == ""
    assert crawl() == (changed, texts)

    refuse = remote / "hooks/pre-receive"
    small.write(refuse, "#!/bin/sh\nexit 1\n")
    refuse.chmod(0o755)
    edit(archive, "此段不曾发布。")
    commit(archive)
    with pytest.raises(ProblemError, match="the remote refused it"):
        send(archive)
    assert crawl() == (changed, texts)
    assert len(log(remote)) == 2


def test_several_sites_from_several_remotes_are_one_archive(archive, tmp_path, chromium):
    """A reader goes from the front door to an article of a volume, which another repository serves, and back."""
    with served(tmp_path / "host") as host:
        settings = archive / "content/site.yaml"
        address = f"base_url: {host}remote"
        settings.write_text(settings.read_text("utf-8").replace("base_url: https://u.github.io/repo", address), "utf-8")
        commit(archive)
        for volume in ("jia-bao", "yi-bao"):
            repository(tmp_path / f"remote-{volume}.git")
        for site_sent in send(archive, split="newspaper").sites:
            name = f"remote-{site_sent.volume}" if site_sent.volume else "remote"
            cloned(tmp_path / f"{name}.git", tmp_path / "host" / name)
        context = chromium.new_context(locale="zh-CN", service_workers="block")
        context.set_default_timeout(PATIENCE)
        reader = context.new_page()
        missing = []
        reader.on("response", lambda answer: answer.status >= 400 and missing.append(answer.url))
        reader.goto(f"{host}remote/issues/")
        reader.locator("main a[href*='remote-yi-bao']").first.click()
        reader.wait_for_url(f"{host}remote-yi-bao/yi-bao/**")
        reader.goto(f"{host}remote-yi-bao/yi-bao/2021-08-18/kaaaa1/")
        assert reader.locator("main").inner_text()
        inside = reader.locator("a[href]").evaluate_all("links => links.map((a) => a.href)")
        assert f"{host}remote/" in inside
        reader.goto(f"{host}remote/search/?q=鹊桥")
        reader.locator(".hits .headline a").first.click()
        reader.wait_for_url(f"{host}remote-yi-bao/yi-bao/2021-08-18/kaaaa1/**")
        reader.locator("article mark").first.wait_for()
        context.close()
    assert missing == []
