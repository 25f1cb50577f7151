"""A zip opened without trusting it: its list of entries is judged first, and a part is inflated piece by piece.

``zipfile`` believes what the list says of sizes; the workbook parsers do not all. So parts are inflated here by
hand, counted as they come, and nothing is ever inflated whole without a cap.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import BinaryIO

from promo_desk.fields.message import Message, WorldFault
from promo_desk.sheets.limits import Limits, shown_bytes

PIECE = 1 << 20
_LIST_ENTRY_BYTES = 1_024
_READABLE = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


def printable(text: str) -> str:
    """A name out of a file as far as a sentence can hold it."""
    return "".join(sign if sign.isprintable() else "?" for sign in text[:80])


class PasswordNeeded(WorldFault):
    """The file is protected: with its password it can be read."""


class WrongPassword(PasswordNeeded):
    """The password that was given does not open the file."""


def damaged(name: str, detail: str | Message) -> WorldFault:
    """The one sentence for a file that no program could read. Libraries say their details in many lines."""
    if isinstance(detail, str):
        detail = " ".join(detail.split())[:200]
    return WorldFault('"{name}" is damaged or incomplete ({detail}). Nothing was taken from it.', name=name,
                      detail=detail)


def over(name: str, what: Message, limit: str, allowed: object) -> WorldFault:
    """The one sentence for a file that is stopped by a limit; it names the limit, which can be raised."""
    return WorldFault('"{name}" was stopped: {what}. The limit "{limit}" is {allowed}; it can be raised. Nothing was '
                      "taken from the file.", name=name, what=what, allowed=allowed, limit=limit)


def declares_entities(name: str) -> WorldFault:
    """The one sentence for XML that could blow up or reach out of the file."""
    return WorldFault('"{name}" declares XML entities, which no workbook needs and attacks use. It was not opened.',
                      name=name)


def outside(name: str, row: int, column: int) -> WorldFault:
    """The one sentence for a cell that no sheet has room for."""
    return WorldFault('"{name}" has a cell outside of any sheet (row {row}, column {column}). It was not opened.',
                      name=name, row=row, column=column)


@dataclass
class Package:
    """A zip whose list of entries has been found sound. ``name`` is the file's, for messages."""

    name: str
    file: BinaryIO
    limits: Limits
    entries: dict[str, zipfile.ZipInfo] = field(default_factory=dict)
    unpacked: int = 0
    """Bytes of all parts read so far, each counted once however often it is looked through."""
    counted: set[str] = field(default_factory=set)

    @classmethod
    def opened(cls, name: str, file: BinaryIO, limits: Limits) -> Package:
        """WorldFault when the list is broken, too long, overlapping or encrypted."""
        package = cls(name, file, limits)
        package._check_list_size()
        try:
            infos = zipfile.ZipFile(file).infolist()
        except (zipfile.BadZipFile, NotImplementedError, ValueError, struct.error, OSError) as fault:
            raise damaged(name, str(fault)) from None
        package._check_entries(infos)
        package.entries = {info.filename.lstrip("/").replace("\\", "/"): info for info in infos}
        return package

    def _check_list_size(self) -> None:
        """The list of a workbook is short; one of a million names would fill the memory while it is opened."""
        self.file.seek(0, 2)
        end = self.file.tell()
        self.file.seek(max(0, end - 66_000))
        tail = self.file.read()
        at = tail.rfind(b"PK\5\6")
        if at < 0 or len(tail) < at + 22:
            raise damaged(self.name, Message("the end of the file is missing"))
        count, size = struct.unpack_from("<HL", tail, at + 10)
        if count > self.limits.entries or size > self.limits.entries * _LIST_ENTRY_BYTES:
            raise self._too_many(count)

    def _too_many(self, count: int) -> WorldFault:
        return over(self.name, Message("it has {count} parts", {"count": count}), "entries", self.limits.entries)

    def _check_entries(self, infos: list[zipfile.ZipInfo]) -> None:
        if len(infos) > self.limits.entries:
            raise self._too_many(len(infos))
        if any(info.flag_bits & 1 for info in infos):
            raise WorldFault('"{name}" is locked with a zip password. Unlock it and try again.', name=self.name)
        if any(info.compress_type not in _READABLE for info in infos):
            raise damaged(self.name, Message("packed in an unknown way"))
        if any(info.header_offset < 0 for info in infos):
            raise damaged(self.name, Message("the end of the file is missing"))
        spans = sorted((info.header_offset, info.header_offset + 30 + info.compress_size) for info in infos)
        if any(first[1] > second[0] for first, second in pairwise(spans)):
            raise damaged(self.name, Message("its parts overlap"))

    def pieces(self, part: str) -> Iterator[bytes]:
        """The inflated part in pieces of at most a megabyte, counted against the limits."""
        info, size = self.entries[part], 0
        new = part not in self.counted
        for piece in self._inflated(info):
            size += len(piece)
            self.unpacked += len(piece) * new
            self._check_size(size)
            yield piece
        self.counted.add(part)
        if size != info.file_size:
            raise damaged(self.name, Message("{part} is not as long as it says", {"part": printable(part)}))

    def _check_size(self, size: int) -> None:
        limits = self.limits
        if size > limits.part_bytes:
            raise over(self.name, Message("one part unpacks to more than {size}", {"size": shown_bytes(size)}),
                       "part_bytes", shown_bytes(limits.part_bytes))
        if self.unpacked > limits.unpacked_bytes:
            raise over(self.name, Message("it unpacks to more than {size}", {"size": shown_bytes(self.unpacked)}),
                       "unpacked_bytes", shown_bytes(limits.unpacked_bytes))

    def _inflated(self, info: zipfile.ZipInfo) -> Iterator[bytes]:
        packed = self._packed(info)
        if info.compress_type == zipfile.ZIP_STORED:
            yield from packed
            return
        engine = zlib.decompressobj(-15)
        try:
            for piece in packed:
                yield engine.decompress(piece, PIECE)
                while engine.unconsumed_tail:
                    yield engine.decompress(engine.unconsumed_tail, PIECE)
            yield engine.flush()
        except zlib.error as fault:
            raise damaged(self.name, f"{info.filename}: {fault}") from None

    def _packed(self, info: zipfile.ZipInfo) -> Iterator[bytes]:
        self.file.seek(info.header_offset)
        head = self.file.read(30)
        if len(head) < 30 or head[:4] != b"PK\3\4":
            raise damaged(self.name, Message("{part} is not where it should be", {"part": printable(info.filename)}))
        at = info.header_offset + 30 + sum(struct.unpack_from("<HH", head, 26))
        left = info.compress_size
        while left > 0:
            self.file.seek(at)
            piece = self.file.read(min(left, 1 << 16))
            if not piece:
                raise damaged(self.name, Message("{part} is cut off", {"part": printable(info.filename)}))
            at, left = at + len(piece), left - len(piece)
            yield piece

    def read(self, part: str, cap: int = 32 << 20) -> bytes:
        """A small part whole; b"" when it is missing or larger than ``cap`` (then it is not worth it)."""
        if part not in self.entries:
            return b""
        whole = bytearray()
        for piece in self.pieces(part):
            whole += piece
            if len(whole) > cap:
                return b""
        return bytes(whole)

    def starting(self, *starts: str) -> list[str]:
        """The names of the parts below these folders."""
        return [part for part in self.entries if part.lower().startswith(starts)]
