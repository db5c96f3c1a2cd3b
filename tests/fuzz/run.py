"""Fuzzes every reader of what comes from outside, and tells what came of it in a table: `make fuzz`.

    python tests/fuzz/run.py [--seconds 60] [TARGET…]
    python tests/fuzz/run.py --replay FILE…        # inputs that were found, once more

The inputs that lead somewhere new are kept in `.fuzz/`, so that the next run goes on from there.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

TESTS = Path(__file__).parent.parent
CHECKOUT = TESTS.parent
# What the tests share is found as pytest finds it.
sys.path[:0] = [str(TESTS / part) for part in ("", "fuzz", "content", "site/search")]

import properties  # noqa: E402
import targets  # noqa: E402

from sitegen.site.search.folding import folding  # noqa: E402
from sitegen.site.search.query import parse  # noqa: E402

CORPORA = CHECKOUT / ".fuzz"
STATIC = CHECKOUT / "themes" / "default" / "static"
SLOW = 25  # seconds: an input that takes so long is a fault
MEMORY = 2048  # MB

DONE = re.compile(r"Done (\d+) (?:runs )?in (\d+) second")
REACHED = re.compile(r"\bcov: (\d+) ft: (\d+)")
STEPS = re.compile(r"^#(\d+)\s", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Told:
    """What came of fuzzing one target: inputs tried, in how many seconds, edges reached, what was found."""

    name: str
    what: str
    tried: int
    seconds: int
    edges: str
    found: tuple[str, ...]

    def row(self) -> str:
        """The row of the table."""
        pace = f"{self.tried / self.seconds:,.0f}" if self.seconds else ""
        return f"| {self.name} | {self.what} | {self.tried:,} | {pace} | {self.edges} | {len(self.found)} |"


def fuzz(target: targets.Target, seconds: int) -> Told:
    """Fuzz a target in a process of its own."""
    corpus = CORPORA / target.name
    corpus.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(target.seeds()):
        (corpus / f"seed-{number:04}").write_bytes(seed[: target.longest])
    found = targets.FOUND / target.name
    before = set(found.glob("*"))
    with tempfile.TemporaryDirectory() as scratch:
        words = Path(scratch) / "words"
        words.write_text("".join(f'"{_escaped(word)}"\n' for word in target.words), "ascii")
        options = [
            f"-max_total_time={seconds}",
            f"-max_len={target.longest}",
            f"-timeout={SLOW}",
            f"-rss_limit_mb={MEMORY}",
            f"-artifact_prefix={found}/",
            *([f"-dict={words}"] if target.words else []),
        ]
        command = [sys.executable, str(TESTS / "fuzz" / "one.py"), target.name, str(corpus), *options]
        found.mkdir(parents=True, exist_ok=True)
        said = subprocess.run(command, capture_output=True, text=True, errors="replace", cwd=CHECKOUT, check=False)
    output = said.stdout + said.stderr
    for line in output.splitlines():
        if line.startswith("FOUND "):
            print(line)
    after = sorted(str(path.relative_to(CHECKOUT)) for path in set(found.glob("*")) - before)
    if not any(found.iterdir()):
        found.rmdir()
    done = DONE.search(output)
    tried = int(done[1]) if done else max(map(int, STEPS.findall(output)), default=0)
    reached = REACHED.findall(output)
    if not tried:
        print(output[-2000:], file=sys.stderr)
    seconds_taken = int(done[2]) if done else seconds
    edges = f"{int(reached[-1][0]):,}" if reached else ""
    return Told(target.name, target.what, tried, seconds_taken, edges, tuple(after))


def _escaped(word: str) -> str:
    return "".join(f"\\x{byte:02x}" for byte in word.encode())


def in_javascript() -> Told | None:
    """Every query the fuzzer kept, read by the site's script too: both ask the same. None without Node.js."""
    node = shutil.which("node")
    files = sorted((CORPORA / "query").glob("*"))
    if not node or not files:
        return None
    queries = [targets.text(path.read_bytes()) for path in files]
    units = [[int.from_bytes(pair, "little") for pair in _pairs(query)] for query in queries]
    with tempfile.TemporaryDirectory() as scratch:
        fold = Path(scratch) / "fold.bin"
        fold.write_bytes(folding().data())
        command = [node, str(TESTS / "fuzz" / "asked.mjs"), str(STATIC), str(fold)]
        read = subprocess.run(command, input=json.dumps(units), capture_output=True, text=True, check=True)
    told = zip(files, queries, json.loads(read.stdout), strict=True)
    differing = tuple(str(path.relative_to(CHECKOUT)) for path, query, asked in told if _asked(asked) != _here(query))
    for path in differing:
        print(f"FOUND {path}: the two readers differ")
    return Told("query in JavaScript", "the site's script asks the same", len(files), 0, "", differing)


def _pairs(query: str) -> list[bytes]:
    data = query.encode("utf-16-le", "surrogatepass")
    return [data[at : at + 2] for at in range(0, len(data), 2)]


def _asked(told: dict) -> tuple[list[tuple[str, str, bool, bool]], bool]:
    phrases = [("", phrase["text"], False, phrase["excluded"]) for phrase in told["phrases"]]
    fields = [(each["name"], each["value"], each["exact"], each["excluded"]) for each in told["fields"]]
    return sorted([*phrases, *fields]), told["cut"]


def _here(query: str) -> tuple[list[tuple[str, str, bool, bool]], bool]:
    asked = parse(query, properties.FOLD)
    return properties.asked(asked), asked.cut


def replay(paths: list[Path]) -> int:
    """Try found inputs once more; what is wrong is raised."""
    for path in paths:
        targets.BY_NAME[path.resolve().parent.name].holds(path.read_bytes())
        print(f"{path}: holds")
    return 0


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=f"some of {', '.join(targets.BY_NAME)}")
    parser.add_argument("--seconds", type=int, default=60, help="for each target")
    parser.add_argument("--replay", nargs="+", type=Path, metavar="FILE")
    asked = parser.parse_args()
    if asked.replay:
        return replay(asked.replay)
    chosen = [targets.BY_NAME[name] for name in asked.targets] or targets.TARGETS
    told = [fuzz(target, asked.seconds) for target in chosen]
    told += [one for one in (in_javascript(),) if one and (not asked.targets or "query" in asked.targets)]
    print("\n| target | what is held | inputs | a second | edges | faults |\n|---|---|---|---|---|---|")
    print("\n".join(one.row() for one in told))
    found = [path for one in told for path in one.found]
    for path in found:
        print(f"\n{path}\n  .venv/bin/python tests/fuzz/run.py --replay {path}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
