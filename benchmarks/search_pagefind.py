"""Pagefind on the same site: installed from npm in the version that `pagefind/package.json` names, and run on the article pages."""

from __future__ import annotations

import gzip
import json
import shutil
import subprocess
from pathlib import Path

from search_process import Cost, cost_of

HERE = Path(__file__).parent / "pagefind"
SCRATCH = Path(__file__).parent.parent / ".audit" / "pagefind"
DECLARED = ("package.json", "package-lock.json")
COMMAND = SCRATCH / "node_modules" / "pagefind" / "lib" / "runner" / "bin.cjs"

# What Pagefind may read of a page: the article alone, so that it finds nothing in menus and neighbours.
ROOT = "article.text"
BUNDLE = "pagefind"

# Stands before the JSON of a result.
MARK = b"pagefind_dcd"


def install() -> None:
    """Install Pagefind, unless it is there.

    Raises:
        SystemExit: where there is no npm, or it fails.
    """
    npm = shutil.which("npm")
    if not npm:
        raise SystemExit("the comparison needs npm and Node.js (Debian, Ubuntu: apt install npm)")
    stamp = SCRATCH / ".ready"
    wanted = b"".join((HERE / name).read_bytes() for name in DECLARED)
    if stamp.exists() and stamp.read_bytes() == wanted:
        return
    SCRATCH.mkdir(parents=True, exist_ok=True)
    for name in DECLARED:
        shutil.copyfile(HERE / name, SCRATCH / name)
    command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    if subprocess.run(command, cwd=SCRATCH, check=False).returncode:
        raise SystemExit(f"npm could not install {HERE / DECLARED[0]}; is there a network?")
    stamp.write_bytes(wanted)


def version() -> str:
    """Pagefind's version."""
    return json.loads((HERE / DECLARED[0]).read_text("utf-8"))["dependencies"]["pagefind"]


def indexed(output: Path, slugs: frozenset[str]) -> Cost:
    """Let Pagefind index the article pages of a site's own tree, into its folder `pagefind`.

    Args:
        output: the built site.
        slugs: of its newspapers.
    """
    shutil.rmtree(output / BUNDLE, ignore_errors=True)
    pages = f"{{{','.join(sorted(slugs))}}}/*/*/index.html"
    options = ["--site", output, "--glob", pages, "--root-selector", ROOT, "--output-subdir", BUNDLE, "--silent"]
    return cost_of(["node", COMMAND, *options], output)


def routes_of(bundle: Path) -> dict[str, str]:
    """The route of each of its results, by the id that a search gives."""
    routes = {}
    for file in (bundle / "fragment").glob("*.pf_fragment"):
        told = json.loads(gzip.decompress(file.read_bytes()).removeprefix(MARK))
        routes[file.stem] = told["url"].lstrip("/")
    return routes
