"""Who does the work of a command: this process, several processes of this machine, or the workers of a Dask cluster."""

from __future__ import annotations

import signal
from typing import Literal

from sitegen.values import dataclass

# By these the system asks a program to end.
ENDS = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]

Kind = Literal["here", "processes", "dask"]


@dataclass(frozen=True, slots=True)
class Workers:
    """Whom to give work.

    Args:
        kind: this process, processes of this machine, or a Dask cluster whose workers see the same files.
        count: how many processes; 0 for one on each processor.
        scheduler: the address of the cluster's scheduler, `tcp://HOST:8786`.
    """

    kind: Kind = "processes"
    count: int = 0
    scheduler: str = ""


HERE = Workers("here", 1)
