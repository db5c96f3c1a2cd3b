"""Themes on disk: where they are looked for, and how one extends another file by file."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from sitegen.build.places import theme_folders
from sitegen.build.theme_file import Description, read_description
from sitegen.content.own_files import linked
from sitegen.files import read_file
from sitegen.names import is_utf_8
from sitegen.problems import Problem, ProblemError, did_you_mean, misnamed
from sitegen.site.theme import TEMPLATES, WHITE, Theme, ThemeFile, missing_template

NAME = re.compile(r"[\w-]+")
DESCRIPTION = "theme.yaml"

# The folders of a theme: what pages are laid out by, what they load, and what is put at the end of an extended theme's files.
PAGES, STATIC, APPEND = KINDS = ("templates", "static", "append")


def load_theme(name: str, project: Path) -> tuple[Theme, tuple[Problem, ...]]:
    """Read a theme, with all it extends.

    Args:
        name: that of its folder.
        project: the folder that holds `content/`.

    Returns:
        The theme and, as problems, the templates it lacks and what is wrong in its theme.yaml.

    Raises:
        ProblemError: where there is no such theme, it extends itself, or one of its files cannot be read.
    """
    if not NAME.fullmatch(name):
        raise ProblemError(Problem("site.yaml", 0, f"{name!r} is no theme's name", "use letters, digits, - and _"))
    folders, descriptions, wrong = _chain(name, project)
    templates = _templates(folders)
    statics, nothing_below = _statics(folders)
    theme = Theme(
        name=name,
        version=descriptions[0].version,
        templates=_sorted(templates),
        statics=_sorted(statics),
        folders=tuple(_shown(folder) for folder in folders),
        wordings=tuple(wording for each in reversed(descriptions) for wording in each.wordings),
        ground=next((each.ground for each in descriptions if each.ground), WHITE),
    )
    wanted = sorted({*TEMPLATES, *(each for description in descriptions for each in description.templates)})
    lacking = (missing_template(theme, each) for each in wanted if each not in templates)
    odd = (each for folder in folders for kind in KINDS for each in _odd(folder / kind))
    return theme, (*wrong, *odd, *nothing_below, *lacking)


def _chain(name: str, project: Path) -> tuple[list[Path], list[Description], list[Problem]]:
    """The theme's folder and those it extends. A theme may extend another of its own name that is found further on."""
    folders: list[Path] = []
    descriptions: list[Description] = []
    problems: list[Problem] = []
    asked_by, line = "site.yaml", 0
    while name:
        folder = _find(name, project, folders, Problem(asked_by, line, f"there is no theme {name}"))
        description, wrong = _describe(folder / DESCRIPTION)
        folders.append(folder)
        descriptions.append(description)
        problems += wrong
        name, asked_by, line = description.extends, description.file, description.extends_line
    return folders, descriptions, problems


def _find(name: str, project: Path, taken: list[Path], missing: Problem) -> Path:
    """The folder of a theme, the first of its name that is not taken yet."""
    places = theme_folders(project)
    there = [place / name for place in places if NAME.fullmatch(name) and (place / name).is_dir()]
    for folder in there:
        if not any(folder.samefile(each) for each in taken):
            return folder
    if there:
        way = " -> ".join([*(folder.name for folder in taken), name])
        raise ProblemError(replace(missing, what=f"the theme extends itself: {way}", fix="extend another theme"))
    looked = ", ".join(_shown(place / name) for place in places)
    near = did_you_mean(name, (path.name for place in places if place.is_dir() for path in place.iterdir()))
    perhaps = f", did you mean '{near}'?" if near else ""
    what = f"{missing.what}{perhaps}"
    raise ProblemError(replace(missing, what=what, fix=f"correct the name, or add it; looked at {looked}"))


def _describe(path: Path) -> tuple[Description, tuple[Problem, ...]]:
    """Read theme.yaml; a theme may do without."""
    shown = _shown(path)
    if not path.exists():
        return Description(shown), ()
    return read_description(_text(_read(path), shown), shown)


def _templates(folders: list[Path]) -> dict[str, ThemeFile]:
    """The templates by name; those of each extended theme also as `THEME/NAME`, the way that theme has them."""
    found: dict[str, ThemeFile] = {}
    extended: dict[str, ThemeFile] = {}
    for folder in reversed(folders):
        found.update((file.name, file) for file in _files(folder / PAGES))
        if folder != folders[0]:
            named = (replace(file, name=f"{folder.name}/{file.name}") for file in found.values())
            extended.update((file.name, file) for file in named)
    for file in found.values():
        _text(file.data, file.shown)
    return {**extended, **found}


def _statics(folders: list[Path]) -> tuple[dict[str, ThemeFile], list[Problem]]:
    """The static files; what a theme has in `append/` is put at the end of the extended theme's file of that name."""
    found: dict[str, ThemeFile] = {}
    problems: list[Problem] = []
    for folder in reversed(folders):
        found.update((file.name, file) for file in _files(folder / STATIC))
        for file in _files(folder / APPEND):
            if file.name in found:
                whole = found[file.name].data.rstrip(b"\n") + b"\n\n" + file.data
                found[file.name] = replace(found[file.name], data=whole)
            else:
                fix = f"correct its name, or put it into {_shown(folder)}/static"
                problems.append(Problem(file.shown, 0, "there is no static file of this name to append it to", fix))
    return found, problems


def _files(folder: Path) -> list[ThemeFile]:
    """All files below a folder, but for hidden ones."""
    good = ((name, path) for name, path in _below(folder) if is_utf_8(name) and path.is_file())
    return [ThemeFile(name, _shown(path), _read(path)) for name, path in good if not path.is_symlink()]


def _odd(folder: Path) -> list[Problem]:
    """What lies where only files should: links, which would have any file of this machine published, among others. It is left out."""
    return [problem for name, path in _below(folder) if (problem := _oddity(name, path))]


def _oddity(name: str, path: Path) -> Problem | None:
    if not is_utf_8(name):
        return misnamed(_shown(path))
    if path.is_symlink():
        return linked(Path(_shown(path)))
    if not path.is_file():
        return Problem(_shown(path), 0, "this is no file, so it is left out", "put a file in its place, or remove it")
    return None


def _below(folder: Path) -> list[tuple[str, Path]]:
    """All that is below a folder, but for folders and what is hidden, each with its path from there."""
    names = (
        (path.relative_to(folder), path) for path in sorted(folder.rglob("*")) if path.is_symlink() or not path.is_dir()
    )
    return [(name.as_posix(), path) for name, path in names if not any(part.startswith(".") for part in name.parts)]


def _read(path: Path) -> bytes:
    try:
        return read_file(path)
    except OSError as error:
        what = f"the file cannot be read ({error.strerror or error})"
        raise ProblemError(Problem(_shown(path), 0, what, "make it readable, or remove it")) from None


def _text(data: bytes, shown: str) -> str:
    """A theme's text; where it is not UTF-8, the line that shows it."""
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ProblemError(Problem(shown, line, "the file is not UTF-8", "save it as UTF-8")) from None


def _sorted(files: dict[str, ThemeFile]) -> tuple[ThemeFile, ...]:
    return tuple(files[name] for name in sorted(files))


def _shown(path: Path) -> str:
    """The path as the user would type it: from the working directory where it lies below; that of a link, not where it leads."""
    try:
        return (path.parent.resolve() / path.name).relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path.as_posix()
