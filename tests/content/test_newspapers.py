"""The newspapers that come with the program, and those an archive adds."""

import re
from dataclasses import fields
from importlib import resources

import yaml

from sitegen.content.newspapers import known_names, simplified, slug_in, supplied, supplied_columns, with_known
from sitegen.content.store import read_site
from sitegen.model import Newspaper, Settings
from sitegen.restore.known_columns import LONGEST


def test_every_newspaper_has_an_address_and_a_name_of_its_own():
    slugs = [one.slug for one in supplied()]
    names = [simplified(one.name) for one in supplied()]
    assert len(set(slugs)) == len(slugs)
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", slug) and slug != "unidentified" for slug in slugs)


def test_serial_numbers_have_their_form_and_belong_to_one_newspaper():
    numbers = [one.cn for one in supplied() if one.cn]
    assert len(set(numbers)) == len(numbers)
    assert all(re.fullmatch(r"CN\d\d-\d{4}", number) for number in numbers)


def test_the_list_holds_names_that_end_otherwise_and_names_in_traditional_characters():
    names = {one.name for one in supplied()}
    assert {"参考消息", "南方周末", "大公報", "星島日報", "人民日报", "工人日报"} <= names
    assert len(names) >= 60


def test_the_file_explains_itself():
    text = resources.files("sitegen.content").joinpath("newspapers.yaml").read_text("utf-8")
    assert text.startswith("#")
    assert "site.yaml" in text


def test_the_file_is_read_as_any_yaml():
    text = resources.files("sitegen.content").joinpath("newspapers.yaml").read_text("utf-8")
    names = [each.name for each in fields(Newspaper)]
    told = [{name: getattr(one, name) for name in names if getattr(one, name)} for one in supplied()]
    assert told == yaml.safe_load(text)


def test_what_the_archive_says_of_a_newspaper_holds_alone():
    own = (Newspaper("rmrb", "人民日報", place="北平"), Newspaper("cankao-xiaoxi", "参考"))
    found = with_known(Settings(title="", newspapers=own)).newspapers
    assert found[:2] == own
    assert [one.slug for one in found if simplified(one.name) == "人民日报"] == ["rmrb"]
    assert [one.name for one in found if one.slug == "cankao-xiaoxi"] == ["参考"]
    assert slug_in(found, "人民日报") == "rmrb"


def test_an_archive_knows_its_own_newspapers_first(tmp_path):
    (tmp_path / "site.yaml").write_text("title: 馆\nnewspapers:\n- {slug: jz, name: 江州晚报}\n", "utf-8")
    settings, problems = read_site(tmp_path)
    assert problems == ()
    assert settings.newspapers[0] == Newspaper("jz", "江州晚报")
    assert settings.newspapers[1:] == supplied()


def test_an_archive_without_settings_knows_the_others(tmp_path):
    settings, problems = read_site(tmp_path)
    assert len(problems) == 1
    assert settings.newspapers == supplied()


def columns_file():
    return resources.files("sitegen.content").joinpath("columns.yaml").read_text("utf-8")


def test_columns_stand_under_a_known_newspaper_each_once_and_in_simplified_characters():
    read = yaml.safe_load(columns_file())
    names = [name for under in read.values() for name in under]
    assert set(read) - {"any"} <= {one.slug for one in supplied()}
    assert len(set(names)) == len(names)
    assert all(name == simplified(name) and 2 <= len(name) <= LONGEST for name in names)
    assert supplied_columns() == set(names)


def test_the_file_of_columns_explains_itself():
    assert columns_file().startswith("#")
    assert "site.yaml" in columns_file()


def test_an_archive_adds_columns_of_its_own_newspapers(tmp_path):
    own = "newspapers:\n- {slug: jz, name: 江州晚报, columns: [街巷誌, 老照片]}\n"
    (tmp_path / "site.yaml").write_text(f"title: 馆\n{own}", "utf-8")
    settings, problems = read_site(tmp_path)
    assert problems == ()
    assert known_names(settings.newspapers).columns == supplied_columns() | {"街巷志", "老照片"}
    assert known_names(settings.newspapers).newspapers == settings.newspapers


def test_columns_that_are_no_list_are_told(tmp_path):
    (tmp_path / "site.yaml").write_text(
        "title: 馆\nnewspapers:\n- {slug: jz, name: 江州晚报, columns: 街巷志}\n", "utf-8"
    )
    settings, problems = read_site(tmp_path)
    assert [str(problem) for problem in problems] != []
    assert known_names(settings.newspapers).columns == supplied_columns()
