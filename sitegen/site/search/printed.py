"""What of an article is searched: every text that its page shows as printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.site.markdown import paragraphs
from sitegen.values import dataclass

if TYPE_CHECKING:
    from sitegen.model import Article


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts of an article, as printed; a phrase is never found across two of them.

    Args:
        head: title, kicker and subtitle.
        rest: column, byline, captions with their credits, paragraphs and subheads of the body.
    """

    head: tuple[str, ...]
    rest: tuple[str, ...]


def texts(article: Article) -> Texts:
    r"""The texts of an article in the order of the index; what is empty is left out.

    >>> from sitegen.model import Article, Photo
    >>> story = Article("k", "", "", "表彰大会召开", "会议召开。\n\n## 整改", photos=(Photo("会场", "罗丽 摄"),))
    >>> texts(story)
    Texts(head=('表彰大会召开',), rest=('会场', '罗丽 摄', '会议召开。', '整改'))
    """
    head = (article.title, article.kicker, article.subtitle)
    beside = (text for photo in article.photos for text in (photo.caption, photo.credit))
    body = (paragraph.text for _, paragraph in paragraphs(article.body))
    rest = (article.column, article.byline, *beside, *body)
    return Texts(tuple(filter(None, head)), tuple(filter(None, rest)))


def size(article: Article) -> int:
    """About how many characters an article's texts have: counted from what is at hand, and always the same."""
    fields = (article.title, article.kicker, article.subtitle, article.column, article.byline, article.body)
    photos = (len(photo.caption) + len(photo.credit) for photo in article.photos)
    return sum(map(len, fields)) + sum(photos)
