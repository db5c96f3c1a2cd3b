"""What generated articles are made of: the sentences, headlines and names of the archive's own articles."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from random import Random

import opencc

from sitegen.content.escape import paragraphs_of
from sitegen.content.store import read_archive
from sitegen.model import Article

CONTENT = Path(__file__).parent.parent / "content"

SENTENCE = re.compile(r"[^。！？]+[。！？][”’）]*")
# Where the story says who reports (本报讯 记者程雪报道): a generated one names its own reporter.
LEAD = re.compile(r"^\W*(本报讯|本报电)?[^。]{0,24}?记者[^。]{0,40}?(报道|电|讯|）)\s*")
CLAUSE = re.compile(r"(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{6,13}(?![\u4e00-\u9fff])")
PAIRS = ("“”", "（）", "《》")
SENTENCE_LENGTHS = range(10, 200)
FULL_NAME = re.compile(r"[\u4e00-\u9fff]{2,3}")


@dataclass(frozen=True, slots=True)
class Words:
    """The stock of one script.

    Args:
        articles: for each article its sentences in their order, so that neighbours can stay neighbours.
        clauses: parts of sentences that may stand as half of a headline.
        headlines: parts of printed headlines.
        kickers, decks, columns, subheads, captions: as printed.
        names: people, family and given names combined anew.
    """

    articles: tuple[tuple[str, ...], ...]
    clauses: tuple[str, ...]
    headlines: tuple[str, ...]
    kickers: tuple[str, ...]
    decks: tuple[str, ...]
    columns: tuple[str, ...]
    subheads: tuple[str, ...]
    captions: tuple[str, ...]
    names: tuple[str, ...]

    def said(self, rng: Random, length: int) -> str:
        """Sentences of about this length in all: short runs of several articles, one behind the other."""
        parts: list[str] = []
        while length > 0:
            sentences = self.articles[int(rng.random() * len(self.articles))]
            start = int(rng.random() * len(sentences))
            run = "".join(sentences[start : start + 1 + int(rng.random() * 3)])
            parts.append(run)
            length -= len(run)
        return "".join(parts)

    def headline(self, rng: Random) -> str:
        """A headline of one part or two."""
        stock = self.headlines if rng.random() < 0.3 else self.clauses
        first, second = rng.choice(stock), rng.choice(self.clauses)
        return first if rng.random() < 0.2 or first == second else f"{first} {second}"


def words_of(content: Path = CONTENT) -> Words:
    """The stock that an archive's articles give.

    Raises:
        SystemExit: where the archive has no articles.
    """
    archive, _ = read_archive(content)
    articles = tuple(article for issue in archive.issues for article in issue.articles if not article.draft)
    if not articles:
        raise SystemExit(f"{content} has no articles to take sentences from; run sitegen import first")
    texts = [paragraphs_of(article.body) for article in articles]
    prose = ["".join(LEAD.sub("", each.text) for each in text if not each.subhead) for text in texts]
    sentences = tuple(found for found in map(_sentences, prose) if len(found) > 1)
    spoken = "".join("".join(each) for each in sentences)
    return Words(
        articles=sentences,
        clauses=_once(CLAUSE.findall(spoken)),
        headlines=_once(part for article in articles for part in article.title.split() if len(part) > 4),
        kickers=_once(article.kicker for article in articles),
        decks=_once(article.subtitle for article in articles),
        columns=_once(article.column for article in articles),
        subheads=_once(each.text for text in texts for each in text if each.subhead),
        captions=_once(photo.caption for article in articles for photo in article.photos),
        names=_names(articles),
    )


def in_traditional(words: Words) -> Words:
    """The same stock in Traditional characters."""
    say = opencc.OpenCC("s2t").convert
    rest = [tuple(map(say, getattr(words, field))) for field in Words.__slots__ if field != "articles"]
    return Words(tuple(tuple(map(say, sentences)) for sentences in words.articles), *rest)


def _sentences(text: str) -> tuple[str, ...]:
    """A text's sentences, without those that open a quotation and do not close it."""
    return tuple(
        sentence.strip()
        for sentence in SENTENCE.findall(text)
        if len(sentence) in SENTENCE_LENGTHS and all(sentence.count(one) == sentence.count(two) for one, two in PAIRS)
    )


def _once(texts: object) -> tuple[str, ...]:
    """Each text once, in order, without the empty one."""
    return tuple(dict.fromkeys(filter(None, texts)))  # type: ignore[call-overload]


def _names(articles: tuple[Article, ...]) -> tuple[str, ...]:
    """Every family name with every given name, in an order that is always the same and mixes them."""
    printed = _once(name for article in articles for name in article.authors if FULL_NAME.fullmatch(name))
    names = list(_once(name[0] + other[1:] for name, other in product(printed, printed)))
    Random(0).shuffle(names)
    return tuple(names)
