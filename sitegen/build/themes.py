"""Themes on disk: where they are looked for, and how one extends another file by file."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import yaml

import sitegen
from sitegen.problems import Problem, ProblemError
from sitegen.site.theme import TEMPLATES, Theme, ThemeFile, missing_template

NAME = re.compile(r"[\w-]+")
DESCRIPTION = "theme.yaml"


class Description(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What theme.yaml says.

    Args:
        name: the theme's name.
        version: of the theme, for its readers.
        extends: the theme that has all the files this one lacks.
        templates: the templates that must be there, its own or extended.
    """

    name: str = ""
    version: str | int | float = ""
    extends: str = ""
    templates: tuple[str, ...] = ()


def theme_folders(project: Path) -> tuple[Path, ...]:
    """Where themes are looked for: in the archive's project, in the installed package, in the program's checkout.

    Args:
        project: the folder that holds `content/`.
    """
    package = Path(sitegen.__file__).parent
    return (project / "themes", package / "themes", package.parent / "themes")


def load_theme(name: str, project: Path) -> tuple[Theme, tuple[Problem, ...]]:
    """Read a theme, with all it extends.

    Returns:
        The theme and, as problems, the templates it lacks.

    Raises:
        ProblemError: where there is no such theme, or its theme.yaml or a template cannot be read.
    """
    if not NAME.fullmatch(name):
        raise ProblemError(Problem("site.yaml", 0, f"{name!r} is no theme's name", "use letters, digits, - and _"))
    folders, descriptions = _chain(name, project)
    templates: dict[str, ThemeFile] = {}
    statics: dict[str, ThemeFile] = {}
    for folder in reversed(folders):
        templates.update((file.name, file) for file in _files(folder / "templates"))
        statics.update((file.name, file) for file in _files(folder / "static"))
    _decodable(templates)
    shown = tuple(_shown(folder) for folder in folders)
    version = str(descriptions[0].version)
    theme = Theme(name, version, _sorted(templates), _sorted(statics), shown)
    wanted = sorted({*TEMPLATES, *(each for description in descriptions for each in description.templates)})
    return theme, tuple(missing_template(theme, each) for each in wanted if each not in templates)


def _chain(name: str, project: Path) -> tuple[list[Path], list[Description]]:
    """The theme's folder and those it extends. A theme may extend another of its own name that is found further on."""
    folders: list[Path] = []
    descriptions: list[Description] = []
    asked_by = "site.yaml"
    while name:
        folder = _find(name, project, folders, asked_by)
        description = _describe(folder / DESCRIPTION)
        folders.append(folder)
        descriptions.append(description)
        name, asked_by = description.extends, _shown(folder / DESCRIPTION)
    return folders, descriptions


def _find(name: str, project: Path, taken: list[Path], asked_by: str) -> Path:
    places = [place / name for place in theme_folders(project)]
    for folder in places:
        if folder.is_dir() and not any(folder.samefile(each) for each in taken):
            return folder
    looked = ", ".join(_shown(place) for place in places)
    raise ProblemError(
        Problem(asked_by, 0, f"there is no theme {name}", f"correct the name, or add it; looked at {looked}")
    )


def _describe(path: Path) -> Description:
    """Read theme.yaml; a theme may do without."""
    if not path.exists():
        return Description()
    try:
        return msgspec.convert(yaml.safe_load(path.read_bytes()) or {}, Description)
    except (yaml.YAMLError, msgspec.ValidationError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        what = str(getattr(error, "problem", None) or error)
        line = mark.line + 1 if mark else 0
        raise ProblemError(Problem(_shown(path), line, what, "correct it")) from None


def _files(folder: Path) -> list[ThemeFile]:
    """All files below a folder, but for hidden ones."""
    paths = (path for path in folder.rglob("*") if path.is_file())
    names = ((path.relative_to(folder), path) for path in paths)
    return [
        ThemeFile(name.as_posix(), _shown(path), path.read_bytes())
        for name, path in names
        if not any(part.startswith(".") for part in name.parts)
    ]


def _decodable(templates: dict[str, ThemeFile]) -> None:
    for file in templates.values():
        try:
            file.data.decode()
        except UnicodeDecodeError:
            raise ProblemError(Problem(file.shown, 0, "the template is not UTF-8", "save it as UTF-8")) from None


def _sorted(files: dict[str, ThemeFile]) -> tuple[ThemeFile, ...]:
    return tuple(files[name] for name in sorted(files))


def _shown(path: Path) -> str:
    """The path as the user would type it: from the working directory where it lies below."""
    try:
        return path.resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path.as_posix()
