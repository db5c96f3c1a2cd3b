"""The command line: arguments, progress, exit status. Each command hands over to the module that does the work.

Exit status: 0 all done; 1 something in the content needs a person (the rest was done); 2 wrong usage; 130 interrupted, 143 ended,
141 nobody reads what it says.
The modules that work are imported inside the commands, so that `sitegen --help` answers at once.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NoReturn

import click

from sitegen.ending import Ended, heed_signals, leave_quietly
from sitegen.options import (
    content_option,
    executor_option,
    json_option,
    new_content_option,
    no_archive,
    output_option,
    scheduler_option,
    split_option,
    workers_of,
    workers_option,
)
from sitegen.outcome import DONE, INTERRUPTED, NEEDS_A_PERSON, Outcome, finish, problem_of, tell_problem
from sitegen.problems import ProblemError

WHOLE = "The archive is whole; run the same command again to go on."
NOBODY_READS = 141

if TYPE_CHECKING:
    from sitegen.model import Split
    from sitegen.publish.sending import Action, Caution, Heeding, History
    from sitegen.workers import Workers


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="sitegen", message="%(prog)s %(version)s")
def cli() -> None:
    """Turn raw text of Chinese newspaper pages into a static archive."""


@cli.command("import")
@click.argument("raw", nargs=-1, type=click.Path(path_type=Path))
@new_content_option
@json_option
@executor_option
@workers_option
@scheduler_option
@click.option("--diff", "action", flag_value="diff", default="write", help="Write nothing; show what would be written.")
def import_(
    raw: tuple[Path, ...],
    content: Path,
    form: str,
    kind: Literal["here", "processes", "dask"],
    count: int | None,
    scheduler: str,
    action: str,
) -> None:
    """Read raw pages into content/issues.

    RAW is a file or a folder; without one, all of content/raw is read. With one, an archive's folder that is not there
    yet is made.
    """
    if not raw and not content.is_dir():
        raise click.BadParameter(no_archive(content), param_hint="'--content'")
    workers = workers_of(kind, count, scheduler)
    work = {"write": partial(_import, content, raw, workers), "diff": partial(_diff, content, raw, workers, form)}
    finish("import", form, work[action])


def _import(content: Path, raw: tuple[Path, ...], workers: Workers) -> Outcome:
    from sitegen.importer import import_pages
    from sitegen.progress import shown_progress

    with shown_progress("Importing") as progress:
        report = import_pages(content, raw, progress, workers)
    names = ("pages", "articles", "written", "unchanged", "removed", "kept")
    return Outcome("import", tuple((name, getattr(report, name)) for name in names), report.problems)


def _diff(content: Path, raw: tuple[Path, ...], workers: Workers, form: str) -> Outcome:
    from sitegen.diffs import as_data, counts, show
    from sitegen.importer import propose
    from sitegen.progress import shown_progress

    with shown_progress("Reading") as progress:
        proposal = propose(content, raw, progress, workers)
    if form == "text":
        show(proposal.changes)
    numbers = (("pages", proposal.pages), ("articles", proposal.articles), *counts(proposal.changes))
    return Outcome("import", numbers, proposal.problems, (("changes", as_data(proposal.changes)),))


def _line_range(_: click.Context, option: click.Parameter, value: str) -> tuple[int, int]:
    """First and last of some raw lines, 0 for the page's last: of `20-60`, `20-` or `20`."""
    first, dash, last = value.partition("-")
    if not first.isdecimal() or (last and (not last.isdecimal() or int(last) < int(first))):
        raise click.BadParameter(f"{value!r} is no range of lines; write it as 20-60, 20- or 20", param=option)
    return int(first), int(last or 0) if dash else int(first)


