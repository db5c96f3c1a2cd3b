"""The options that several commands have, and what they mean."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

if TYPE_CHECKING:
    from sitegen.workers import Workers


class ArchiveFolder(click.Path):
    """A `--content` folder: it must be there, and the message says how to get one."""

    def __init__(self) -> None:
        super().__init__(file_okay=False, path_type=Path)

    def convert(self, value: str | os.PathLike[str], param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """The folder as a path, or a usage error."""
        folder = Path(os.fspath(value))
        if not folder.is_dir():
            self.fail(no_archive(folder), param, ctx)
        return folder


def no_archive(folder: Path) -> str:
    """That there is no archive, and how to get one."""
    return f"there is no folder {folder}; go to your archive's folder, or make one with `sitegen new DIR`"


content_option = click.option(
    "--content", type=ArchiveFolder(), default="content", show_default=True, help="The archive's folder."
)
new_content_option = click.option(
    "--content",
    type=click.Path(file_okay=False, path_type=Path),
    default="content",
    show_default=True,
    help="The archive's folder.",
)
output_option = click.option(
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    default="output",
    show_default=True,
    help="Where the site goes.",
)
json_option = click.option(
    "--json", "form", flag_value="json", default="text", help="Print the result as one JSON object."
)
executor_option = click.option(
    "--executor",
    "kind",
    type=click.Choice(["here", "processes", "dask"]),
    default="processes",
    show_default=True,
    help="Who does the work: this process, several processes, or the workers of a Dask cluster that see the same files.",
)
workers_option = click.option(
    "--workers", "count", type=click.IntRange(min=1), help="Processes to use. [default: one for each processor]"
)
scheduler_option = click.option("--scheduler", metavar="ADDRESS", default="", help="The cluster's: tcp://HOST:8786.")
split_option = click.option(
    "--split",
    type=click.Choice(["newspaper", "decade", "year"]),
    help="Make several sites, each with a newspaper, a decade or a year, and a front door that has all lists and the search.",
)


def workers_of(kind: Literal["here", "processes", "dask"], count: int | None, scheduler: str) -> Workers:
    """Who does the work.

    Raises:
        click.BadParameter: a cluster is asked for without its address, or the other way round.
    """
    from sitegen.workers import Workers

    if (kind == "dask") != bool(scheduler):
        raise click.BadParameter("goes with --executor dask, and that with it", param_hint="'--scheduler'")
    return Workers(kind, count or 0, scheduler)
