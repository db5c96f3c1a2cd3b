"""What an editor states about the archive (`site.yaml`) and about raw pages (`raw/pages.yaml`)."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from sitegen.address import BASE_URL
from sitegen.content.codec import checked_date
from sitegen.content.forms import PageFacts, SettingsForm
from sitegen.content.newspapers import newspaper_of
from sitegen.content.places import HOW_TO_NAME, is_name
from sitegen.content.schema import Section, fill, fill_each, read_section
from sitegen.model import Door, Newspaper, Settings
from sitegen.problems import Problem, ProblemError

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["DEFAULTS", "PageFacts", "read_page_facts", "read_settings"]

# What holds while `site.yaml` is missing or cannot be read: the archive is readable, only nameless.
DEFAULTS = Settings(title="报刊存档")

VOLUME = "{volume}"  # what stands for a site's own name, where an archive is split into several


def read_settings(text: str, file: str) -> tuple[Settings, tuple[Problem, ...]]:
    """Read `site.yaml`; where a value is wrong it is told and the default taken.

    Args:
        text: the file's text.
        file: its name, for problems.
    """
    try:
        section, twice = read_section(text.removeprefix("\ufeff"), file)
    except ProblemError as error:
        return DEFAULTS, (error.problem,)
    filled = fill(SettingsForm, section)
    form = filled.values
    known, not_usable = _checked_newspapers(section, tuple(map(newspaper_of, form.newspapers)))
    base_url, bad_address = _checked_address(section, form.base_url)
    volumes, bad_volumes = _checked_volumes(section, form.volumes)
    settings = Settings(
        title=form.title or DEFAULTS.title,
        description=form.description,
        base_url=base_url,
        theme=form.theme,
        script=form.script,
        convert=form.convert,
        paragraphs=form.paragraphs,
        newspapers=known,
        start=_doors(section, form.start),
        without=form.without,
        volumes=volumes,
    )
    no_title = () if form.title else (Problem(file, section.lines.get("title", 0), "no title", "write `title: …`"),)
    return settings, tuple(sorted((*twice, *filled.problems, *no_title, *not_usable, *bad_address, *bad_volumes)))


def read_page_facts(text: str, file: str) -> tuple[Mapping[str, PageFacts], tuple[Problem, ...]]:
    """Read `raw/pages.yaml`: for each raw file's name, what the editor knows about the page.

    Args:
        text: the file's text.
        file: its name, for problems.

    Returns:
        The facts, wrong ones left out; and every problem found.
    """
    try:
        section, twice = read_section(text.removeprefix("\ufeff"), file)
    except ProblemError as error:
        return {}, (error.problem,)
    facts, wrong = fill_each(section, PageFacts)
    problems = [*twice, *wrong]
    for name, fact in facts.items():
        date, bad_date = checked_date(section.sections[name], fact.date)
        facts[name] = replace(fact, date=date)
        problems += bad_date
    return facts, tuple(sorted(problems))


def _doors(section: Section, places: tuple[str, ...]) -> tuple[Door, ...]:
    """The places to begin at, each with its line; whether there is such a place, only the site can tell."""
    lines = section.items.get("start", ())
    return tuple(Door(place.strip().strip("/"), line) for place, line in zip(places, lines, strict=False))


def _checked_newspapers(
    section: Section, newspapers: tuple[Newspaper, ...]
) -> tuple[tuple[Newspaper, ...], tuple[Problem, ...]]:
    """The newspapers whose slugs can be addresses, each slug and name once."""
    line = section.lines.get("newspapers", 0)
    known: list[Newspaper] = []
    problems = []
    for one in newspapers:
        if not is_name(one.slug):
            what = f"the slug '{one.slug}' cannot be part of an address"
            problems.append(Problem(section.file, line, what, HOW_TO_NAME))
        elif any(one.slug == other.slug or one.name == other.name for other in known):
            problems.append(Problem(section.file, line, f"'{one.name}' or its slug stands twice", "remove one"))
        else:
            known.append(one)
    return tuple(known), tuple(problems)


def _checked_volumes(section: Section, volumes: str) -> tuple[str, tuple[Problem, ...]]:
    """The addresses of the sites an archive may be split into, "" and a problem where they are not told apart."""
    if not volumes or (VOLUME in volumes and re.fullmatch(BASE_URL, volumes)):
        return volumes.rstrip("/"), ()
    fix = f"write it as https://example.org/papers-{VOLUME}, or leave it out"
    what = f"'{volumes}' is no address with {VOLUME} in it"
    return "", (Problem(section.file, section.lines["volumes"], what, fix),)


def _checked_address(section: Section, base_url: str) -> tuple[str, tuple[Problem, ...]]:
    """The address without its last slash, "" and a problem where it is none."""
    if not base_url or re.fullmatch(BASE_URL, base_url):
        return base_url.rstrip("/"), ()
    fix = "write it as https://example.org/path, or '' while it is not known"
    return "", (Problem(section.file, section.lines["base_url"], f"'{base_url}' is no address", fix),)
