"""The workers of a Dask cluster, as an executor like any other. Needs the extra `dask`."""

from __future__ import annotations

import os
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future
from typing import TYPE_CHECKING, Any, TypeVar

import dask

from sitegen.problems import Problem, ProblemError

# It logs what it mends by itself; what a person must see comes back as an error. It reads this when it is loaded.
dask.config.set({"logging": {"distributed": "critical", "distributed.client": "critical"}})

from distributed import Client, KilledWorker  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable

Result = TypeVar("Result")

# Their functions tell no types.
_client: Any = Client

# How long a cluster may take to answer, in seconds.
PATIENCE = 10

# How often work is given to others when the worker that had it died.
REPEATED = 2


class Cluster(Executor):
    """The workers of a cluster.

    Args:
        scheduler: the address of the cluster's scheduler.

    Raises:
        ProblemError: nobody answers there, or the cluster has no workers.
    """

    def __init__(self, scheduler: str) -> None:
        try:
            self._client: Any = _client(scheduler, timeout=PATIENCE, set_as_default=False)
        except (OSError, ValueError) as error:
            fix = "start it with `dask scheduler`, or correct --scheduler"
            raise ProblemError(Problem(scheduler, 0, "no scheduler answers there", fix)) from error
        try:
            self._client.wait_for_workers(1, PATIENCE)
        except TimeoutError as error:
            self._client.close()
            fix = f"start some with `dask worker {scheduler}`"
            raise ProblemError(Problem(scheduler, 0, "the cluster has no workers", fix)) from error
        # More of them may come while work is done.
        self.count = max(sum(self._client.nthreads().values()), os.cpu_count() or 1)
        self._executor: Executor = self._client.get_executor(pure=False, retries=REPEATED)

    def submit(self, function: Callable[..., Result], /, *given: object, **named: object) -> Future[Result]:
        """Have it done by a worker."""
        future: Future[Result] = Future()

        def done(theirs: Future[Result]) -> None:
            if not future.set_running_or_notify_cancel():
                return
            try:
                future.set_result(theirs.result())
            except (CancelledError, KilledWorker) as error:
                future.set_exception(BrokenExecutor(str(error)))
            except BaseException as error:
                future.set_exception(error)

        self._executor.submit(function, *given, **named).add_done_callback(done)
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Let the workers go."""
        self._executor.shutdown(wait=wait and not cancel_futures)
        self._client.close()
