"""A build of several sites: incremental as any other, and gone without a trace when the archive is one site again."""

import re
from contextlib import chdir

import pytest
from click.testing import CliRunner
from samples import silent, told
from small_project import files_of, make_project

from sitegen.build.ledger import MARKER
from sitegen.build.run import build
from sitegen.build.sizes import Host, near_limits
from sitegen.build.sizes import site_of as site_of_path
from sitegen.cli import cli
from sitegen.workers import HERE

ADDRESS = "https://a.example/papers"


@pytest.fixture
def project(tmp_path):
    made = make_project(tmp_path / "project")
    site = made / "content/site.yaml"
    site.write_text(re.sub("(?m)^base_url:.*$", f"base_url: {ADDRESS}", site.read_text("utf-8")), "utf-8")
    return made


def site_of(project, split, output="output"):
    report = build(project / "content", project / output, silent, HERE, split)
    assert told(report.problems) == []
    return report, files_of(project / output)


def test_another_split_makes_the_sites_that_a_clean_build_makes(project):
    for number, split in enumerate(("newspaper", "", "year", "decade", "newspaper")):
        _, files = site_of(project, split)
        assert files == site_of(project, split, f"clean-{number}")[1]


def test_the_same_split_again_writes_nothing(project):
    first, _ = site_of(project, "year")
    again, _ = site_of(project, "year")
    assert (again.documents, again.written, again.removed) == (first.documents, 0, 0)


def test_an_edit_is_in_the_volume_of_its_issue_and_at_the_front_door(project):
    article = next((project / "content/issues").rglob("*.md"))
    _, before = site_of(project, "newspaper")
    article.write_text(article.read_text("utf-8") + "\n\n又添一段。\n", "utf-8")
    _, after = site_of(project, "newspaper")
    assert after == site_of(project, "newspaper", "clean")[1]
    places = {path.partition("/search/")[0].split("/")[0:2][-1] for path in after if after[path] != before.get(path)}
    assert article.parent.parent.name in places


def test_the_sizes_are_those_of_the_files_by_site_newspaper_and_decade(project):
    for split in ("", "newspaper"):
        report, files = site_of(project, split)
        sizes = report.sizes
        assert sum(each.files for each in sizes) == report.documents
        assert sum(each.size for each in sizes) == sum(map(len, files.values())) - len(files[MARKER])
        assert {each.site for each in sizes} == ({site_of_path(path) for path in files} - {""} if split else {""})
        assert {(each.what, each.decade) for each in sizes} >= {("jia-bao", "2010s"), ("yi-bao", "2020s")}
        again, _ = site_of(project, split)
        assert again.sizes == sizes


def test_a_site_near_what_a_host_allows_is_told(project, monkeypatch):
    report, _ = site_of(project, "")
    assert near_limits(report.sizes) == ()
    whole = sum(each.size for each in report.sizes)
    monkeypatch.setattr("sitegen.build.sizes.HOSTS", (Host("A host", size=whole), Host("B host", files=10**9)))
    (note,) = near_limits(report.sizes)
    assert note.startswith("The site has ")
    assert "100 % of what A host allows" in note


def test_without_an_address_nothing_is_split(project):
    site = project / "content/site.yaml"
    site.write_text(site.read_text("utf-8").replace(f"base_url: {ADDRESS}\n", ""), "utf-8")
    report = build(project / "content", project / "output", silent, HERE, "year")
    assert told(report.problems) == [
        f"{project}/content/site.yaml: several sites need to know each other's address; "
        "write base_url: https://…, to which each of the others adds its name"
    ]
    assert not (project / "output").exists()


def test_an_address_without_a_place_for_the_name_is_told(project):
    site = project / "content/site.yaml"
    site.write_text(site.read_text("utf-8") + "volumes: https://a.example/all\n", "utf-8")
    problems = told(build(project / "content", project / "output", silent).problems)
    assert len(problems) == 1
    assert "'https://a.example/all' is no address with {volume} in it" in problems[0]


def test_the_command_line_splits_and_tells_beforehand(project):
    with chdir(project):
        foreseen = CliRunner().invoke(cli, ["build", "--split", "year", "--dry-run", "--executor", "here"])
        assert "make frame of " in foreseen.output
        made = CliRunner().invoke(cli, ["build", "--split", "year", "--executor", "here"])
    assert made.exit_code == 0, made.output
    assert (project / "output/front/index.html").is_file()
