"""Values to YAML as the archive writes it: block style with short lists in line, Unicode kept, no line ever wrapped."""

from __future__ import annotations

import datetime
from functools import cache
from typing import TYPE_CHECKING

from sitegen import edtf

if TYPE_CHECKING:
    from collections.abc import Mapping

    import yaml

NEVER_WRAP = 1 << 30


class InLine(tuple[object, ...]):
    """A list written `[a, b]`."""

    __slots__ = ()


class InLineKeys(dict[str, object]):
    """Keys and values written `{a: 1, b: 2}`."""


@cache
def _dumper() -> type[yaml.SafeDumper]:
    """PyYAML's writer for these values; who only reads does without PyYAML, which takes a while to load."""
    import yaml

    class Dumper(yaml.SafeDumper):
        """The pure Python writer: the one in C escapes rare characters such as 𠮷, and names are full of them."""

        def ignore_aliases(self, _data: object) -> bool:
            """Every value is written out; nothing refers to another place."""
            return True

    Dumper.add_representer(str, _represent_text)
    Dumper.add_representer(
        InLine, lambda dumper, items: dumper.represent_sequence("tag:yaml.org,2002:seq", items, flow_style=True)
    )
    Dumper.add_representer(
        InLineKeys,
        lambda dumper, keys: dumper.represent_mapping("tag:yaml.org,2002:map", keys.items(), flow_style=True),
    )
    return Dumper


def _represent_text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    # A fence (---) inside a value would end the front matter for readers that only look for one.
    style = '"' if "---" in text or "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


def yaml_text(values: Mapping[str, object]) -> str:
    """Write a mapping as YAML, its keys in their order.

    >>> print(yaml_text({"title": "民政", "authors": InLine(["罗丽"]), "number": "11895"}), end="")
    title: 民政
    authors: [罗丽]
    number: '11895'
    """
    import yaml

    return yaml.dump(
        dict(values), Dumper=_dumper(), allow_unicode=True, sort_keys=False, default_flow_style=False, width=NEVER_WRAP
    )


def date_value(date: str) -> object:
    r"""A date as it is written: without quotes, which YAML would put around a full date given as text.

    >>> yaml_text({"date": date_value("2021-08-18")}), yaml_text({"date": date_value("2024-12-27/..")})
    ('date: 2021-08-18\n', 'date: 2024-12-27/..\n')
    """
    return datetime.date.fromisoformat(date) if edtf.is_exact(date) else date
