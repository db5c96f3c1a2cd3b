"""Take the pictures of docs/pictures anew: `python audit/pictures.py`. The site is built from content/."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright
from server import served
from tools import BROWSER_ARGUMENTS, PROJECT, SCRATCH, tools

PICTURES = PROJECT / "docs" / "pictures"
PORT = 8473
ISSUE = "gongren-ribao/undated-5933c6/"
ARTICLE = "zhejiang-gongren-ribao/2021-08-18/tmr78v/"


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture: its name, the address it shows, and what the reader has chosen (see static/reader.js)."""

    name: str
    route: str
    choice: str = ""

    @property
    def is_phone(self) -> bool:
        """Whether it shows a phone's screen, at twice its pixels."""
        return self.name.startswith("phone")


WANTED = (
    Picture("phone-home", ""),
    Picture("phone-issue", ISSUE),
    Picture("phone-article", ARTICLE),
    Picture("phone-article-dark", ARTICLE, "dark"),
    Picture("phone-article-vertical", ARTICLE, "sepia vertical"),
    Picture("desktop-home", ""),
    Picture("desktop-issue", ISSUE),
    Picture("desktop-article", ARTICLE),
)


def main() -> None:
    """Build the site and take every picture."""
    site = SCRATCH / "pictures"
    subprocess.run([sys.executable, "-m", "sitegen", "build", "--output", site], cwd=PROJECT, check=True)
    with served(site, PORT) as home, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=tools().chromium, args=list(BROWSER_ARGUMENTS))
        for picture in WANTED:
            _take(browser, home, picture, PICTURES / f"{picture.name}.png")
        browser.close()


def _take(browser: Browser, home: str, picture: Picture, target: Path) -> None:
    width, height, scale = (360, 740, 2) if picture.is_phone else (1280, 900, 1)
    context = browser.new_context(viewport={"width": width, "height": height}, device_scale_factor=scale)
    page = context.new_page()
    page.goto(home)
    page.evaluate("choice => localStorage.setItem('reader', choice)", picture.choice)
    page.goto(f"{home}{picture.route}", wait_until="networkidle")
    page.screenshot(path=target)
    context.close()


if __name__ == "__main__":
    main()
