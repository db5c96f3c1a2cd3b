"""The table of what was measured, beside the bars: for a terminal and for a document."""

from __future__ import annotations

from dataclasses import dataclass

HEAD = """# The search, measured

`make bench-search` writes this table. It generates an archive, builds its site, lets Pagefind index the same article
pages (the article's own text alone, one tree), and asks both the same queries; likewise with real text.

- **Queries** are drawn from the texts: place names, random phrases of 2 to 4 characters, terms in quotation marks,
  people, the same number of each; besides, single characters, Latin words, numbers, and several phrases at once. What
  each should find is found by looking through every text. Recall and precision are means over the queries; 1.0000
  stands only where every single answer is exact.
- **Making the index** is a process that reads the archive from its files and writes the whole index, or Pagefind's
  command: processor time of user and system with all children, and memory at the peak. Every build of the site reads
  the archive; what the search adds to a build is the difference to a process that only reads it.
- **Over the wire** is what a browser on a screen of 360 × 740 receives from a server that compresses as GitHub Pages
  does, headers included: for the first query with the page, its style and scripts, the index's parts and the articles
  whose beginnings are shown; later ones follow on the same page, nine after each first one. The worker that keeps
  pages for reading offline is left out. Pagefind is asked through its own interface, with the texts of its first five
  results, and without a page.
- **On screen** is the time from Enter until the headline of the first hit is painted; its text follows as its page
  comes. The processor is four times slower, the server on the same machine; before a reader's first query the page has
  come to rest.
- **One issue more** compares the files of the index with and without an issue. Every shard of a segment that holds a
  unit or a pair of the issue's texts must change, for its list is longer."""


@dataclass(frozen=True, slots=True)
class Row:
    """One figure.

    Args:
        part: which part of the table it is in.
        what: what was measured.
        ours: the figure, as it is shown.
        theirs: Pagefind's, "" where there is none.
        bar: what ours must be, "" where it is only told.
        met: whether it is.
    """

    part: str
    what: str
    ours: str
    theirs: str = ""
    bar: str = ""
    met: bool = True


def within(part: str, what: str, ours: tuple[float, str], bar: tuple[float, str], theirs: str = "") -> Row:
    """A row of a figure that must not be larger than its bar; each is the number, and how it is shown.

    >>> within("index", "memory", (2, "2 MB"), (1, "1 MB")).met
    False
    """
    return Row(part, what, ours[1], theirs, f"≤ {bar[1]}", ours[0] <= bar[0])


def kilobytes(size: float) -> str:
    """Bytes as the bars count them.

    >>> kilobytes(122_880)
    '120.0 KB'
    """
    return f"{size / 1024:,.1f} KB"


def megabytes(size: float) -> str:
    """Bytes in millions.

    >>> megabytes(3_233_200_000)
    '3,233.2 MB'
    """
    return f"{size / 1e6:,.1f} MB"


def verdict(row: Row) -> str:
    """Whether a row meets its bar, "" where it has none.

    >>> verdict(Row("index", "files", "5,607"))
    ''
    """
    return "" if not row.bar else "met" if row.met else "**missed**"


def line(row: Row) -> str:
    """A row by itself.

    >>> line(Row("index", "files", "5,607", "10,577"))
    'index, files: 5,607; Pagefind 10,577'
    """
    theirs = f"Pagefind {row.theirs}" if row.theirs else ""
    bar = f"{row.bar}: {verdict(row).strip('*')}" if row.bar else ""
    return f"{row.part}, {row.what}: {'; '.join(filter(None, (row.ours, theirs, bar)))}"


def markdown(rows: tuple[Row, ...]) -> str:
    """The table for a document.

    >>> print(markdown((Row("found", "recall", "1.000", "0.788", "1.000"),)), end="")
    | | what | ours | Pagefind | bar | |
    |---|---|---|---|---|---|
    | found | recall | 1.000 | 0.788 | 1.000 | met |
    """
    lines = ["| | what | ours | Pagefind | bar | |", "|---|---|---|---|---|---|"]
    part = ""
    for row in rows:
        said = "" if row.part == part else row.part
        lines.append(f"| {said} | {row.what} | {row.ours} | {row.theirs} | {row.bar} | {verdict(row)} |")
        part = row.part
    return "\n".join([*lines, ""])


def document(rows: tuple[Row, ...], measured_with: str) -> str:
    """The table as a document of its own."""
    return f"{HEAD}\n\n{markdown(rows)}\nMeasured with {measured_with}.\n"


def plain(rows: tuple[Row, ...]) -> str:
    """The table for a terminal."""
    cells = [("", "", "ours", "Pagefind", "bar", "")]
    cells += [(row.part, row.what, row.ours, row.theirs, row.bar, verdict(row).strip("*")) for row in rows]
    widths = [max(len(cell[column]) for cell in cells) for column in range(6)]
    return "\n".join(
        "  ".join(text.ljust(width) for text, width in zip(cell, widths, strict=True)).rstrip() for cell in cells
    )
