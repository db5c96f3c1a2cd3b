"""What the XML files of the site share: text that XML can hold, names that last, bytes."""

from __future__ import annotations

import re
import uuid
from xml.etree import ElementTree as ET

# Everything but the characters of XML 1.0, section 2.2. Few, so that it is compiled in no time.
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def printable(text: str) -> str:
    r"""The text without the characters that XML cannot hold, such as a vertical tab of a word processor.

    >>> printable("甲\x0b乙\x00\n丙\ufffe")
    '甲乙\n丙'
    """
    return UNPRINTABLE.sub("", text)


def visible(text: str) -> bool:
    r"""Whether anything of the text can be seen; XML's readers refuse a name that is blank.

    >>> visible("甲"), visible(" \x0b\u200b")
    (True, False)
    """
    return any(character.isprintable() and not character.isspace() for character in text)


def identity(name: str) -> str:
    """A name for machines that stays the same wherever the site is published.

    >>> identity("issue zhejiang-gongren-ribao/2021-08-18")
    'urn:uuid:9e3e101e-b76e-5280-b4a4-64d9e6dcd0a3'
    """
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'sitegen {name}')}"


def written(root: ET.Element) -> bytes:
    """The document as bytes, indented."""
    ET.indent(root)
    data: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return data + b"\n"