@cli.command()
@click.argument("raw", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--lines", callback=_line_range, default="1-", metavar="20-60", help="Only these raw lines.")
@click.option("--weak", "which", flag_value="weak", default="every", help="Only what a person should look at.")
@click.option("-o", "--html", type=click.Path(dir_okay=False, path_type=Path), help="Write a page to look at instead.")
@json_option
def explain(raw: Path, lines: tuple[int, int], which: Literal["every", "weak"], html: Path | None, form: str) -> None:
    """Tell why each line of a raw page was read as it was.

    RAW is one raw page; where it lies in an archive's content/raw, what the editor knows about it is honoured.
    """
    from sitegen.explain import Selection, explain_file

    explained = explain_file(raw)
    selection = Selection(*lines, which)
    if html:
        from sitegen.atomic import write_if_changed
        from sitegen.explain.html import render

        write_if_changed(html, render(explained).encode())
        click.echo(f"Open {html} in a browser.", err=form == "json")
    if form == "json":
        from sitegen.explain.machine import as_json

        click.echo(as_json(explained, selection))
    elif not html:
        from sitegen.explain.terminal import shown

        shown(explained, selection)
    for problem in explained.problems:
        tell_problem(problem)
    click.get_current_context().exit(NEEDS_A_PERSON if explained.problems else DONE)


@cli.command()
@content_option
@output_option
@json_option
@executor_option
@workers_option
@scheduler_option
@split_option
@click.option("--sizes", "told", flag_value="sizes", help="Show how large the site is, by newspaper and decade.")
@click.option("--profile", "told", flag_value="profile", default="", help="Show where the time went.")
@click.option("--dry-run", "told", flag_value="foreseen", help="Write nothing; show what would be made, and why.")
def build(
    content: Path,
    output: Path,
    form: str,
    kind: Literal["here", "processes", "dask"],
    count: int | None,
    scheduler: str,
    split: Split | None,
    told: str,
) -> None:
    """Make the site out of the archive: what changed is made again, and what is different is written."""
    workers = workers_of(kind, count, scheduler)
    work = _foresee if told == "foreseen" else _build
    finish("build", form, partial(work, content, output, workers, split or "", form, told))


def _build(content: Path, output: Path, workers: Workers, split: Split, form: str, told: str) -> Outcome:
    from sitegen.build.run import build as build_site
    from sitegen.build.sizes import lines, near_limits
    from sitegen.progress import shown_progress

    with shown_progress("Building") as progress:
        report = build_site(content, output, progress, workers, split)
    counts = tuple((name, getattr(report, name)) for name in ("documents", "written", "unchanged", "removed"))
    outcome = Outcome("build", counts, report.problems, notes=(*report.notes, *near_limits(report.sizes)))
    if not told:
        return outcome
    if form == "text":
        _echo(report.profile.lines() if told == "profile" else lines(report.sizes))
    costs = {name: asdict(cost) for name, cost in report.profile.parts.items()}
    results: dict[str, object] = {
        "profile": {"steps": dict(report.profile.steps), "parts": costs},
        "sizes": [asdict(size) for size in report.sizes],
    }
    return replace(outcome, results=((told, results[told]),))


def _foresee(content: Path, output: Path, workers: Workers, split: Split, form: str, _told: str) -> Outcome:
    from sitegen.build.foresee import foresee

    foreseen = foresee(content, output, workers, split)
    if form == "text":
        _echo(foreseen.lines())
    counts = (("to make", len(foreseen.made)), ("to remove", len(foreseen.removed)), ("to keep", foreseen.standing))
    made = [{"part": name, "because": list(reasons)} for name, reasons in foreseen.made]
    results = (("made", made), ("removed", list(foreseen.removed)))
    return Outcome("build", counts, foreseen.problems, results, foreseen.notes)


def _echo(lines: Iterable[str]) -> None:
    for line in lines:
        click.echo(line)


@cli.command()
@content_option
@output_option
@json_option
@click.option("--github", "form", flag_value="github", help="Print annotations of GitHub Actions; there the default.")
@workers_option
def check(content: Path, output: Path, form: str, count: int | None) -> None:
    """Tell what is wrong in the archive and in the built site, and what may be.

    What only may be wrong is a note, and does not count: so is a conversion between Simplified and Traditional characters
    that nothing decided. docs/check.md lists every check.
    """
    shown = "github" if form == "text" and os.environ.get("GITHUB_ACTIONS") == "true" else form
    finish("check", shown, partial(_check, content, output, workers_of("processes", count, ""), shown))


def _check(content: Path, output: Path, workers: Workers, form: str) -> Outcome:
    from sitegen.check import check as check_archive
    from sitegen.check.decided import as_data, show

    report = check_archive(content, output, workers)
    if form != "json":
        show(report.doubts)
    counts = (("issues", report.issues), ("articles", report.articles), ("pages", report.pages))
    doubts = ("doubts", sum(one.count for one in report.doubts))
    results = (("found", dict(report.found)), ("doubtful_conversions", as_data(report.doubts)))
    return Outcome("check", (*counts, doubts), report.problems, results, report.notes)


# `-h` and `-author:罗` are queries here, so the command has no option of one letter.
@cli.command(context_settings={"ignore_unknown_options": True, "help_option_names": ["--help"]})
@click.argument("query", nargs=-1, required=True)
@output_option
@click.option("--by", "order", type=click.Choice(["relevance", "date"]), default="relevance", show_default=True)
@click.option("--limit", type=click.IntRange(min=0), help="Show so many. [default: 20; with --json all]")
@json_option
def search(
    query: tuple[str, ...], output: Path, order: Literal["relevance", "date"], limit: int | None, form: str
) -> None:
    """Find the articles of the built site that hold every phrase of QUERY.

    "two words" is one phrase, -word excludes, 作者:罗 or author:罗 asks for an author; docs/search.md tells all of it.
    """
    from sitegen.search import SHOWN, show, show_json
    from sitegen.search import search as search_site

    if form == "json":
        show_json(search_site(output, " ".join(query), order, limit))
    else:
        show(search_site(output, " ".join(query), order, SHOWN if limit is None else limit))


@cli.command()
@content_option
@output_option
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 takes any free port.")
@click.option("--open", "open_browser", is_flag=True, help="Open the site in your browser.")
def serve(content: Path, output: Path, port: int, open_browser: bool) -> None:
    """Build, serve on this machine only, and reload the browser when something changes."""
    from sitegen.address import note
    from sitegen.content.store import read_site
    from sitegen.serve import serve as serve_site

    settings, _ = read_site(content)
    _echo(note(settings.base_url, settings.found_in))

    def ready(url: str) -> None:
        click.echo(f"Serving {url} (Ctrl-C to stop)")
        if open_browser:
            click.launch(url)

    serve_site(content, output, port, ready, tell_problem)
    click.echo("Stopped.")


@cli.command()
@content_option
@output_option
@json_option
@split_option
@click.option("--remote", default="origin", show_default=True, metavar="NAME_OR_URL", help="Where to.")
@click.option("--branch", default="gh-pages", show_default=True, metavar="NAME", help="The branch that is served.")
@click.option(
    "--history",
    type=click.Choice(["keep", "squash"]),
    default="keep",
    show_default=True,
    help="Keep what was published before behind it, or have one commit only.",
)
@click.option("--anyway", "caution", flag_value="anyway", default="heed", help="Also what is not committed.")
@click.option(
    "--despite-problems", "problems", flag_value="despite", default="heed", help="Also where build or check tell some."
)
@click.option("--dry-run", "action", flag_value="dry-run", default="push", help="Push nothing; show what would be.")
def publish(
    content: Path,
    output: Path,
    form: str,
    split: Split | None,
    remote: str,
    branch: str,
    history: History,
    caution: Caution,
    problems: Heeding,
    action: Action,
) -> None:
    """Build the site, check it, and push it to a branch that is served, such as GitHub Pages."""

    def work() -> Outcome:
        from sitegen.progress import shown_progress
        from sitegen.publish import Wanted
        from sitegen.publish import publish as publish_site

        with shown_progress("Building") as progress:
            wanted = Wanted(remote, branch, history, caution, problems, action, split or "")
            return publish_site(content, output, wanted, progress, workers_of("processes", None, "")).outcome

    finish("publish", form, work)


@cli.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--github", "host", flag_value="github", default="", help="With the workflow that puts the site on GitHub Pages."
)
def new(folder: Path, host: Literal["", "github"]) -> None:
    """Make a new archive with one sample page."""
    from sitegen.scaffold import new_archive

    written = new_archive(folder, host)
    click.echo(f"A new archive is in {folder} ({len(written)} files). Next:")
    click.echo(f"  cd {folder}\n  sitegen import\n  sitegen build")
    if host:
        click.echo("See in requirements.txt that it says where GitHub's machines get sitegen from.")


def run(arguments: Sequence[str] | None = None) -> int:
    """Run one command line and give its exit status; whatever goes wrong is told in one line.

    Args:
        arguments: without the program's name; None for those of this process.
    """
    try:
        status = cli.main(args=arguments, prog_name="sitegen", standalone_mode=False)
    except click.Abort:
        click.echo(f"Interrupted. {WHOLE}", err=True)
        return INTERRUPTED
    except Ended as ended:
        click.echo(f"Ended. {WHOLE}", err=True)
        return ended.status
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (ProblemError, OSError) as error:
        tell_problem(problem_of(error))
        return NEEDS_A_PERSON
    except SystemExit:
        # What click makes of a reader who has gone, as `head` goes after ten lines.
        return NOBODY_READS
    return status if isinstance(status, int) else DONE


def main() -> NoReturn:
    """The program `sitegen`."""
    heed_signals()
    status = run()
    leave_quietly()
    sys.exit(status)
