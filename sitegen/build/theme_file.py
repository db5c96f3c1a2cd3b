"""What a theme says of itself in theme.yaml, and what is wrong with it, line by line."""

# These annotations are read when the program runs, so they stay live: no `from __future__ import annotations` here.
import re
from collections.abc import Iterable, Mapping
from dataclasses import field

from sitegen.content.schema import Section, fill, read_section
from sitegen.model import Script
from sitegen.problems import Problem, did_you_mean
from sitegen.site.script import TEXTS
from sitegen.site.texts import WORDS, Wording, blanks
from sitegen.site.theme import Ground
from sitegen.values import dataclass

COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


@dataclass(frozen=True, slots=True)
class ThemeForm:
    """The keys of theme.yaml.

    Args:
        name: the theme's name.
        version: of the theme, for its readers.
        extends: the theme that has all the files this one lacks.
        ground: the colour of the paper, `light` and `dark`.
        templates: the templates that must be there, its own or extended.
        texts: for each script, the words of the interface that the theme says its own way.
    """

    name: str = ""
    version: str = ""
    extends: str = ""
    ground: Mapping[str, str] = field(default_factory=dict)
    templates: tuple[str, ...] = ()
    texts: Mapping[str, Mapping[str, object]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Description:
    """What theme.yaml says, as far as it is right.

    Args:
        file: its path, for problems.
        version, extends, templates: as in `ThemeForm`.
        extends_line: the line of the key `extends`.
        ground: the colour of the paper, None where it says nothing.
        wordings: the words of the interface that it changes.
    """

    file: str
    version: str = ""
    extends: str = ""
    extends_line: int = 0
    ground: Ground | None = None
    templates: tuple[str, ...] = ()
    wordings: tuple[Wording, ...] = ()


def read_description(text: str, file: str) -> tuple[Description, tuple[Problem, ...]]:
    """Read theme.yaml; what is wrong is told and left out.

    Args:
        text: the file's text.
        file: its path, for problems.

    Raises:
        ProblemError: the YAML is broken.
    """
    section, twice = read_section(text.removeprefix("\ufeff"), file)
    filled = fill(ThemeForm, section)
    form = filled.values
    keys = ThemeForm.__dataclass_fields__
    unknown = _unknown(section, (key for key in filled.extra if not did_you_mean(key, keys)), keys)
    ground, colours = _ground(form, section)
    wordings, words = _wordings(form, section)
    description = Description(
        file, form.version, form.extends, section.lines.get("extends", 0), ground, form.templates, wordings
    )
    return description, tuple(sorted((*twice, *filled.problems, *unknown, *colours, *words)))


def _unknown(section: Section, found: Iterable[str], known: Iterable[str]) -> list[Problem]:
    """Those of the keys found that mean nothing here."""
    names = tuple(known)
    return [
        Problem(section.file, section.lines[key], f"unknown key '{key}'", f"write one of {', '.join(names)}")
        for key in found
        if key not in names
    ]


def _ground(form: ThemeForm, section: Section) -> tuple[Ground | None, list[Problem]]:
    """The colour of the paper: both by day and by night, or neither."""
    if not form.ground:
        return None, []
    problems = _unknown(section.sections["ground"], form.ground, ("light", "dark"))
    light, dark = form.ground.get("light", ""), form.ground.get("dark", "")
    if COLOUR.fullmatch(light) and COLOUR.fullmatch(dark):
        return Ground(light, dark), problems
    fix = "write ground: {light: '#fbf9f4', dark: '#171613'}"
    return None, [*problems, Problem(section.file, section.lines["ground"], "'ground' needs two colours", fix)]


def _wordings(form: ThemeForm, section: Section) -> tuple[tuple[Wording, ...], list[Problem]]:
    """The words a theme changes, script by script."""
    if not form.texts:
        return (), []
    texts = section.sections["texts"]
    problems = _unknown(texts, form.texts, TEXTS)
    wordings: list[Wording] = []
    for script in (script for script in TEXTS if script in texts.sections):
        words = texts.sections[script]
        for name, line in words.lines.items():
            text = words.plain.get(name)
            wrong = _wrong_word(name, text, script)
            if wrong:
                problems.append(Problem(section.file, line, *wrong))
            else:
                wordings.append(Wording(script, name, str(text)))
    return tuple(wordings), problems


def _wrong_word(name: str, text: object, script: Script) -> tuple[str, str] | None:
    """What is wrong with a word and what to do, None where it is good.

    >>> _wrong_word("issue_count", "本报共出", "zh-Hans")
    ("the word 'issue_count' lacks {n}", "write it as in '{n}期'")
    >>> _wrong_word("issue_count", "共{n}期", "zh-Hans")
    """
    if name not in WORDS:
        near = did_you_mean(name, WORDS)
        perhaps = f", did you mean '{near}'?" if near else ""
        return f"the site has no word '{name}'{perhaps}", "correct the name; docs/themes.md lists all"
    if not isinstance(text, str) or not text.strip():
        return f"the word '{name}' has no text", "write it, or remove the line"
    usual = str(getattr(TEXTS[script], name))
    try:
        told = blanks(text)
    except ValueError:
        return f"the word '{name}' has a brace that stands alone", f"write it as in '{usual}'"
    faults = [f"lacks {{{each}}}" for each in sorted(blanks(usual) - told)]
    faults += [f"has {{{each}}}, which nothing fills" for each in sorted(told - blanks(usual))]
    return (f"the word '{name}' {' and '.join(faults)}", f"write it as in '{usual}'") if faults else None
