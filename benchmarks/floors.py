"""What the restoration reaches on the gold pages today, as `tests/cases/pages/floors.yaml` holds it.

python benchmarks/floors.py            print it
python benchmarks/floors.py --write    raise the floors to it
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[1]
FLOORS = ROOT / "tests" / "cases" / "pages" / "floors.yaml"
HEAD = """\
# What the restoration reaches on each gold page: `exact` counts items that come out as the gold page has them and only rises; `wrong`
# counts items that the gold page does not have and only falls. `all` are shares over the five pages. README.md explains the rest.
"""

sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests" / "restore")]
import test_pages as pages  # noqa: E402  the counting is the test's own, so that both always agree


def row(counts: dict[str, float]) -> str:
    """Counts as one line of YAML."""
    return "{" + ", ".join(f"{kind}: {count}" for kind, count in counts.items()) + "}"


def floors() -> str:
    """The whole file."""
    lines, wanted_in_all, exact_in_all = ["pages:"], Counter(), Counter()
    for name in pages.PAGES:
        wanted = {kind: len(items) for kind, items in pages.gold_items(name).items()}
        exact, wrong = ({kind: found[kind] for kind in wanted} for found in (pages.reached(name), pages.made_up(name)))
        wanted_in_all.update(wanted)
        exact_in_all.update(exact)
        lines += [
            f"  {name}:",
            f"    sha256: {hashlib.sha256((pages.GOLD / f'{name}.json').read_bytes()).hexdigest()}",
            f"    exact: {row(exact)}  # of {', '.join(map(str, wanted.values()))}",
            f"    wrong: {row(wrong)}",
        ]
    # Rounded down: a floor must not stand above what is reached.
    shares = {kind: int(1000 * exact_in_all[kind] / wanted_in_all[kind]) / 1000 for kind in wanted_in_all}
    return HEAD + "\n".join([*lines, f"all: {row(shares)}"]) + "\n"


def main() -> None:
    """Print or write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true")
    text = floors()
    if parser.parse_args().write:
        FLOORS.write_text(text, "utf-8")
    print(text, end="")


if __name__ == "__main__":
    main()
