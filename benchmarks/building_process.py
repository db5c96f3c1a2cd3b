"""What a command costs: time, processor time, and the memory of all its processes together, looked at while it runs.

Looking at memory stops the process that is looked at, the longer the more memory it has. So a command is either timed or weighed.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path

PROC = Path("/proc")
EVERY = 0.02  # seconds
PSS = re.compile(rb"^Pss: +(\d+) kB", re.MULTILINE)
KILOBYTE = 1024
TIMED, WEIGHED = "timed", "weighed"


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command took, with all processes it started and waited for.

    Args:
        wall: seconds that passed.
        cpu: seconds of processor time, of user and system.
        largest: bytes of memory at the peak of the largest process, shared pages included.
        together: bytes of all of them at their common peak, pages they share counted once; 0 where it was timed.
    """

    wall: float
    cpu: float
    largest: int
    together: int


def timed(command: tuple[str | Path, ...], folder: Path, good: tuple[int, ...] = (0,)) -> Cost:
    """Run a command to its end and time it, its output unseen.

    Args:
        command: what to run.
        folder: where.
        good: the statuses with which it may end.

    Raises:
        SystemExit: where it fails; with what it said.
    """
    return _cost(TIMED, command, folder, good)


def weighed(command: tuple[str | Path, ...], folder: Path, good: tuple[int, ...] = (0,)) -> Cost:
    """The same, with its memory looked at all the time; it takes longer for that."""
    return _cost(WEIGHED, command, folder, good)


def _cost(how: str, command: tuple[str | Path, ...], folder: Path, good: tuple[int, ...]) -> Cost:
    # What an earlier build left to be written must not slow this one.
    os.sync()
    # A process begins with the memory of the one that starts it, and its peak counts that: a small one starts it.
    measuring = [sys.executable, "-S", __file__, how, *command]
    told = subprocess.run(measuring, cwd=folder, capture_output=True, text=True, check=False)
    if told.returncode not in good:
        raise SystemExit(f"{' '.join(map(str, command))} failed with status {told.returncode}:\n{told.stderr[-2000:]}")
    return Cost(**json.loads(told.stdout))


def measure(how: str, command: list[str]) -> int:
    """Run a command, print its cost as JSON, and give the status with which it ends."""
    start = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        together = _peak(process.pid) if how == WEIGHED else 0
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - start
    cost = Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * KILOBYTE, together)
    print(json.dumps(asdict(cost)))
    return process.returncode


def _peak(root: int) -> int:
    """Look at a process and all below it until it ends."""
    peak = 0
    while not os.waitid(os.P_PID, root, os.WEXITED | os.WNOHANG | os.WNOWAIT):
        peak = max(peak, sum(map(_held, _below(root))))
        time.sleep(EVERY)
    return peak


def _below(root: int) -> list[int]:
    found = [root]
    for process in found:
        # A thread's children are those it started; any may have ended by now.
        for children in (PROC / str(process) / "task").glob("*/children"):
            found += map(int, _read(children).split())
    return found


def _held(process: int) -> int:
    share = PSS.search(_read(PROC / str(process) / "smaps_rollup"))
    return int(share[1]) * KILOBYTE if share else 0


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError:
        return b""


if __name__ == "__main__":
    sys.exit(measure(sys.argv[1], sys.argv[2:]))
