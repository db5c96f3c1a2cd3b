"""The colours a style sheet gives its page in each light, and how far two of them stand apart."""

from __future__ import annotations

import re

LEAST = 4.5  # WCAG 2.2, success criterion 1.4.3, level AA

COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
RULE = re.compile(r"([^{};]+)\{([^{}]*)\}")
TOKEN = re.compile(r"--([\w-]+):\s*(#[0-9a-f]{6})\b")

# In each light the selectors that hold, with their weight against one another: classes and attributes counted.
DAY, NIGHT = ":root", ':root:not([data-reader~="light"], [data-reader~="sepia"])'
LIGHTS = {
    "day": {DAY: 1},
    "night": {DAY: 1, NIGHT: 2},
    "night as chosen": {DAY: 1, '[data-reader~="dark"]': 1},
    "sepia": {DAY: 1, '[data-reader~="sepia"]': 1},
}


def tokens(css: str, light: str) -> dict[str, str]:
    """The custom properties that are colours, as the cascade leaves them in one light.

    >>> css = ':root { --ink: #000000; } [data-reader~="sepia"] { --ink: #111111; } :root { --seal: #222222; }'
    >>> tokens(css, "day"), tokens(css, "sepia")
    ({'ink': '#000000', 'seal': '#222222'}, {'ink': '#111111', 'seal': '#222222'})
    """
    weights = LIGHTS[light]
    rules = [(selector.strip(), body) for selector, body in RULE.findall(COMMENT.sub("", css))]
    holding = sorted((rule for rule in rules if rule[0] in weights), key=lambda rule: weights[rule[0]])
    return dict(token for _, body in holding for token in TOKEN.findall(body))


def luminance(colour: str) -> float:
    """How bright a colour is, by the definition of WCAG."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """How far two colours stand apart, 1 to 21.

    >>> round(contrast("#000000", "#ffffff"), 2)
    21.0
    """
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)
