"""A reader's device that keeps pages: sites to save from, and how to wait until it has what it should have."""

from __future__ import annotations

import dataclasses
import functools

from samples import default_theme, hard_archive, put_site, silent

from sitegen.site.pages import render

PATIENCE = 15_000  # milliseconds for something to come
TRIES = PATIENCE // 50
PAPER = "zhejiang-gongren-ribao"
AUGUST = f"{PAPER}/2021-08-18"
SAVED = "已保存，可离线阅读"

# Whether the device keeps a page, has forgotten it; and whether a worker is there.
KEPT = "async (address) => Boolean(await caches.match(address))"
GONE = "async (address) => !(await caches.match(address))"
READY = "async () => { const { active } = await navigator.serviceWorker.ready; return active.state === 'activated'; }"


def make(folder, given):
    """Build a site as it will be published."""
    put_site(folder, render(given, default_theme(), silent))


@functools.cache
def hard_site():
    return render(hard_archive(), default_theme(), silent)


def changed(identity, **fields):
    """The hard archive with one article written otherwise."""
    given = hard_archive()
    issues = tuple(
        dataclasses.replace(
            each,
            articles=tuple(dataclasses.replace(one, **fields) if one.id == identity else one for one in each.articles),
        )
        for each in given.issues
    )
    return dataclasses.replace(given, issues=issues)


def until(page, condition, argument=None):
    """Wait until an async function of the page gives true; asked from outside, for the policy of a page lets nothing be evaluated in it."""
    page.evaluate(
        f"""async (argument) => {{
            for (let tries = 0; tries < {TRIES}; tries++) {{
                if (await ({condition})(argument)) return;
                await new Promise((go) => setTimeout(go, 50));
            }}
            throw new Error("it never came");
        }}""",
        argument,
    )


def arrive(page, address):
    """Open a page and wait until the device keeps it."""
    answer = page.goto(address)
    until(page, READY)
    until(page, KEPT, address)
    return answer


def save(page, address):
    """Open an issue and save it, by keyboard."""
    page.goto(address)
    button = page.get_by_role("button", name="保存本期")
    button.focus()
    page.keyboard.press("Enter")
    page.get_by_role("link", name=SAVED).wait_for()


def headline(page):
    return page.locator("h1").first.text_content()


def answers(page, address):
    """What a page says when it is opened: its status and its headline."""
    return page.goto(address).status, headline(page)
