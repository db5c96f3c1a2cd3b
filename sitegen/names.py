"""Names of files that not every system can have."""

from __future__ import annotations

# To Windows these are devices, whatever folder they are asked for in.
DEVICES = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10))}
)
