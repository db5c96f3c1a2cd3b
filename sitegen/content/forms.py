"""The shape of the files an editor sees: the keys each may have, their types, and what holds where one is missing."""

# These annotations are read when the program runs, so they stay live: no `from __future__ import annotations` here.
from collections.abc import Mapping
from dataclasses import field
from typing import Annotated, Literal

import msgspec

from sitegen.model import Furniture, Kind, LeftOut, LineNumber, Paragraphs, Source
from sitegen.values import dataclass

# No page, line or order has more figures; and what is larger still, nothing else that reads an archive can hold.
Counted = Annotated[int, msgspec.Meta(ge=1, le=9_999_999)]
Share = Annotated[float, msgspec.Meta(ge=0, le=1)]
Script = Literal["zh-Hans", "zh-Hant"]
Origin = Literal["masthead", "text", "editor"]


class PhotoForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One of an article's `photos`."""

    caption: str = ""
    credit: str = ""


class EvidenceForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One value of an issue's `evidence`."""

    origin: Origin = msgspec.field(name="from")
    file: str = ""
    lines: tuple[LineNumber, ...] = ()
    note: str = ""


class PageSourceForm(msgspec.Struct, frozen=True):
    """Which raw page a page is."""

    file: str
    sha256: str = ""


class PageForm(msgspec.Struct, frozen=True):
    """One of an issue's `pages`."""

    source: PageSourceForm
    page: Counted = 1
    name: str = ""
    furniture: tuple[Furniture, ...] = ()


class NewspaperForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One of the `newspapers` of `site.yaml`."""

    slug: str
    name: str
    latin: str = ""
    place: str = ""
    publisher: str = ""
    cn: str = ""
    columns: tuple[str, ...] = ()


class ArticleForm(msgspec.Struct, frozen=True):
    """The front matter of an article; `draft` is read as text, so that no slip publishes what was taken down."""

    id: str = ""
    newspaper: str = ""
    date: str = ""
    title: str = ""
    kicker: str = ""
    subtitle: str = ""
    column: str = ""
    byline: str = ""
    authors: tuple[str, ...] = ()
    kind: Kind = "article"
    page: Counted = 1
    order: Counted = 1
    continued_from: Counted | None = None
    continued_on: Counted | None = None
    photos: tuple[PhotoForm, ...] = ()
    source: Source | None = None
    confidence: Share = 1.0
    review: tuple[str, ...] = ()
    title_supplied: bool = False
    draft: str = ""
    keep: tuple[str, ...] = ()


class IssueForm(msgspec.Struct, frozen=True):
    """`issue.yaml`."""

    newspaper: str = ""
    date: str = ""
    lunar: str = ""
    number: str = ""
    cn: str = ""
    evidence: Mapping[str, EvidenceForm] = msgspec.field(default_factory=dict)
    written: Mapping[str, str] = msgspec.field(default_factory=dict)
    redirects: Mapping[str, str] = msgspec.field(default_factory=dict)
    script: Script | None = None
    pages: tuple[PageForm, ...] = ()


class SettingsForm(msgspec.Struct, frozen=True):
    """`site.yaml`."""

    title: str = ""
    description: str = ""
    base_url: str = ""
    theme: str = "default"
    script: Script = "zh-Hans"
    convert: str = "s2t"
    paragraphs: Paragraphs = "indent"
    newspapers: tuple[NewspaperForm, ...] = ()
    start: tuple[str, ...] = ()
    without: tuple[LeftOut, ...] = ()
    volumes: str = ""


class DictionaryForm(msgspec.Struct, frozen=True):
    """`conversion.yaml`: what an editor has settled about the two scripts."""

    keep: tuple[str, ...] = ()
    traditional: Mapping[str, str] = msgspec.field(default_factory=dict)
    simplified: Mapping[str, str] = msgspec.field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What an editor states about a raw page in `raw/pages.yaml`; empty where it is left to the page.

    Args:
        newspaper: its name.
        date: EDTF level 1.
        page: the page number (版).
        number: the issue's running number.
        encoding: how the raw file is encoded, where that cannot be told from its bytes.
        note: where the editor knows it from.
    """

    newspaper: str = ""
    date: str = ""
    page: Counted | None = None
    number: str = ""
    encoding: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class PinsForm:
    """`raw/NAME.pins.yaml`, as `docs/pins.md` tells it: what an editor has decided about a raw page, by its lines."""

    sha256: str = ""
    newspaper: str = ""
    date: str = ""
    page: Counted | None = None
    number: str = ""
    note: str = ""
    roles: Mapping[str, str] = field(default_factory=dict)
    starts: tuple[Counted, ...] = ()
    same: tuple[str, ...] = ()
    order: tuple[Counted, ...] = ()
    join: tuple[tuple[Counted, Counted], ...] = ()
    cut: tuple[Counted, ...] = ()
