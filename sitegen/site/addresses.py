"""Which addresses a text may link to: those of the web, of a mail box, and of the site's own pages. Every other kind is refused unread."""

from __future__ import annotations

import re

# What a browser leaves out of an address, or reads as another mark than it is, is in none.
NOT_WRITTEN = r"\x00-\x20\x7f-\xa0\\"

# A name before the host (https://example.org@elsewhere/) is there to mislead.
WEB = rf"https?://[^{NOT_WRITTEN}/?#@]+(?:[/?#][^{NOT_WRITTEN}]*)?"
MAIL = rf"mailto:[^{NOT_WRITTEN}/]+"

# Two slashes would begin a host, a colon before the first one a scheme.
OWN = rf"(?!//)[^{NOT_WRITTEN}:/?#]*(?:[/?#][^{NOT_WRITTEN}]*)?"

ALLOWED = re.compile(f"{WEB}|{MAIL}|{OWN}", re.IGNORECASE)
LEADS_AWAY = re.compile(WEB, re.IGNORECASE)

# A link in a newspaper's text, which anybody may have sent in, is no recommendation; and whoever follows it need not be told from where.
AWAY = "nofollow noreferrer"


def is_allowed(address: str) -> bool:
    r"""Whether a text may link to an address.

    >>> [is_allowed(each) for each in ("https://example.org/?a=1:2", "mailto:a@example.org", "../k7f3q2/#p2", "#p1", "/a:b")]
    [True, True, True, True, True]
    >>> [is_allowed(each) for each in ("JavaScript:0", "java\tscript:0", "data:,", "//example.org", "/\\example.org", "http:a")]
    [False, False, False, False, False, False]

    Args:
        address: without entities; what is no letter, figure or mark of an address percent-encoded.
    """
    return ALLOWED.fullmatch(address) is not None


def leads_away(address: str) -> bool:
    """Whether an address is that of another site.

    >>> leads_away("https://example.org/"), leads_away("../k7f3q2/")
    (True, False)
    """
    return LEADS_AWAY.fullmatch(address) is not None
