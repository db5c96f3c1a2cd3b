"""axe in Chromium: every page of the real site, each kind of page of the generated one; light and dark, phone and desk."""

from __future__ import annotations

from collections import Counter

from playwright.sync_api import Page, sync_playwright
from sites import REAL, Leaf, Site
from table import Findings, count_row
from tools import BROWSER_ARGUMENTS, Tools, version_of_browser, version_of_package

WIDTHS = (360, 1280)
HEIGHT = 800
PATIENCE = 60_000  # milliseconds

RUN = """async options => (await axe.run(document, {resultTypes: ['violations'], ...options})).violations.map(
  one => [one.id, one.nodes.map(node => `${node.target.join(' ')}: ${node.failureSummary.split('\\n')[1] || ''}`)])"""

# In the dark the same parts stand in the same places: only their colours are to be looked at again.
EVERY_RULE: dict[str, object] = {}
COLOURS: dict[str, object] = {"runOnly": ["color-contrast", "link-in-text-block"]}
LOOKS = {"light": EVERY_RULE, "dark": COLOURS}

# Folded text, all at once; and what opens a panel, one after the other, for one panel may cover the rest.
UNFOLD = "() => [...document.querySelectorAll('details')].map(one => { one.open = true; }).length"
OPENS_A_PANEL = "button[aria-haspopup]:visible, button[aria-expanded='false']:visible, button[popovertarget]:visible"


def check(sites: tuple[Site, ...], tools: Tools) -> Findings:
    """Look for barriers on every page that is to be looked at."""
    rows, faults = [], []
    script = tools.axe.read_text("utf-8")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=tools.chromium, args=list(BROWSER_ARGUMENTS))
        for site in sites:
            leaves = [leaf for leaf in _chosen(site) if leaf.kind != "redirect"]
            found: Counter[str] = Counter()
            page = browser.new_page(bypass_csp=True, service_workers="block")
            page.set_default_timeout(PATIENCE)
            for leaf in leaves:
                found.update(_look(page, site, leaf, script))
            page.close()
            rows.append(count_row("axe", site.name, f"violations on {len(leaves):,} pages", found.total()))
            faults += [f"{site.name}: x{count} {text}" for text, count in found.most_common()]
        browser.close()
    versions = (version_of_package("axe-core"), version_of_browser(tools.chromium))
    return Findings(tuple(rows), tuple(faults), tools=versions)


def _chosen(site: Site) -> tuple[Leaf, ...]:
    return site.pages if site.name == REAL else site.sample()


def _look(page: Page, site: Site, leaf: Leaf, script: str) -> list[str]:
    """Every violation of a page: in each light at each width, and once more with everything open that opens."""
    page.set_viewport_size({"width": WIDTHS[0], "height": HEIGHT})
    page.emulate_media(color_scheme="light")
    page.goto(site.home + leaf.route)
    page.evaluate(script)
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        for scheme, rules in LOOKS.items():
            page.emulate_media(color_scheme=scheme)
            found += _violations(page, f"{leaf.kind} {width} {scheme}", rules)
    return found + _opened(page, leaf)


def _opened(page: Page, leaf: Leaf) -> list[str]:
    """What is wrong with folded text and with panels, on a phone in the dark."""
    found = []
    page.set_viewport_size({"width": WIDTHS[0], "height": HEIGHT})
    where = f"{leaf.kind} {WIDTHS[0]} dark"
    if page.evaluate(UNFOLD):
        found += _violations(page, f"{where} unfolded", EVERY_RULE)
    for button in page.locator(OPENS_A_PANEL).all():
        button.click()
        found += _violations(page, f"{where} panel open", EVERY_RULE)
        page.keyboard.press("Escape")
    return found


def _violations(page: Page, where: str, rules: dict[str, object]) -> list[str]:
    return [f"{where} {rule} {node}" for rule, nodes in page.evaluate(RUN, rules) for node in nodes]
