"""The separate reader: ``python -m promo_desk.sheets.worker``. One file in, blocks of rows out, then it is gone.

A damaged or hostile file can make a parser allocate until the process is aborted, or run for ever; no ``try`` survives
that. So the parser lives here, with a cap on its memory, and whoever started it may kill it at any moment. It imports
neither Qt nor SQLAlchemy: starting it costs a twentieth of a second.

It is told its job on standard input and answers on standard output, both as pickles: a length of eight bytes, then the
frame. The pickles come from this program only, never from the file.
"""

from __future__ import annotations

import gc
import os
import pickle
import struct
import sys
from pathlib import Path
from typing import IO

from promo_desk.fields.message import Message, WorldFault
from promo_desk.sheets.blocks import Frame
from promo_desk.sheets.limits import Limits
from promo_desk.sheets.packages import damaged
from promo_desk.sheets.parsing import parse, too_large

_BYTES_A_CELL = 200


def confine(memory: int, most: int, seconds: float) -> None:
    """Cap this process's memory and computing time, where the system can (not on Windows)."""
    try:
        import resource
    except ImportError:
        return
    for kind, soft, hard in ((resource.RLIMIT_AS, memory, most), (resource.RLIMIT_CPU, int(seconds) + 5, -1),
                             (resource.RLIMIT_CORE, 0, 0)):
        try:
            resource.setrlimit(kind, (soft, hard if hard >= 0 else resource.getrlimit(kind)[1]))
        except (ValueError, OSError):  # a stricter limit already holds
            continue


def _granted(limits: Limits, cells: int) -> int:
    """A sheet that honestly holds many cells needs more memory than one that only pretends."""
    return limits.memory_bytes + min(limits.memory_bytes, cells * _BYTES_A_CELL)


def send(out: IO[bytes], frame: Frame) -> None:
    packed = pickle.dumps(frame, pickle.HIGHEST_PROTOCOL)
    out.write(struct.pack("<Q", len(packed)))
    out.write(packed)
    out.flush()


def receive(source: IO[bytes]) -> Frame | None:
    """The next frame, None when the other side is gone."""
    head = source.read(8)
    if len(head) < 8:
        return None
    packed = source.read(struct.unpack("<Q", head)[0])
    try:
        frame: Frame = pickle.loads(packed)
    except (EOFError, pickle.UnpicklingError):
        return None
    return frame


def serve(source: IO[bytes], out: IO[bytes]) -> None:
    """Read the one file the job names and answer with frames; the last is "end" or "fault"."""
    job = receive(source)
    if job is None:
        return
    path, limits, password = job
    confine(limits.memory_bytes, 2 * limits.memory_bytes, limits.seconds)

    def hand(frame: Frame) -> None:
        if frame[0] == "weighed":
            confine(_granted(limits, frame[2]), 2 * limits.memory_bytes, limits.seconds)
        send(out, frame)

    try:
        parse(Path(path), limits, password, hand)
    except WorldFault as fault:
        send(out, ("fault", fault.message, type(fault)))
    except BrokenPipeError:
        return
    except MemoryError:
        send(out, ("fault", too_large(Path(path).name, limits).message, WorldFault))
    except Exception as fault:
        send(out, ("fault", _unforeseen(path, fault), WorldFault))


def _unforeseen(path: str, fault: Exception) -> Message:
    """What nobody foresaw in a file is still told as that file's fault, with a trace for us."""
    if os.environ.get("PROMO_DESK_TRACE"):
        import traceback
        traceback.print_exception(fault, file=sys.stderr)
    return damaged(Path(path).name, f"{type(fault).__name__}: {fault}").message


def main() -> int:
    """Serve on the standard streams. What a library prints must not get between the frames."""
    gc.disable()
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    serve(sys.stdin.buffer, out)
    out.close()
    return 0


if __name__ == "__main__":
    code = main()
    os._exit(code)
