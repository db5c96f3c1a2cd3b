"""Several sites are checked as one archive: links from site to site, and everything in each."""

import re

import pytest
from samples import silent, told
from small_project import make_project

from sitegen.build.run import build
from sitegen.check import check
from sitegen.workers import HERE

ARTICLE = "yi-bao/2021-08-18/kaaaa1/index.html"


@pytest.fixture(params=["https://a.example/papers", "https://a.example"])
def project(request, tmp_path):
    made = make_project(tmp_path / "project")
    site = made / "content/site.yaml"
    site.write_text(re.sub("(?m)^base_url:.*$", f"base_url: {request.param}", site.read_text("utf-8")), "utf-8")
    assert told(build(made / "content", made / "output", silent, HERE, "newspaper").problems) == []
    return made


def problems_of(project):
    found = told(check(project / "content", project / "output", HERE).problems)
    return [line for line in found if line.startswith(f"{project}/output")]


def test_sites_that_were_just_built_have_no_problem(project):
    assert problems_of(project) == []


def test_a_link_from_one_site_to_a_page_that_another_lacks_is_told(project):
    (project / "output/volumes/yi-bao" / ARTICLE).unlink()
    found = problems_of(project)
    assert any(
        "volumes/yi-bao/yi-bao/2021-08-18/kaaaa1/index.html: the build wrote this file" in line for line in found
    )
    from_front = [line for line in found if line.startswith(f"{project}/output/front/") and "leads nowhere" in line]
    assert from_front, found


def test_a_page_of_a_volume_is_looked_at_like_any_other(project):
    page = project / "output/volumes/yi-bao" / ARTICLE
    page.write_text(page.read_text("utf-8").replace("<title>", "<title hidden></title><x>", 1), "utf-8")
    assert any(line.startswith(str(page)) and "title" in line for line in problems_of(project))
