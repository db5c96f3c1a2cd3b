"""What a site has whatever the archive holds, and its site maps; where an archive is split, every site has them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sitegen.site import routes, sheets, sitemap, volumes
from sitegen.site.document import Document
from sitegen.site.offline import FOLDING, manifest_sheet, offline_sheet, worker_sheet
from sitegen.site.orders import Made, printed
from sitegen.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.site.orders import Workshop
    from sitegen.site.script import Tree
    from sitegen.site.sheets import Sheet
    from sitegen.site.templates import Press


@dataclass(frozen=True, slots=True)
class MapOrder:
    """A site map of some pages, each on a line; the number 0 is that of the map of the maps."""

    number: int
    of: int
    pages: str
    volume: str = volumes.FRONT

    def carry_out(self, shop: Workshop) -> Made:
        """Make it."""
        base_url = volumes.address_of(self.volume, shop.press.settings)
        if not self.number:
            return Made([sitemap.maps_file(self.of, base_url)], volume=self.volume)
        file = sitemap.map_file(self.number, self.of, self.pages.split("\n"), base_url, shop.press.trees)
        return Made([file], volume=self.volume)


@dataclass(frozen=True, slots=True)
class FrameOrder:
    """What a site has whatever the archive holds: 404, offline pages, robots.txt, the host name, the theme's files, the folding.

    Args:
        volume: which site, where the archive is split into several.
    """

    volume: str = volumes.FRONT

    def carry_out(self, shop: Workshop) -> Made:
        """Make it."""
        press = replace(shop.press, volume=self.volume)
        pages = printed(self._sheets(press), press)
        host = volumes.host_of(self.volume, press.settings)
        beside = (
            Document(routes.ROBOTS, sitemap.robots(volumes.address_of(self.volume, press.settings))),
            # GitHub Pages would otherwise run the site through Jekyll, which hides some names.
            Document(routes.NO_JEKYLL, b""),
            *(Document(routes.static(file.name), file.data) for file in press.theme.statics),
            *([Document(routes.HOST, f"{host}\n".encode())] if host else []),
            *([Document(routes.search_data(FOLDING), shop.folding().data())] if self._searched(press) else []),
        )
        return Made([*pages.documents, *beside], pages.failed, pages.problems, volume=self.volume)

    def _searched(self, press: Press) -> bool:
        """Whether it is asked what the archive holds, which is at the front door."""
        return self.volume == volumes.FRONT and "search" not in press.settings.without

    def _sheets(self, press: Press) -> Iterator[tuple[Tree, Sheet]]:
        settings = press.settings
        for tree in press.trees:
            yield tree, offline_sheet(tree)
            if self.volume == volumes.FRONT:
                yield tree, manifest_sheet(tree)
                if self._searched(press):
                    yield tree, sheets.search_sheet(tree, settings)
            else:
                yield tree, sheets.volume_sheet(self.volume, settings, tree)
        own = press.trees[0]
        yield own, sheets.not_found(own, routes.NOT_FOUND)
        yield own, worker_sheet(press.theme, settings, press.trees, self.volume)
