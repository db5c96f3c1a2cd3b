"""What each generator is asked to do in a run: build from nothing, build again, build after an edit; and what its pages weigh."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from building_inputs import Input
from building_peers import Generator
from building_process import Cost, timed, weighed

COLD, MEMORY, AGAIN, NEWEST, MIDDLE = "cold", "memory", "again", "newest", "middle"
STEPS = (COLD, MEMORY, AGAIN, NEWEST, MIDDLE)

LINK = b"<a "

Place = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Site:
    """A generator with the archive as it reads it.

    Args:
        generator: the generator.
        folder: where the archive stands.
        given: what stands there.
        newest, middle: the articles that are edited, by the places of their pages.
    """

    generator: Generator
    folder: Path
    given: Input
    newest: Place
    middle: Place


@dataclass(frozen=True, slots=True)
class Weight:
    """What a generator made, as a proof that all made the same.

    Args:
        pages: how many HTML files.
        files: how many files there are in all.
        article, issue: bytes of an article's page and of an issue's, on average.
        links: how many links an article's page has, on average.
    """

    pages: int
    files: int
    article: float
    issue: float
    links: float


def site_of(generator: Generator, content: Path, folder: Path) -> Site:
    """Write the archive for a generator, and choose what to edit: the first article of the newest issue and of the middle one."""
    given = generator.prepared(content, folder)
    firsts: dict[Place, Place] = {}
    for place in given.sources:
        firsts.setdefault(place[:2], place)
    # An issue's folder is its date; those without one begin with a letter.
    dated = sorted((issue for issue in firsts if issue[1][0].isdigit()), key=lambda issue: (issue[1], issue[0]))
    newest, middle = dated[-1], dated[len(dated) // 2]
    return Site(generator, folder, given, firsts[newest], firsts[middle])


def run(site: Site, number: int) -> Iterator[tuple[str, Cost]]:
    """One run of all steps.

    Args:
        site: whose.
        number: of the run; every run edits the articles anew.
    """
    command = site.generator.command(site.folder, site.given)
    _clear(site)
    yield MEMORY, weighed(command, site.folder, site.generator.good)
    _clear(site)
    yield COLD, timed(command, site.folder, site.generator.good)
    yield AGAIN, timed(command, site.folder, site.generator.good)
    for name, place in ((NEWEST, site.newest), (MIDDLE, site.middle)):
        sentence = f"这一句是第{number}次改动时添上的。"
        _add(site.given.sources[place], sentence)
        yield name, timed(command, site.folder, site.generator.good)
        _require(site, place, sentence)


def weight_of(site: Site) -> Weight:
    """Weigh what was built."""
    articles = [_page(site, place).read_bytes() for place in site.given.sources]
    issues = [_page(site, place).stat().st_size for place in {place[:2] for place in site.given.sources}]
    files = [path for path in site.given.output.rglob("*") if path.is_file()]
    return Weight(
        pages=sum(path.suffix == ".html" for path in files),
        files=len(files),
        article=sum(map(len, articles)) / len(articles),
        issue=sum(issues) / len(issues),
        links=sum(text.count(LINK) for text in articles) / len(articles),
    )


def unequal(weights: Mapping[str, Weight], allowed: float) -> str:
    """What is not of one weight, but for so large a share; "" where the work was the same.

    >>> unequal({"ours": Weight(10, 12, 7000.0, 15000.0, 13.8), "theirs": Weight(10, 12, 7000.0, 3000.0, 13.8)}, 0.1)
    'issue: ours 15,000.0, theirs 3,000.0'
    """
    for name in ("article", "issue", "links", "pages"):
        values = {key: getattr(weight, name) for key, weight in weights.items()}
        if values and max(values.values()) > min(values.values()) * (1 + allowed):
            return f"{name}: {', '.join(f'{key} {value:,.1f}' for key, value in values.items())}"
    return ""


def _clear(site: Site) -> None:
    """Put what was built out of the way.

    It is not removed: ext4 takes care not to use again what was just freed, so that for a minute after 20,000 files are removed every
    new one takes several times as long.
    """
    aside = site.folder.with_name(f"{site.folder.name}-{uuid.uuid4().hex}")
    for number, folder in enumerate((site.given.output, *site.given.caches)):
        if folder.exists():
            aside.mkdir(exist_ok=True)
            folder.rename(aside / str(number))


def _add(source: Path, sentence: str) -> None:
    source.write_text(f"{source.read_text('utf-8').rstrip()}\n\n{sentence}\n", "utf-8")


def _require(site: Site, place: Place, sentence: str) -> None:
    if sentence not in _page(site, place).read_text("utf-8"):
        raise SystemExit(f"{site.generator.name} built {'/'.join(place)} without the sentence that was added to it")


def _page(site: Site, place: Place) -> Path:
    return site.given.output.joinpath(*place, "index.html")
