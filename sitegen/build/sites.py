"""The sites that a build has made in an output: one, or the front door and the volumes of an archive that is split."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.site import routes, volumes

if TYPE_CHECKING:
    from pathlib import Path


def site_folders(output: Path) -> dict[str, Path]:
    """The folders of the sites by the names of the volumes, the front door or the only site first.

    Args:
        output: where a build has written; it need not be there.
    """
    front = output / volumes.folder(volumes.FRONT)
    # A newspaper may be called so, but no newspaper has a page for errors.
    if not (front / routes.NOT_FOUND).is_file():
        return {volumes.FRONT: output}
    others = sorted((output / volumes.VOLUMES_FOLDER).glob("*/"))
    return {volumes.FRONT: front, **{each.name: each for each in others}}
