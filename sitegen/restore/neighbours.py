"""What stands around each block of a page: looks of its neighbours, its place in a run of headlines or in a group, its credit.

Every function takes the page's outline and gives a set of cues for every block, in one pass over the page.
"""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.restore import tables
from sitegen.restore.blocks import Block
from sitegen.restore.levels import level
from sitegen.restore.names import in_byline, in_lead
from sitegen.restore.shapes import HEADLIKE, RUNNING, Outline

LENGTH_RATIOS = ((0.65, "much-shorter"), (0.95, "shorter"), (1.05, "equal"), (1.5, "longer"))
"""How long a headline is beside another: the upper bound of each ratio."""
BRIEF = 5
"""A short news story has at most this many pieces of text."""
MARKED = 2
"""So many lines with a mark are a page's habit."""
CAPTIONS_OF_ONE_CREDIT = 2
"""A credit may stand under so many captions."""
TELLING = (
    "dash-end dash-start figures two-parts opens-quoted comma question urges event starts-with-place starts-with-verb growth"
    " body-named chaired count-start time-alone"
)
OF_NEIGHBOURS = frozenset(TELLING.split())
"""What of a headline's shape tells the role of the one beside it."""

Cues = list[set[str]]


def neighbour_cues(outline: Outline) -> Cues:
    """What the two blocks before and the two after each block look like, and the block itself."""
    edge = ("edge", "edge")
    around = (*edge, *outline.looks, *edge)
    return [
        {f"after:{before}", f"before:{after}", f"after2:{before2}", f"before2:{after2}", f"look:{own}"}
        for before2, before, own, after, after2 in zip(
            around, around[1:], around[2:], around[3:], around[4:], strict=False
        )
    ]


def page_cues(looks: tuple[str, ...]) -> set[str]:
    """The page's habit, as far as its ends show it: headlines above their stories or below.

    >>> sorted(page_cues(("byline", "prose", "prose", "head")))
    ['page:begins-with-text', 'page:ends-with-head']
    """
    news = [look for look in looks if look not in ("notice", "credit")] or ["edge"]
    begins = "head" if news[0] == "head" else "text"
    ends = "head" if news[-1] == "head" else "text"
    return {f"page:begins-with-{begins}", f"page:ends-with-{ends}"}


def mark_cues(outline: Outline) -> Cues:
    """Whether a line that looks like a headline lacks the mark that others of its page bear.

    A program that writes Markdown marks headlines, or most of them: on such a page a line without a mark is hardly a headline, and one that
    is only bold (**法律规定尚存空白**) less than one with a #.
    """
    headings = sum(bool(block.heading) for block in outline.blocks)
    bold = sum("bold" in shapes for shapes in outline.shapes)
    found: Cues = []
    for block, shapes, look in zip(outline.blocks, outline.shapes, outline.looks, strict=True):
        cues: set[str] = set()
        if look in HEADLIKE and not block.heading:
            if headings >= MARKED:
                cues.add("bold-among-headings" if "bold" in shapes else "unmarked-among-headings")
            elif bold >= MARKED:
                cues.add("bold-alone" if "bold" in shapes else "unmarked-among-bold")
        found.append(cues)
    return found


def runs(looks: tuple[str, ...]) -> tuple[range, ...]:
    """Where headlines stand together on a page; every block of another kind is a run of its own.

    >>> runs(("head", "names", "prose", "head"))
    (range(0, 2), range(2, 3), range(3, 4))
    """
    first = [at for at, look in enumerate(looks) if not (at and look in HEADLIKE and looks[at - 1] in HEADLIKE)]
    return tuple(range(start, stop) for start, stop in zip(first, [*first[1:], len(looks)], strict=False))


def run_cues(outline: Outline) -> Cues:
    """A headline's place among the headlines it stands with: how many, which one, longer or shorter than its neighbour."""
    looks, found = outline.looks, []
    for run in runs(looks):
        if looks[run.start] not in HEADLIKE:
            found.append(set[str]())
            continue
        follows = looks[run.stop] if run.stop < len(looks) else "edge"
        leads = looks[run.start - 1] if run.start else "edge"
        of_run = {f"run-before:{follows}", f"run-after:{leads}"}
        if _is_brief(looks, run.start):
            of_run.add("brief:above")
        for at in run:
            cues = {*of_run, f"run:{min(at - run.start, 3)}/{min(len(run), 4)}", f"run-last:{run.stop - 1 - at}"}
            if at > run.start:
                cues |= _beside("above", outline, at, at - 1)
            if at + 1 < run.stop:
                cues |= _beside("below", outline, at, at + 1)
            found.append(cues)
    return found


def _is_brief(looks: tuple[str, ...], first: int) -> bool:
    """Is the text above these headlines a short news story, from its opening to here?"""
    for at in range(first - 1, max(-1, first - 1 - BRIEF), -1):
        if looks[at] == "lead":
            return True
        if looks[at] not in RUNNING:
            return False
    return False


def _beside(which: str, outline: Outline, at: int, other: int) -> set[str]:
    """What the headline above or below shows: its shape, its mark, how much longer or shorter it is."""
    cues = {f"{which}-{name}" for name in OF_NEIGHBOURS & outline.shapes[other]}
    if outline.blocks[other].heading:
        cues.add(f"{which}-heading")
    ratio = len(outline.blocks[at].text) / len(outline.blocks[other].text)
    length = level(LENGTH_RATIOS, ratio, "much-longer")
    return {*cues, f"{which}:{length}"}


def group_cues(outline: Outline) -> Cues:
    """Whether a short line stands in one tight group with a line of masthead or advert.

    An advert is set as a few lines with no blank line between, of which one gives an address or a number:
    中国农业银行 / 大行普惠 伴您成长 / 客服热线：95599 www.abchina.com.
    """
    found: Cues = []
    for group in _groups(outline.blocks):
        beside = {"beside-notice"} if "notice" in outline.looks[group.start : group.stop] else set[str]()
        found += [beside if outline.looks[at] in HEADLIKE else set() for at in group]
    return found


def _groups(blocks: tuple[Block, ...]) -> Iterator[range]:
    """Where blocks stand together without a blank line between."""
    first = [at for at, block in enumerate(blocks) if at == 0 or block.after_gap]
    return (range(start, stop) for start, stop in zip(first, [*first[1:], len(blocks)], strict=False))


def credit_cues(outline: Outline) -> Cues:
    """Whose the picture is, by the credit that a block is, or that follows it and at most one more caption.

    A picture taken by a story's own reporter belongs to that story; one bought from an agency is mostly a story of its own.
    """
    found: Cues = [set() for _ in outline.blocks]
    named = ""
    for at, (block, look) in enumerate(zip(outline.blocks, outline.looks, strict=True)):
        if look == "credit":
            cue = _credited(block.text, named)
            for under in range(max(0, at - CAPTIONS_OF_ONE_CREDIT), at + 1):
                # The first credit below a block is its own.
                found[under] = found[under] or {cue}
        elif look in ("byline", "names", "lead"):
            named = block.text
    return found


def _credited(credit: str, named: str) -> str:
    """Whose a picture is: an agency's, that of somebody whom the nearest byline or opening above names, or another's."""
    if tables.AGENCY_CREDIT.search(credit):
        return "credited:agency"
    reporters = {*in_byline(named), *in_lead(named)}
    own = not reporters.isdisjoint(in_byline(tables.TAKEN.sub("", credit)))
    return "credited:reporter" if own else "credited:other"
