"""Write `sitegen/common_words.py`: the words that a headline may not be broken in, and that a cut inside a paragraph goes through.

    python benchmarks/headline_words.py            say how many there are
    python benchmarks/headline_words.py --write    write the module

The words are the commonest of jieba's dictionary (MIT), which was counted from newspapers and novels; and those of one
character that mostly lean on what follows them, by the part of speech jieba gives them.
"""

from __future__ import annotations

import argparse
import re
from pathlib import Path

import jieba

TARGET = Path(__file__).parent.parent / "sitegen" / "common_words.py"

# A third more leaves hardly fewer headlines of benchmarks/pages broken inside a word, a third less leaves more.
WORDS = 30_000
LONGEST = 4  # characters; longer words are mostly names made of shorter ones
LINE = 200  # characters a line of the module

# Verbs, prepositions, adverbs, conjunctions, pronouns, prefixes, adjectives: they belong to what follows.
LEANING = frozenset({"v", "vg", "p", "d", "c", "r", "b", "h", "a"})
FEWEST = 100  # times that a character was counted, to be judged by

HAN = re.compile("[\u4e00-\u9fff]+")

HEAD = '''\
"""Common words, written by `benchmarks/headline_words.py` from jieba's dictionary; see there what they are.

jieba is under the MIT License, Copyright (c) 2013 Sun Junyi.

Words of one length follow one another without a space, the commonest first.
"""

'''


def dictionary() -> list[tuple[str, int, str]]:
    """The words of jieba with how often they were counted and their part of speech, the commonest first."""
    lines = (Path(jieba.__file__).parent / "dict.txt").read_text("utf-8").splitlines()
    entries = [(word, int(count), kind) for word, count, kind in map(str.split, lines) if HAN.fullmatch(word)]
    return sorted(entries, key=lambda entry: (-entry[1], entry[0]))


def module() -> str:
    """The module's text."""
    entries = dictionary()
    common = [word for word, _, _ in entries if 1 < len(word) <= LONGEST][:WORDS]
    leaning = sorted(word for word, count, kind in entries if len(word) == 1 and count >= FEWEST and kind in LEANING)
    constants = [
        ("LEANING", "".join(leaning)),
        *((name, "".join(word for word in common if len(word) == length)) for name, length in NAMES),
    ]
    return HEAD + "\n".join(constant(name, text) for name, text in constants)


NAMES = (("OF_TWO", 2), ("OF_THREE", 3), ("OF_FOUR", 4))


def constant(name: str, text: str) -> str:
    """A constant over as many lines as it needs."""
    lines = "".join(f'    "{text[start : start + LINE]}"\n' for start in range(0, len(text), LINE))
    return f"{name} = (\n{lines})\n"


def main() -> None:
    """Write the module, or say how large it would be."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--write", action="store_true")
    text = module()
    if arguments.parse_args().write:
        TARGET.write_text(text, "utf-8")
    print(f"{WORDS} words, {len(text.encode())} bytes")


if __name__ == "__main__":
    main()
