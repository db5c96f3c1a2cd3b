"""Newspapers and their columns known by name: those of `site.yaml` first, then those that come with the program.

Those stand in `newspapers.yaml` and `columns.yaml` beside this module. Columns are for reading raw pages only, so that a build does
not read them.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

import msgspec

from sitegen.content.forms import NewspaperForm
from sitegen.content.own_yaml import own_values
from sitegen.model import Known, Newspaper, Settings

if TYPE_CHECKING:
    from collections.abc import Iterable

    from opencc import OpenCC


def with_known(settings: Settings) -> Settings:
    """The settings, their newspapers followed by those that come with the program; what `site.yaml` says of one holds alone.

    >>> own = Newspaper("rmrb", "人民日報")
    >>> [one for one in with_known(Settings("", newspapers=(own,))).newspapers if simplified(one.name) == "人民日报"] == [own]
    True
    """
    slugs = {one.slug for one in settings.newspapers}
    names = {simplified(one.name) for one in settings.newspapers}
    others = (one for one in supplied() if one.slug not in slugs and simplified(one.name) not in names)
    return replace(settings, newspapers=(*settings.newspapers, *others))


@cache
def supplied() -> tuple[Newspaper, ...]:
    """The newspapers that come with the program.

    >>> next(one.slug for one in supplied() if one.name == "参考消息")
    'cankao-xiaoxi'
    """
    text = resources.files("sitegen.content").joinpath("newspapers.yaml").read_text("utf-8")
    # A line each; PyYAML would take a tenth of the time that a build takes after an edit.
    known = "".join(f"{line}\n" for line in text.splitlines() if line.startswith("- "))
    forms = msgspec.convert(own_values(f"known:\n{known}")["known"], tuple[NewspaperForm, ...])
    return tuple(map(newspaper_of, forms))


def newspaper_of(form: NewspaperForm) -> Newspaper:
    """A newspaper as it is written in either file."""
    return Newspaper(form.slug, form.name, form.latin, form.place, form.publisher, form.cn, form.columns)


def known_names(newspapers: tuple[Newspaper, ...]) -> Known:
    """What a page is read with: newspapers, and the columns of these and of all that come with the program.

    >>> own = Newspaper("luliang-ribao", "吕梁日报", columns=("記者直擊",))
    >>> sorted({"记者直击", "人民论坛", "工运论坛"} & known_names((own,)).columns)
    ['人民论坛', '记者直击']
    """
    own = (simplified(name) for one in newspapers for name in one.columns)
    return Known(newspapers, supplied_columns().union(own))


@cache
def supplied_columns() -> frozenset[str]:
    """The columns that come with the program, of any newspaper."""
    import yaml

    text = resources.files("sitegen.content").joinpath("columns.yaml").read_text("utf-8")
    return frozenset(name for names in yaml.safe_load(text).values() for name in names)


def slug_in(newspapers: Iterable[Newspaper], name: str) -> str:
    """The slug of the newspaper that has a name, in either script; "" where none has it.

    >>> slug_in(supplied(), "大公报"), slug_in(supplied(), "參考消息"), slug_in(supplied(), "江州晚报")
    ('dagong-bao', 'cankao-xiaoxi', '')
    """
    wanted = simplified(name)
    return next((one.slug for one in newspapers if simplified(one.name) == wanted), "")


@cache
def _simplifier() -> OpenCC:
    from opencc import OpenCC

    return OpenCC("t2s")


@cache
def simplified(name: str) -> str:
    """A name in Simplified characters, for comparing what either script prints."""
    made: str = _simplifier().convert(name)
    return made
