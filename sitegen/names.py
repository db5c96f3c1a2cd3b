"""Names of files that not every system can have."""

from __future__ import annotations

# To Windows these are devices, whatever folder they are asked for in.
DEVICES = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10))}
)


def is_utf_8(name: str) -> bool:
    r"""Whether a file's name, which may be any bytes, can be written into a file.

    >>> is_utf_8("版.txt"), is_utf_8("\udcb9.txt")
    (True, False)
    """
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True
