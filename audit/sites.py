"""The two sites that are looked at: built from the real archive and from a generated one, served, and their pages by kind."""

from __future__ import annotations

import contextlib
import functools
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from server import home_of, served
from tools import PROJECT, SCRATCH

REAL, GENERATED = "real", "generated"
PORTS = {REAL: 8471, GENERATED: 8472}
GENERATOR = PROJECT / "benchmarks" / "archive.py"

LANG = re.compile(r'<html[^>]*\blang="([^"]+)"')
KIND = re.compile(r'<body[^>]*\bclass="([^"]+)"')
LEADS_ON = re.compile(r'<meta[^>]*http-equiv="refresh"', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page of a site.

    Args:
        file: where it stands.
        route: its address inside the site.
        kind: the class of its body: home, issue, article, …; `redirect` where it only leads on.
        lang: its language.
        size: in bytes.
    """

    file: Path
    route: str
    kind: str
    lang: str
    size: int


@dataclass(frozen=True, slots=True)
class Site:
    """A built and served site."""

    name: str
    folder: Path
    home: str

    @property
    def pages(self) -> tuple[Leaf, ...]:
        """Every page, by its route."""
        return _pages(self.folder)

    def sample(self) -> tuple[Leaf, ...]:
        """Of each kind of page in each language the smallest, the middle and the largest."""
        groups: dict[tuple[str, str], list[Leaf]] = {}
        for leaf in self.pages:
            groups.setdefault((leaf.lang, leaf.kind), []).append(leaf)
        chosen = []
        for group in groups.values():
            group.sort(key=lambda leaf: (leaf.size, leaf.route))
            chosen += [group[0], group[len(group) // 2], group[-1]]
        return tuple(dict.fromkeys(chosen))


@contextlib.contextmanager
def sites(articles: int) -> Iterator[tuple[Site, Site]]:
    """Build and serve the real site, and one of a generated archive of so many articles.

    Raises:
        SystemExit: where one cannot be built or served.
    """
    content = {REAL: PROJECT / "content", GENERATED: _generated(articles) / "content"}
    with contextlib.ExitStack() as open_servers:
        ready = []
        for name, port in PORTS.items():
            folder = _built(name, content[name], home_of(port))
            try:
                home = open_servers.enter_context(served(folder, port))
            except OSError as error:
                sys.exit(f"port {port} of this machine cannot be used: {error.strerror}; end the program that uses it")
            ready.append(Site(name, folder, home))
        yield ready[0], ready[1]


def _generated(articles: int) -> Path:
    """The generated archive's folder."""
    folder = SCRATCH / "archive"
    subprocess.run([sys.executable, GENERATOR, folder, "--articles", str(articles)], check=True, stdout=sys.stderr)
    return folder


def _built(name: str, content: Path, address: str) -> Path:
    """Build a copy of an archive that knows where it is served; gives the folder of the site."""
    place = SCRATCH / name
    copy = place / "content"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(content, copy)
    settings = copy / "site.yaml"
    settings.write_text(re.sub("(?m)^base_url:.*$", f"base_url: {address}", settings.read_text("utf-8")), "utf-8")
    command = [sys.executable, "-m", "sitegen", "build", "--content", copy, "--output", place / "output"]
    if subprocess.run(command, cwd=PROJECT, check=False, stdout=sys.stderr).returncode:
        sys.exit(f"the {name} site has problems; mend them first")
    return place / "output"


@functools.cache
def _pages(folder: Path) -> tuple[Leaf, ...]:
    return tuple(_leaf(file, folder) for file in sorted(folder.rglob("*.html")))


def _leaf(file: Path, folder: Path) -> Leaf:
    text = file.read_text("utf-8")
    lang, kind = LANG.search(text), KIND.search(text)
    name = "redirect" if LEADS_ON.search(text) else kind[1].split()[0] if kind else "none"
    route = file.relative_to(folder).as_posix()
    return Leaf(file, route.removesuffix("index.html"), name, lang[1] if lang else "", len(text.encode()))
