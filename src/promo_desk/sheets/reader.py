"""Reading a workbook of any kind without trusting it: guarded, in a process of its own, within limits, cancellable."""

from __future__ import annotations

import hashlib
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO

from promo_desk.fields.message import Message, WorldFault
from promo_desk.sheets import WORKER_FLAG, content
from promo_desk.sheets.blocks import Frame
from promo_desk.sheets.cells import RawBook, RawSheet
from promo_desk.sheets.columns import Block
from promo_desk.sheets.guards import Limits
from promo_desk.sheets.packages import PasswordNeeded, WrongPassword
from promo_desk.sheets.parsing import parse, too_large
from promo_desk.sheets.worker import receive, send

__all__ = ["Cancelled", "Limits", "PasswordNeeded", "Progress", "WrongPassword", "read_book"]

Progress = Callable[[int, int | None], None]
"""Told with (rows read, rows expected or None)."""

_SMALL = 8 << 20
"""Bytes of a text up to which nothing in it can hurt, nor takes long enough for a process of its own."""
_LOOK_EVERY = 0.05
_FRAMES_AHEAD = 8


class Cancelled(Exception):
    """The user stopped the reading; nothing was kept."""


def read_book(path: Path | str, limits: Limits | None = None, password: str | None = None,
              progress: Progress | None = None, cancelled: Callable[[], bool] | None = None, *,
              isolated: bool = True) -> RawBook:
    """The workbook as plain values.

    ``progress`` is told (rows read, rows expected or None); ``cancelled`` is asked twenty times a second.
    ``isolated=False`` reads in this process, for files that this program wrote itself a moment ago.
    Raises WorldFault in one sentence when the file cannot or must not be read (PasswordNeeded where a password would
    help, WrongPassword where the given one does not), Cancelled when the user stopped it.
    """
    path, limits = Path(path).expanduser(), limits or Limits()
    opened = content.look_at(path, limits)
    gathered = Gathered(path, progress, cancelled)
    if isolated and (opened.family != "text" or opened.size > _SMALL):
        _read_apart(gathered, limits, password)
    else:
        parse(path, limits, password, gathered.hand)
    return gathered.book(_sha256(path))


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


class Gathered:
    """The frames put together again into a book."""

    def __init__(self, path: Path, progress: Progress | None = None,
                 cancelled: Callable[[], bool] | None = None) -> None:
        self.path, self.progress, self.cancelled = path, progress, cancelled
        self.sheets: list[RawSheet] = []
        self.names: set[str] = set()
        self.expected: int | None = None
        self.rows = 0
        self.end: tuple[str, dict[str, str], list[Message]] | None = None
        self.tell()

    def tell(self) -> None:
        if self.progress:
            self.progress(self.rows, self.expected)

    def check(self) -> None:
        if self.cancelled and self.cancelled():
            raise Cancelled

    def hand(self, frame: Frame) -> None:
        self.check()
        getattr(self, f"take_{frame[0]}")(*frame[1:])

    def take_weighed(self, rows: int, _cells: int) -> None:
        self.expected = rows or None
        self.tell()

    def take_sheet(self, sheet: RawSheet) -> None:
        """A sheet is known by its name: the second of the same is "name (2)"."""
        name, number = sheet.name, 2
        while sheet.name in self.names:
            sheet.name, number = f"{name} ({number})", number + 1
        self.names.add(sheet.name)
        self.sheets.append(sheet)

    def take_rows(self, first: int, block: Block) -> None:
        sheet, rows = self.sheets[-1], block.rows()
        if not sheet.rows:
            sheet.first_row = first
        sheet.rows += rows
        self.rows += len(rows)
        self.tell()

    def take_facts(self, sheet: RawSheet) -> None:
        known = self.sheets[-1]
        sheet.name, sheet.rows, sheet.first_row = known.name, known.rows, known.first_row
        self.sheets[-1] = sheet

    def take_again(self) -> None:
        self.sheets, self.names, self.rows = [], set(), 0

    def take_fault(self, message: Message, kind: type[WorldFault]) -> None:
        raise kind(message.msgid, **message.values)

    def take_end(self, kind: str, properties: dict[str, str], remarks: list[Message]) -> None:
        self.end = (kind, properties, remarks)

    def book(self, sha256: str) -> RawBook:
        if self.end is None:
            raise RuntimeError("a reading without an end")
        kind, properties, remarks = self.end
        hidden = [sheet.name for sheet in self.sheets if not sheet.visible]
        if hidden:
            remarks = [*remarks, Message("Hidden sheets: {names}", {"names": ", ".join(hidden)})]
        return RawBook(self.path, kind, sha256, self.sheets, remarks, properties)


def _read_apart(gathered: Gathered, limits: Limits, password: str | None) -> None:
    """Run the separate reader and gather its frames until its end, a fault, the time limit or Cancel."""
    process = _started()
    frames: queue.Queue[Frame | None] = queue.Queue(_FRAMES_AHEAD)
    assert process.stdin and process.stdout  # both are pipes
    reading = threading.Thread(target=_pump, args=(process.stdout, frames), name="promo_desk reader",
                               daemon=True)
    reading.start()
    try:
        send_job(process.stdin, (str(gathered.path.absolute()), limits, password))
        _gather(gathered, frames, limits)
    finally:
        process.kill()
        _drain(frames, reading)
        process.wait()
        process.stdout.close()
    if gathered.end is None:
        raise too_large(gathered.path.name, limits)


def send_job(stdin: IO[bytes], job: tuple[str, Limits, str | None]) -> None:
    """Tell the reader its job; one that died at once is noticed by its silence."""
    try:
        with stdin:
            send(stdin, job)
    except BrokenPipeError:
        return


def _gather(gathered: Gathered, frames: queue.Queue[Frame | None], limits: Limits) -> None:
    until = time.monotonic() + limits.seconds
    while gathered.end is None:
        gathered.check()
        if time.monotonic() > until:
            raise WorldFault('"{name}" was stopped: reading it took longer than {seconds} seconds (limit "seconds", '
                             "which can be raised). Nothing was taken from it.", name=gathered.path.name,
                             seconds=f"{limits.seconds:g}")
        try:
            frame = frames.get(timeout=_LOOK_EVERY)
        except queue.Empty:
            continue
        if frame is None:
            return
        gathered.hand(frame)


def _pump(source: IO[bytes], frames: queue.Queue[Frame | None]) -> None:
    """Unpack frames beside the gathering; the queue's bound keeps memory bounded."""
    try:
        while (frame := receive(source)) is not None:
            frames.put(frame)
    except (OSError, ValueError):
        pass
    frames.put(None)


def _drain(frames: queue.Queue[Frame | None], reading: threading.Thread) -> None:
    while reading.is_alive():
        try:
            frames.get(timeout=_LOOK_EVERY)
        except queue.Empty:
            continue


def _started() -> subprocess.Popen[bytes]:
    """The reader as a new process. ``-P``: a csv.py that lies in the user's folder must not be imported."""
    package = str(Path(__file__).resolve().parents[2])
    paths = [package, *filter(None, [os.environ.get("PYTHONPATH")])]
    frozen = getattr(sys, "frozen", False)
    command = [sys.executable, WORKER_FLAG] if frozen else [sys.executable, "-P", "-m", "promo_desk.sheets.worker"]
    said = None if os.environ.get("PROMO_DESK_TRACE") else subprocess.DEVNULL
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=said,
                            env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
                            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0))
