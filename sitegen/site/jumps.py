"""The two ends of a story that a newspaper begins on one page and ends on another.

The head says 下转第4版 (`continued_on`), the tail 上接第1版 (`continued_from`). Often only one of the two lines was printed or read,
a page may have several, and a tail is printed under a shortened headline or under none. Two articles are held to be one story

1. where each names the other's page, and no other article of the issue could be meant;
2. where several could be meant, if the headlines tell which: the tail's words stand in the head's headline, kicker or deck, or
   both have the same author, clearly more so than with any rival; what then remains alone follows from 1;
3. where only one of them has its line, if the headlines say so in the same way; or if the other's form does, that is, the head
   breaks off in the middle of a sentence and the tail has no headline of its own; again no other may fit as well.

Where it is not sure, nothing is said: the reader is led to the page, as the newspaper did. `tests/cases/jumps.yaml` has examples.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from typing import TYPE_CHECKING

from sitegen.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from sitegen.model import Article

# How much of the tail's headline must stand in the head's, and how far that must be above any rival.
ALIKE = 0.5
CLEARLY = 0.25

# A text ends with one of these; one that was cut to go on elsewhere mostly does not.
ENDINGS = tuple("。！？…”’）)》】」』.!?■")

NO_WORD = re.compile(r"\W+")


@dataclass(frozen=True, slots=True)
class Ends:
    """Where an article comes from and where it goes on, in the same issue; None where that is not sure."""

    head: Article | None = None
    tail: Article | None = None


WHOLE = Ends()


@dataclass(frozen=True, slots=True)
class Pair:
    """A head and a tail, by their places in the issue, and how well they fit."""

    head: int
    tail: int
    fit: float


def ends(articles: Sequence[Article]) -> tuple[Ends, ...]:
    """For each article of an issue the other parts of its story."""
    found = joined(articles)
    heads = {tail: articles[head] for head, tail in found}
    tails = {head: articles[tail] for head, tail in found}
    return tuple(Ends(heads.get(place), tails.get(place)) for place in range(len(articles)))


def joined(articles: Sequence[Article]) -> tuple[tuple[int, int], ...]:
    """The places of every head and its tail.

    >>> from sitegen.model import Article
    >>> head = Article("k1", "", "", "防汛救灾 全省动员", "会议强调，要", page=1, continued_on=4)
    >>> tail = Article("k2", "", "", "全省动员", "压实责任。", page=4, continued_from=1)
    >>> joined([head, tail])
    ((0, 1),)
    """
    if not any(article.continued_on or article.continued_from for article in articles):
        return ()
    both = _settled(_pairs(articles, _each_names_the_other, alike))
    heads, tails = {pair.head for pair in both}, {pair.tail for pair in both}
    one = [
        pair
        for pair in _pairs(articles, _one_names_the_other, _fit)
        if pair.head not in heads and pair.tail not in tails and pair.fit >= ALIKE
    ]
    return tuple(sorted((pair.head, pair.tail) for pair in (*both, *_settled(one))))


def alike(head: Article, tail: Article) -> float:
    """How much of the tail's printed headline stands in the head's, from 0 to 1; one author of both counts as alike.

    >>> from sitegen.model import Article
    >>> alike(Article("a", "", "", "边境口岸型“司机之家” 传温暖送服务", ""), Article("b", "", "", "口岸“司机之家”送服务", ""))
    0.75
    """
    printed = "" if tail.title_supplied else tail.title
    wanted = _words(printed)
    whole = _words(head.title, head.kicker, head.subtitle)
    shared = len(wanted & whole) / len(wanted) if wanted else 0.0
    return max(shared, ALIKE if set(head.authors) & set(tail.authors) else 0.0)


def breaks_off(article: Article) -> bool:
    """Whether the text stops in the middle of a sentence.

    >>> from sitegen.model import Article
    >>> breaks_off(Article("a", "", "", "", "会议强调，要")), breaks_off(Article("a", "", "", "", "会议闭幕。"))
    (True, False)
    """
    text = article.body.rstrip().rstrip("*")
    return bool(text) and not text.endswith(ENDINGS)


def _pairs(
    articles: Sequence[Article], named: Callable[[Article, Article], bool], fit: Callable[[Article, Article], float]
) -> list[Pair]:
    places = itertools.permutations(range(len(articles)), 2)
    return [
        Pair(head, tail, fit(articles[head], articles[tail]))
        for head, tail in places
        if articles[head].page != articles[tail].page and named(articles[head], articles[tail])
    ]


def _each_names_the_other(head: Article, tail: Article) -> bool:
    return head.continued_on == tail.page and tail.continued_from == head.page


def _one_names_the_other(head: Article, tail: Article) -> bool:
    onward = head.continued_on == tail.page and tail.continued_from is None
    back = tail.continued_from == head.page and head.continued_on is None
    return onward or back


def _fit(head: Article, tail: Article) -> float:
    """By the headlines; else by the form, which no more than suffices."""
    by_form = breaks_off(head) and tail.title_supplied and tail.kind == "article"
    return max(alike(head, tail), ALIKE if by_form else 0.0)


def _settled(pairs: list[Pair]) -> list[Pair]:
    """The pairs that are sure, each of which may make others sure. No two that are sure at once exclude each other."""
    found: list[Pair] = []
    while sure := [pair for pair, rivals in _with_rivals(pairs) if _sure(pair, rivals)]:
        found += sure
        heads, tails = {pair.head for pair in sure}, {pair.tail for pair in sure}
        pairs = [pair for pair in pairs if pair.head not in heads and pair.tail not in tails]
    return found


def _with_rivals(pairs: list[Pair]) -> Iterator[tuple[Pair, list[Pair]]]:
    """Every pair with those that cannot be true beside it."""
    of_head, of_tail = defaultdict(list), defaultdict(list)
    for pair in pairs:
        of_head[pair.head].append(pair)
        of_tail[pair.tail].append(pair)
    return ((pair, [*of_head[pair.head], *of_tail[pair.tail]]) for pair in pairs)


def _sure(pair: Pair, rivals: list[Pair]) -> bool:
    """Whether a pair has no rival, or is clearly likelier than any."""
    others = [other.fit for other in rivals if other != pair]
    return not others or (pair.fit >= ALIKE and pair.fit >= max(others) + CLEARLY)


def _words(*texts: str) -> set[str]:
    """Every two characters that stand beside each other, marks and spaces left out."""
    plain = [NO_WORD.sub("", text) for text in texts]
    return {"".join(two) for text in plain for two in itertools.pairwise(text)}
