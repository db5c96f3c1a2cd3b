"""How the program ends when it is not let go on: a signal, a reader who has gone, a full disk."""

from __future__ import annotations

import os
import signal
import sys
from typing import NoReturn

from sitegen.workers import ENDS

SIGNALLED = 128  # and the signal's number: the status that says so


class Ended(BaseException):
    """The system asked the program to end."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.status = SIGNALLED + number


def heed_signals() -> None:
    """Have each signal by which the system ends a program end it as Ctrl-C does, with everything put away."""
    for number in ENDS:
        # Whoever had it ignored, as `nohup` has, is obeyed.
        if signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, _end)


def _end(number: int, _frame: object) -> NoReturn:
    raise Ended(number)


def leave_quietly() -> None:
    """Whatever cannot be written any more, for nobody reads it or the disk is full, has been told or is not wanted."""
    for number, stream in ((1, sys.__stdout__), (2, sys.__stderr__)):
        try:
            if stream is not None:
                stream.flush()
        except (OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), number)
