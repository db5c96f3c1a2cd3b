"""A walk from page to page of a served site, or of several, as a reader's browser asks for them."""

import urllib.error
import urllib.request
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest


class Links(HTMLParser):
    """Where a page leads, but for other addresses of the same page and for addresses elsewhere that its text prints."""

    def __init__(self, html):
        super().__init__()
        self.links = []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if ("hreflang" in given and tag == "link") or given.get("rel") == "canonical":
            return
        if tag == "meta" and given.get("http-equiv") == "refresh":
            self.links.append(given["content"].split("url=")[1])
        self.links += [given[name] for name in ("href", "src", "action") if name in given]


def fetch(address):
    with urllib.request.urlopen(address, timeout=30) as answer:
        data, kind = answer.read(), answer.headers.get_content_type()
    return data.decode("utf-8") if kind == "text/html" else ""


def walk(home):
    """The addresses of all pages that links lead to on the host of `home`; fails at the first that leads nowhere."""
    host = f"http://{urlsplit(home).netloc}/"
    pages, waiting = set(), [(home, "")]
    while waiting:
        address, found_on = waiting.pop()
        if address in pages:
            continue
        pages.add(address)
        try:
            html = fetch(address)
        except urllib.error.HTTPError as error:
            pytest.fail(f"{found_on} links to {address}: {error.code}")
        targets = (urldefrag(urljoin(address, link))[0] for link in Links(html).links)
        waiting += [(target, address) for target in targets if target.startswith(host)]
    return pages
