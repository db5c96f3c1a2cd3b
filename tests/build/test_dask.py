"""Work done by a Dask cluster: the same site and the same archive, and a worker that dies costs only time."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import small_project as small
from samples import CHECKOUT, told

from sitegen.build.run import build
from sitegen.cli import run
from sitegen.importer import import_pages
from sitegen.workers import HERE, Workers

distributed = pytest.importorskip("distributed")

COMMAND = [sys.executable, "-m", "sitegen"]


@pytest.fixture(scope="module")
def cluster():
    """A scheduler and two worker processes on this machine."""
    with distributed.LocalCluster(
        n_workers=2,
        threads_per_worker=1,
        processes=True,
        host="127.0.0.1",
        dashboard_address="127.0.0.1:0",
        silence_logs=50,
        env={"PYTHONPATH": str(CHECKOUT)},
    ) as started:
        yield started


@pytest.fixture
def workers(cluster):
    """The cluster's workers."""
    return Workers("dask", scheduler=cluster.scheduler_address)


@pytest.fixture
def project(tmp_path):
    """An archive with more issues than are made in this process."""
    made = small.make_archive(tmp_path / "project")
    small.share_templates(made)
    yield made
    small.keep_templates(made)


def processes(cluster) -> list[int]:
    """The processes of the workers."""
    with distributed.Client(cluster, set_as_default=False) as client:
        return list(client.run(os.getpid).values())


class Killer:
    """Progress that kills a process once so much is done."""

    def __init__(self, process: int, after: int) -> None:
        self.process, self.after, self.killed = process, after, 0

    def __call__(self, done: int, _of: int) -> None:
        if done >= self.after and not self.killed:
            os.kill(self.process, signal.SIGKILL)
            self.killed = 1


def spoken(project: Path, *arguments: str) -> tuple[int, str, str]:
    """What a command says; progress aside."""
    environment = {**os.environ, "PYTHONPATH": str(CHECKOUT)}
    done = subprocess.run([*COMMAND, *arguments], cwd=project, env=environment, capture_output=True, text=True)
    return done.returncode, done.stdout, re.sub(r"^(Building|Importing): \d+ of \d+\n", "", done.stderr, flags=re.M)


def test_a_cluster_builds_the_same_site_and_says_nothing_more(project, workers):
    wanted, _ = small.clean(project)
    status, out, err = spoken(project, "build", "--executor", "dask", "--scheduler", workers.scheduler)
    assert err == ""
    assert status == 0
    assert out.startswith("build: ")
    assert small.files_of(project / "output") == wanted
    assert small.leftovers(project) == []


def test_workers_that_outlive_a_build_know_nothing_of_it_in_the_next_one(project, workers):
    build(project / "content", project / "output", lambda _done, _of: None, workers)
    site = project / "content/site.yaml"
    site.write_text(
        site.read_text("utf-8").replace("旧闻馆", "新闻馆").replace("convert: s2hk", "convert: s2t"), "utf-8"
    )
    note = project / "themes/own/templates/note.html"
    note.write_text("<p>另一句</p>\n", "utf-8")
    build(project / "content", project / "output", lambda _done, _of: None, workers)
    assert small.files_of(project / "output") == small.clean(project)[0]


def test_a_worker_that_is_killed_costs_a_build_only_time(project, workers, cluster):
    killer = Killer(processes(cluster)[0], 4)
    report = build(project / "content", project / "output", killer, workers)
    assert killer.killed
    assert told(report.problems) == []
    assert small.files_of(project / "output") == small.clean(project)[0]
    assert small.leftovers(project) == []


def imported(content: Path, by: Workers, progress=lambda _done, _of: None) -> dict[str, bytes]:
    """What an import from nothing writes."""
    shutil.rmtree(content, ignore_errors=True)
    small.write(content / "site.yaml", "title: 旧闻馆\n")
    small.put_raw(content)
    assert told(import_pages(content, (), progress, by).problems) == []
    return small.files_of(content)


def test_a_cluster_imports_the_same_archive(tmp_path, workers, cluster):
    content = tmp_path / "content"
    wanted = imported(content, HERE)
    assert imported(content, workers) == wanted
    killer = Killer(processes(cluster)[0], 2)
    assert imported(content, workers, killer) == wanted
    assert killer.killed


def test_threads_of_one_worker_do_not_disturb_one_another(project):
    with distributed.LocalCluster(
        n_workers=1, threads_per_worker=4, host="127.0.0.1", dashboard_address="127.0.0.1:0", silence_logs=50
    ) as threads:
        build(
            project / "content",
            project / "output",
            lambda _done, _of: None,
            Workers("dask", scheduler=threads.scheduler_address),
        )
    assert small.files_of(project / "output") == small.clean(project)[0]


def test_the_connection_is_given_back(project, workers, cluster):
    build(project / "content", project / "output", lambda _done, _of: None, workers)
    with distributed.Client(cluster, set_as_default=False) as client:
        others = client.run_on_scheduler(lambda dask_scheduler: list(dask_scheduler.clients))
        own = client.id
    assert [name for name in others if name.startswith("Client") and name != own] == []


def said(capfd, project, *arguments) -> list[str]:
    """What a command that fails says."""
    os.chdir(project)
    assert run(arguments) == 1
    return [line for line in capfd.readouterr().err.splitlines() if not line.startswith("Building")]


@pytest.fixture
def impatient(monkeypatch, project):
    """In the project, with no time to lose."""
    monkeypatch.chdir(project)
    monkeypatch.setattr("sitegen.cluster.PATIENCE", 1)


@pytest.mark.parametrize(
    "address", ["tcp://127.0.0.1:9", "127.0.0.1:9", "nonsense://x", "tcp://no.such.host.invalid:1"]
)
@pytest.mark.usefixtures("impatient")
def test_a_wrong_address_is_one_line(project, capfd, address):
    assert said(capfd, project, "build", "--executor", "dask", "--scheduler", address) == [
        f"{address}: no scheduler answers there; start it with `dask scheduler`, or correct --scheduler"
    ]


@pytest.mark.usefixtures("impatient")
def test_a_cluster_without_workers_is_one_line(project, capfd):
    with distributed.LocalCluster(
        n_workers=0, host="127.0.0.1", dashboard_address="127.0.0.1:0", silence_logs=50
    ) as empty:
        address = empty.scheduler_address
        assert said(capfd, project, "build", "--executor", "dask", "--scheduler", address) == [
            f"{address}: the cluster has no workers; start some with `dask worker {address}`"
        ]


@pytest.mark.usefixtures("impatient")
def test_without_dask_it_says_how_to_get_it(project, capfd, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    monkeypatch.delitem(sys.modules, "sitegen.cluster", raising=False)
    assert said(capfd, project, "build", "--executor", "dask", "--scheduler", "tcp://127.0.0.1:9") == [
        "--executor dask: Dask is not installed; pip install 'sitegen[dask]'"
    ]
