"""What every part of a site depends on beside its own matter: the program, the theme, the settings, the raw pages; as marks."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sitegen.build.packing import Mark, Marks, pack, unpack
from sitegen.build.program import program_mark
from sitegen.marks import mark
from sitegen.site.template_uses import WORDS, template_marks, theme_mark
from sitegen.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sitegen.build.cache import Cache
    from sitegen.build.stamps import Stamp
    from sitegen.content.settings import PageFacts
    from sitegen.model import Settings
    from sitegen.site.plan import Part
    from sitegen.site.theme import Theme

MISSING = b"missing"


@dataclass(frozen=True, slots=True)
class Shared:
    """Marks of what parts have in common.

    Args:
        program: of the program.
        settings: of `site.yaml` and `conversion.yaml`, without what only single pages show.
        theme: of the whole theme.
        templates: of what of the theme a template needs, by its name; of static files.
        raw: of raw pages, by their names.
        facts: what an editor states about raw pages.
    """

    program: bytes
    settings: bytes
    theme: bytes
    templates: Mapping[str, bytes]
    raw: Mapping[str, bytes]
    facts: Mapping[str, PageFacts]

    @property
    def common(self) -> bytes:
        """What is in the marks of every part: the program, the settings, the words of the theme."""
        return mark(self.program, self.settings, self.templates[WORDS])

    def marks_of(self, part: Part) -> Marks:
        """All marks of a part: equal marks, equal documents."""
        shared = [Mark("the program", self.program), Mark("the settings", self.settings)]
        shared.append(Mark("the theme", self._of_theme(part.templates)))
        if part.raw:
            raws = (item for file in part.raw for item in (file, self.raw.get(file, MISSING), self._encoding(file)))
            shared.append(Mark("raw pages", mark(*raws)))
        return (*(Mark(name, each) for name, each in part.marks), *shared)

    def _of_theme(self, templates: tuple[str, ...] | None) -> bytes:
        if templates is None:
            return self.theme
        return mark(self.templates[WORDS], *(self.templates.get(name, MISSING) for name in templates))

    def _encoding(self, file: str) -> str:
        return self.facts[file].encoding if file in self.facts else ""


def shared(
    cache: Cache,
    program: bytes,
    theme: Theme,
    settings: Settings,
    raw: Mapping[str, bytes],
    facts: Mapping[str, PageFacts],
) -> Shared:
    """The marks of a build; those of the templates are remembered."""
    whole = theme_mark(theme)
    own = replace(settings, newspapers=(), start=(), found_in="", host="")
    return Shared(program, mark(pack(own)), whole, _templates(cache, theme, whole), raw, facts)


def program(cache: Cache, stamp: Stamp) -> bytes:
    """The mark of the program, remembered as long as its stamp is the same."""
    noted = cache.fact("program")
    if noted and noted[: len(stamp.mark)] == stamp.mark:
        return noted[len(stamp.mark) :]
    found = program_mark()
    if stamp.proof:
        cache.note("program", stamp.mark + found)
    return found


def _templates(cache: Cache, theme: Theme, whole: bytes) -> Mapping[str, bytes]:
    noted = cache.fact("templates")
    if noted and noted[: len(whole)] == whole:
        return unpack(noted[len(whole) :], dict[str, bytes])
    found = template_marks(theme)
    cache.note("templates", whole + pack(found))
    return found
