"""Fuzzes one target: `python tests/fuzz/one.py NAME CORPUS OPTION…`, the options being libFuzzer's.

An input that breaks the property does not end the run: the first of each kind is kept in `found/NAME/`, and it goes on.
"""

from __future__ import annotations

import hashlib
import sys
import traceback
from pathlib import Path

TESTS = Path(__file__).parent.parent
sys.path[:0] = [str(TESTS / part) for part in ("", "fuzz", "content", "site/search")]

if __name__ == "__main__":
    import atheris

    with atheris.instrument_imports(include=["sitegen", "markdown_it"]):
        import targets
else:  # it is only looked at
    import targets

seen: set[tuple[str, ...]] = set()


def kind_of(error: Exception) -> tuple[str, ...]:
    """By what two faults are the same: what was raised where, the calls inside libraries left out."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if "site-packages" not in frame.filename]
    return (type(error).__name__, *(f"{frame.filename}:{frame.lineno}" for frame in own[-2:]))


def keep(target: targets.Target, data: bytes, error: Exception) -> None:
    """Keep an input that breaks the property, if it is the first of its kind."""
    kind = kind_of(error)
    if kind in seen:
        return
    seen.add(kind)
    folder = targets.FOUND / target.name
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / hashlib.sha256(data).hexdigest()[:12]
    path.write_bytes(data)
    print(
        f"FOUND {path.relative_to(targets.CHECKOUT)}: {type(error).__name__}: {error}"[:300].replace("\n", " "),
        flush=True,
    )


def main() -> None:
    """Fuzz."""
    target = targets.BY_NAME[sys.argv.pop(1)]

    def try_one(data: bytes) -> None:
        try:
            target.holds(data)
        except Exception as error:
            keep(target, data, error)

    atheris.Setup(sys.argv, try_one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
