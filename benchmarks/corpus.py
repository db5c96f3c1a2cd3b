"""The pages that the restoration is measured on, and a clean import of them by a set of weights."""

from __future__ import annotations

import contextlib
import io
import json
import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from form import Page, written_pages

from sitegen import cli
from sitegen.model import RestoredPage
from sitegen.problems import Problem
from sitegen.restore import chain
from sitegen.restore.grammar import Weights

ROOT = Path(__file__).parents[1]
FACTS_FILE = "pages.yaml"


@dataclass(frozen=True, slots=True)
class Corpus:
    """Raw pages and their gold pages.

    Args:
        name: what they are, for the tables.
        raw: the folder of the raw pages, which may hold what an editor states of them (`pages.yaml`).
        gold: the folder of the gold pages.
    """

    name: str
    raw: Path
    gold: Path

    def names(self) -> tuple[str, ...]:
        """The raw files' names."""
        return tuple(f"{path.stem}.txt" for path in sorted(self.gold.glob("*.json")))

    def data(self, name: str) -> bytes:
        """A raw page."""
        return (self.raw / name).read_bytes()

    def gold_of(self, name: str) -> dict:
        """The gold page of a raw page, as it is stored."""
        return json.loads((self.gold / name).with_suffix(".json").read_text("utf-8"))


FIVE = Corpus("five real pages", ROOT / "content" / "raw", ROOT / "tests" / "cases" / "pages")
SIXTY = Corpus("60 pages", ROOT / "benchmarks" / "pages" / "raw", ROOT / "benchmarks" / "pages" / "gold")
WRITTEN = Corpus("80 written pages", ROOT / "benchmarks" / "written" / "raw", ROOT / "benchmarks" / "written" / "gold")
UNSEEN = Corpus("32 unseen pages", ROOT / "benchmarks" / "unseen" / "raw", ROOT / "benchmarks" / "unseen" / "gold")
LEARNED = (FIVE, SIXTY, WRITTEN)
"""The pages that the weights in use were fitted on."""
CORPORA = (*LEARNED, UNSEEN)
STYLES = (("A", "Markdown of OCR"), ("B", "plain OCR"), ("C", "PDF text layers"), ("D", "noisy, columns cross"))


def style_of(name: str) -> str:
    """The style in which a page was laid out, which its name tells: dev_C004.txt is C; "" for any other page.

    >>> style_of("dev_C004.txt"), style_of("002_9c306fc66aad49a4.txt")
    ('C', '')
    """
    return name[4] if name.startswith("dev_") else ""


def imported(corpus: Corpus, names: tuple[str, ...], weights: Weights) -> tuple[Page, ...]:
    """These pages after `sitegen import` into an empty archive, read from the files that it wrote.

    In one process, so that the weights given here are those in use. An editor's pins stay behind: what is measured is the program.
    """
    with tempfile.TemporaryDirectory() as folder:
        content = Path(folder) / "content"
        (content / "raw").mkdir(parents=True)
        for name in (*names, *([FACTS_FILE] if (corpus.raw / FACTS_FILE).is_file() else [])):
            shutil.copy(corpus.raw / name, content / "raw")
        arguments = ["import", "--content", str(content), "--workers", "1", "--json"]
        told, progress = io.StringIO(), io.StringIO()
        with using(weights), contextlib.redirect_stdout(told), contextlib.redirect_stderr(progress):
            cli.run(arguments)
        for problem in json.loads(told.getvalue())["problems"]:
            print(Problem(**problem), file=sys.stderr)
        return written_pages(content)


def restored(corpus: Corpus, name: str, weights: Weights) -> RestoredPage:
    """One page restored, with its decisions, which no file keeps."""
    with using(weights):
        return chain.restore(corpus.data(name), name)


@contextlib.contextmanager
def using(weights: Weights):
    """The restoration reads by these weights meanwhile."""
    before = chain.WEIGHTS
    chain.WEIGHTS = weights
    try:
        yield
    finally:
        chain.WEIGHTS = before
