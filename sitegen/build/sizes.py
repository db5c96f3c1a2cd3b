"""How large a site is, by newspaper and decade, and whether it comes near to what hosts allow."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sitegen.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sitegen.build.packing import Outputs
    from sitegen.model import Split

# What the names of parts begin with, and where their files are counted.
ISSUE = "issue "
SEARCHING = ("search index", "segment ")
SEARCH, LISTS = "the search", "lists and all else"

# The folders in which the sites of a split archive stand: `front/`, `volumes/NAME/`.
DEPTH = {"front": 1, "volumes": 2}

MEGABYTE = 1_000_000
GIGABYTE = 1_000_000_000
NEAR = 0.8  # of a limit


@dataclass(frozen=True, slots=True)
class Host:
    """What a host allows a site, as its own documents say; 0 where they name no limit.

    Args:
        name: the host's.
        size: bytes.
        files: how many.
    """

    name: str
    size: int = 0
    files: int = 0


HOSTS = (
    Host("GitHub Pages", size=GIGABYTE),  # docs.github.com, "GitHub Pages limits"
    Host("GitLab Pages", size=GIGABYTE, files=200_000),  # docs.gitlab.com, limits of gitlab.com
    Host("Cloudflare Pages (free)", files=20_000),  # developers.cloudflare.com/pages/platform/limits
)


@dataclass(frozen=True, slots=True)
class Size:
    """How large some part of the output is.

    Args:
        site: the folder of the site, "" where there is only one.
        what: a newspaper's slug, or what else it is.
        decade: of the issues, such as 1950s; "" where it is no issue's.
        files: how many.
        size: bytes.
    """

    site: str
    what: str
    decade: str
    files: int
    size: int


Sizes = tuple[Size, ...]


class Scale:
    """Adds up the sizes of parts as they are made, or found made."""

    def __init__(self, split: Split) -> None:
        """Begin with nothing; `split` says whether there are several sites."""
        self._split = split
        self._files: Counter[tuple[str, str, str]] = Counter()
        self._sizes: Counter[tuple[str, str, str]] = Counter()

    def add(self, name: str, outputs: Outputs) -> None:
        """Count a part's files. All files of a part are in one site, but for those of the lists of newspapers' and names."""
        for site, some in self._by_site(outputs):
            key = (site, *counted_as(name))
            self._files[key] += len(some)
            self._sizes[key] += sum(each.size for each in some)

    @property
    def sizes(self) -> Sizes:
        """What was counted, by site, newspaper and decade."""
        return tuple(Size(*key, self._files[key], self._sizes[key]) for key in sorted(self._files))

    def _by_site(self, outputs: Outputs) -> Iterator[tuple[str, Outputs]]:
        if not self._split:
            yield "", outputs
            return
        sites: dict[str, list[int]] = {}
        for place, output in enumerate(outputs):
            sites.setdefault(site_of(output.path), []).append(place)
        for site, places in sites.items():
            yield site, tuple(outputs[place] for place in places)


def counted_as(name: str) -> tuple[str, str]:
    """Where a part's files are counted, by its name: a newspaper and a decade, or what else it is.

    >>> counted_as("issue gongren-ribao/1958-03-01"), counted_as("issue gongren-ribao/undated-ab12cd")
    (('gongren-ribao', '1950s'), ('gongren-ribao', 'undated'))
    >>> counted_as("segment gongren-ribao/1958-03-01"), counted_as("authors 罗丽 1")
    (('the search', ''), ('lists and all else', ''))
    """
    if name.startswith(ISSUE):
        # It takes long to load, and a build with nothing to do counts nothing.
        from sitegen.site.volumes import volume_of_key

        slug, _, key = name.removeprefix(ISSUE).partition("/")
        return slug, volume_of_key(key, "decade")
    return (SEARCH if name.startswith(SEARCHING) else LISTS), ""


def site_of(path: str) -> str:
    """The folder of the site that a file of a split archive belongs to.

    >>> site_of("front/authors/index.html"), site_of("volumes/1950s/sw.js")
    ('front', 'volumes/1950s')
    """
    parts = path.split("/")
    return "/".join(parts[: DEPTH.get(parts[0], 0)])


def near_limits(sizes: Sizes) -> tuple[str, ...]:
    r"""A note for each site and host where the one has more than `NEAR` of what the other allows.

    >>> print(*near_limits((Size("", "gongren-ribao", "1950s", 17_000, 850_000_000),)), sep="\n")
    The site has 850 MB: 85 % of what GitHub Pages allows. `sitegen build --split` makes several sites of it.
    The site has 850 MB: 85 % of what GitLab Pages allows. `sitegen build --split` makes several sites of it.
    The site has 17,000 files: 85 % of what Cloudflare Pages (free) allows. `sitegen build --split` makes several sites of it.
    """
    return tuple(note for site in sorted({each.site for each in sizes}) for note in _near(site, sizes))


def _near(site: str, sizes: Sizes) -> Iterator[str]:
    those = [each for each in sizes if each.site == site]
    size, files = sum(each.size for each in those), sum(each.files for each in those)
    name, advice = (
        ("The site", "--split` makes several sites of it") if not site else (site, "--split year` has smaller ones")
    )
    for host in HOSTS:
        for has, allowed, told in ((size, host.size, megabytes(size)), (files, host.files, f"{files:,} files")):
            if allowed and has > NEAR * allowed:
                yield f"{name} has {told}: {100 * has / allowed:.0f} % of what {host.name} allows. `sitegen build {advice}."


def megabytes(size: int) -> str:
    """A size for people.

    >>> megabytes(412_345_678), megabytes(2_345_678), megabytes(800)
    ('412 MB', '2.3 MB', '0.0 MB')
    """
    millions = size / MEGABYTE
    return f"{millions:,.0f} MB" if millions >= 10 else f"{millions:.1f} MB"


def lines(sizes: Sizes) -> Iterator[str]:
    """The report for people: each site, its newspapers by decade, and the rest of it."""
    for site in sorted({each.site for each in sizes}):
        those = [each for each in sizes if each.site == site]
        yield _row(site or "the site", those)
        for what in sorted({each.what for each in those}, key=lambda name: (name in (SEARCH, LISTS), name)):
            of_what = [each for each in those if each.what == what]
            yield _row(f"  {what}", of_what)
            yield from (_row(f"    {each.decade}", [each]) for each in of_what if each.decade)


def _row(name: str, some: Iterable[Size]) -> str:
    those = tuple(some)
    files, size = sum(each.files for each in those), sum(each.size for each in those)
    return f"{name:40}{files:>10,} files{megabytes(size):>12}"
