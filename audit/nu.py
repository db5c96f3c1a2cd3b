"""The Nu HTML checker over every page, style sheet and drawing of the sites."""

from __future__ import annotations

import json
import re
import subprocess
from collections import Counter

from sites import Site
from table import Findings, Row, count_row
from tools import Tools, version_of_package

# Drafts of CSS that browsers know and the checker does not: told, and no error. An unknown property is ignored by a browser.
NEWER_THAN_THE_CHECKER = ("text-autospace", "text-spacing-trim", "hanging-punctuation", "text-wrap-style", "word-break")
UNKNOWN_PROPERTY = re.compile(r"CSS: “(?P<name>[\w-]+)”: (Property “[\w-]+” doesn't exist|.*not a “[\w-]+” value)")

# It reads files, which have no host, so that what a page's policy calls 'self' is nothing to it; and it takes linked data for a script that
# would run. Browsers are asked about the policy, by tests/browser, and each script that stands in a page is, by tests/site/test_policy.py.
POLICY = re.compile(r"(Resource|Inline script) violates Content Security Policy \(meta tag\)")

SHOWN = 5  # pages named for each message


def check(sites: tuple[Site, ...], tools: Tools) -> Findings:
    """Check every page."""
    rows: list[Row] = []
    faults: list[str] = []
    for site in sites:
        messages = _messages(site, tools)
        newer = [each for each in messages if _is_newer(each)]
        told = [each for each in messages if not _is_newer(each)]
        errors = [each for each in told if each["type"] == "error" or each.get("subType") == "fatal"]
        warnings = [each for each in told if each.get("subType") == "warning"]
        rows += [
            count_row("Nu", site.name, f"errors on {len(site.pages):,} pages and what they load", len(errors)),
            count_row("Nu", site.name, "warnings", len(warnings)),
        ]
        if newer:
            rows.append(Row("Nu", site.name, "properties newer than the checker", f"{len(newer):,}"))
        faults += _by_message(site, [*errors, *warnings])
    return Findings(tuple(rows), tuple(faults), tools=(version_of_package("vnu-jar"),))


def _messages(site: Site, tools: Tools) -> list[dict[str, str]]:
    command = [tools.java, "-Xss4m", "-jar", tools.nu, "--format", "json", "--stdout", "--exit-zero-always"]
    kinds = ["--skip-non-html", "--also-check-css", "--also-check-svg"]
    done = subprocess.run([*command, *kinds, site.folder], capture_output=True, check=True)
    messages = json.loads(done.stdout)["messages"]
    return [each for each in messages if not POLICY.match(each.get("message", ""))]


def _is_newer(message: dict[str, str]) -> bool:
    match = UNKNOWN_PROPERTY.match(message.get("message", ""))
    return match is not None and match["name"] in NEWER_THAN_THE_CHECKER


def _by_message(site: Site, messages: list[dict[str, str]]) -> list[str]:
    """Each message once, how often, and on which pages first."""
    counts = Counter((each["type"], each["message"]) for each in messages)
    lines = []
    for (kind, text), number in counts.most_common():
        places = [_place(site, each) for each in messages if (each["type"], each["message"]) == (kind, text)]
        lines.append(f"{site.name}: {kind} x{number}: {text}  [{'; '.join(places[:SHOWN])}]")
    return lines


def _place(site: Site, message: dict[str, str]) -> str:
    url = message.get("url", "")
    return f"{url.partition(str(site.folder))[2].lstrip('/') or url}:{message.get('lastLine', '')}"
