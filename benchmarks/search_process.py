"""What a process costs: processor time and memory, of itself and of all that it starts."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from time import perf_counter

# Of `ru_maxrss`; macOS counts bytes.
MEMORY_UNIT = 1 if sys.platform == "darwin" else 1024


@dataclass(frozen=True, slots=True)
class Cost:
    """What a process took.

    Args:
        cpu: seconds of processor time, in user and system, of it and all its children.
        memory: bytes, at the peak of the largest of them.
        wall: seconds that passed.
    """

    cpu: float
    memory: int
    wall: float


def cost_of(command: list[str | Path], folder: Path, good: tuple[int, ...] = (0,)) -> Cost:
    """Run a command to its end, its output unseen.

    Args:
        command: what to run.
        folder: where.
        good: the statuses with which it may end.

    Raises:
        SystemExit: where it fails; with what it said.
    """
    # A process begins with the memory of the one that starts it, and its peak counts that: a small one starts it.
    measuring = [sys.executable, __file__, *command]
    told = subprocess.run(measuring, cwd=folder, capture_output=True, text=True, check=False)
    if told.returncode not in good:
        raise SystemExit(f"{' '.join(map(str, command))} failed:\n{told.stderr}")
    return Cost(**json.loads(told.stdout))


def measure(command: list[str]) -> int:
    """Run a command, print its cost as JSON, and give the status with which it ends."""
    start = perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    cost = Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss * MEMORY_UNIT, perf_counter() - start)
    print(json.dumps(asdict(cost)))
    return process.returncode


@dataclass(frozen=True, slots=True)
class Weight:
    """What a folder holds: how many files, their bytes, and how many entries the fullest folder in it has."""

    files: int
    size: int
    fullest: int


def weight_of(folder: Path) -> Weight:
    """Weigh all that is below a folder."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    folders = (folder, *(path for path in folder.rglob("*") if path.is_dir()))
    fullest = max(sum(1 for _ in each.iterdir()) for each in folders)
    return Weight(len(files), sum(path.stat().st_size for path in files), fullest)


if __name__ == "__main__":
    sys.exit(measure(sys.argv[1:]))
