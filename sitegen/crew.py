"""Work handed out: to this process, to several processes of this machine, or to the workers of a Dask cluster.

All three are a `concurrent.futures.Executor`; whoever has work to hand out knows no more of them. Work is a function of a module and a
value that can be pickled, and comes back in whatever order it is done. A worker that dies loses nothing but time: its work is handed out
again.
"""

from __future__ import annotations

import os
import signal
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from contextlib import contextmanager
from itertools import chain
from typing import TYPE_CHECKING, TypeVar

from sitegen.problems import Problem, ProblemError
from sitegen.workers import ENDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from sitegen.workers import Workers

Given = TypeVar("Given")
Result = TypeVar("Result")

# So much work waits for each worker: enough that none is idle while more is planned, little enough for any memory.
WAITING = 4

# How often workers that died are replaced before the work is done in this process instead.
REPLACED = 2


def _never(_value: object) -> bool:
    return False


class Here(Executor):
    """An executor that does the work at once, in this process."""

    def submit(self, function: Callable[..., Result], /, *given: object, **named: object) -> Future[Result]:
        """Do it; the result, or what was raised, is in the future."""
        future: Future[Result] = Future()
        try:
            future.set_result(function(*given, **named))
        except Exception as error:
            future.set_exception(error)
        return future


class Crew:
    """Workers, engaged when there is first something to do, and replaced when they die."""

    def __init__(self, workers: Workers) -> None:
        self._workers = workers
        self._executor: Executor | None = None
        self._here = Here()
        self._died = 0

    @property
    def count(self) -> int:
        """How many pieces of work are done at once."""
        if self._executor is not None and self._workers.kind == "dask":
            return int(getattr(self._executor, "count", 1))
        return 1 if self._workers.kind == "here" else self._workers.count or os.cpu_count() or 1

    def do(
        self,
        function: Callable[[Given], Result],
        work: Iterable[Given],
        few: int = 1,
        large: Callable[[Given], bool] = _never,
    ) -> Iterator[Result]:
        """Have a function called with each value; results come as they are done. The first values are handed out at once.

        Args:
            function: of a module, so that another process finds it.
            work: the values, asked for as workers become free.
            few: so many values and fewer are not worth another process.
            large: whether one alone is worth it; another process begins with it before the next value is asked for.

        Raises:
            Exception: what the function raised.
            ProblemError: there is no such cluster.
        """
        values = iter(work)
        waiting: dict[Future[Result], Given] = {}
        ahead: list[Given] = []
        executor: Executor = self._here
        for value in values:
            if large(value):
                waiting[_submitted(self._engaged(), function, value)] = value
            else:
                ahead.append(value)
            if len(ahead) > few or len(waiting) >= WAITING * self.count:
                executor = self._engaged()
                break
        values = chain(ahead, values)
        self._hand_out(executor, function, values, waiting)
        return self._results(executor, function, values, waiting)

    def _hand_out(
        self,
        executor: Executor,
        function: Callable[[Given], Result],
        values: Iterator[Given],
        waiting: dict[Future[Result], Given],
    ) -> None:
        """Hand out work until enough of it waits."""
        for value in values:
            waiting[_submitted(executor, function, value)] = value
            if len(waiting) >= WAITING * self.count:
                break

    def _results(
        self,
        executor: Executor,
        function: Callable[[Given], Result],
        values: Iterator[Given],
        waiting: dict[Future[Result], Given],
    ) -> Iterator[Result]:
        # What is not waited for to its end is cancelled when the crew is let go, by the executor itself: where its workers are dying at
        # that moment, it would not find a future cancelled that it wants to tell so.
        while waiting:
            done, _ = wait(waiting, return_when=FIRST_COMPLETED)
            lost = []
            for future in done:
                value = waiting.pop(future)
                try:
                    yield future.result()
                except BrokenExecutor:
                    lost.append(value)
            if lost:
                lost += waiting.values()
                waiting.clear()
                executor, values = self._replaced(), chain(lost, values)
            self._hand_out(executor, function, values, waiting)

    def close(self) -> None:
        """Let the workers go; what they have not begun is not done."""
        if self._executor is not None:
            self._executor.shutdown(cancel_futures=True)
            self._executor = None

    def _engaged(self) -> Executor:
        if self._executor is None:
            self._executor = _executor(self._workers, self.count)
        return self._executor

    def _replaced(self) -> Executor:
        """Others in the place of workers that died; at last this process, where it shows what kills them."""
        self.close()
        self._died += 1
        return self._here if self._died > REPLACED else self._engaged()


@contextmanager
def crew(workers: Workers) -> Iterator[Crew]:
    """Workers for as long as the block lasts."""
    engaged = Crew(workers)
    try:
        yield engaged
    finally:
        engaged.close()


def _submitted(executor: Executor, function: Callable[[Given], Result], value: Given) -> Future[Result]:
    """The future of work handed out; where the workers have just died, one that tells so."""
    try:
        return executor.submit(function, value)
    except BrokenExecutor as error:
        future: Future[Result] = Future()
        future.set_exception(error)
        return future


def _executor(workers: Workers, count: int) -> Executor:
    if workers.kind == "dask":
        return _cluster(workers.scheduler)
    if workers.kind == "here" or count == 1:
        return Here()
    # It takes long to load, and a build with nothing to do needs none.
    from concurrent.futures import ProcessPoolExecutor

    return ProcessPoolExecutor(count, initializer=_begin)


def _begin() -> None:
    """Have the first process alone answer Ctrl-C, which a terminal sends to all of them, and end with it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for ends in ENDS:
        signal.signal(ends, signal.SIG_DFL)
    _end_with_parent()


def _end_with_parent() -> None:
    """Have this worker end when the process that engaged it is killed: it would wait for ever, or write what is no longer wanted."""
    from multiprocessing import parent_process
    from threading import Thread

    parent = parent_process()

    def end() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    Thread(target=end, daemon=True).start()


def _cluster(scheduler: str) -> Executor:
    """The workers of a cluster.

    Raises:
        ProblemError: Dask is not installed, or nobody answers there.
    """
    try:
        from sitegen.cluster import Cluster
    except ImportError as error:
        raise ProblemError(
            Problem("--executor dask", 0, "Dask is not installed", "pip install 'sitegen[dask]'")
        ) from error
    return Cluster(scheduler)
