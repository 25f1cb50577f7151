"""What a file is, by its bytes and never by its ending; and whether it can be read at all.

Offices rename files: a web table is called .xls, a protected workbook looks like nothing at all, a list exported by
an old program is a text in GB18030. The first bytes tell, and what cannot be read is said in one sentence.
"""

from __future__ import annotations

import codecs
import csv
import os
import re
import stat
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Literal

from promo_desk.fields.message import Message, WorldFault
from promo_desk.sheets.limits import Limits, shown_bytes
from promo_desk.sheets.packages import Package, damaged, over, printable

Family = Literal["zip", "ole", "markup", "text"]
Format = Literal["xlsx", "xlsb", "ods", "xls", "encrypted", "html", "spreadsheetml", "csv"]

HEAD = 1 << 16
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MARKS_OF_ORDER = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_KNOWN_STRANGERS = ((b"%PDF", "PDF"), (b"\x89PNG", "PNG"), (b"\xff\xd8\xff", "JPEG"), (b"Rar!", "RAR"),
                    (b"7z\xbc\xaf", "7z"), (b"{\\rtf", "RTF"), (b"GIF8", "GIF"), (b"SQLite format 3", "SQLite"))
_DELIMITERS = ",\t;|"
_UNUSUAL = re.compile("[^\t\r\n -\u024f\u2010-\u9fff\uac00-\ud7af\uff00-\uffef]")
_LINES = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True)
class Opened:
    """A file that exists, may be read and is not too large. ``remarks``: it is open elsewhere."""

    path: Path
    size: int
    family: Family
    head: bytes
    remarks: tuple[Message, ...] = ()


def look_at(path: Path, limits: Limits) -> Opened:
    """The family a file belongs to, by its first bytes. WorldFault when it cannot be read at all."""
    _check_name(path)
    try:
        status = path.stat()
        _check_kind(path, status)
        with path.open("rb") as file:
            head = file.read(HEAD)
    except OSError as fault:
        raise unreadable(path, fault) from None
    if not head:
        raise WorldFault('"{name}" is empty (0 bytes).', name=path.name)
    if status.st_size > limits.file_bytes:
        raise over(path.name, Message("it is {size} large", {"size": shown_bytes(status.st_size)}), "file_bytes",
                   shown_bytes(limits.file_bytes))
    return Opened(path, status.st_size, family(head, path.name), head, open_elsewhere(path))


def _check_name(path: Path) -> None:
    if path.name.startswith("~$"):
        raise WorldFault('"{name}" is only the mark that Excel leaves while "{other}" is open; choose that file.',
                         name=path.name, other=path.name[2:])


def _check_kind(path: Path, status: os.stat_result) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise WorldFault('"{name}" is a folder, not a workbook.', name=path.name or str(path))
    if not stat.S_ISREG(status.st_mode):
        raise WorldFault('"{name}" is not an ordinary file.', name=path.name)


def unreadable(path: Path, fault: OSError) -> WorldFault:
    if isinstance(fault, FileNotFoundError):
        return WorldFault('There is no file "{path}".', path=str(path))
    if isinstance(fault, PermissionError) and open_elsewhere(path):
        return WorldFault('"{name}" is open in another program; close it there and try again.', name=path.name)
    if isinstance(fault, PermissionError):
        return WorldFault('You have no right to read "{name}".', name=path.name)
    return WorldFault('"{name}" cannot be read: {why}', name=path.name, why=fault.strerror or str(fault))


def open_elsewhere(path: Path) -> tuple[Message, ...]:
    """A remark when Excel, WPS or LibreOffice has left its mark beside the file: unsaved edits are not in it."""
    marks = (path.with_name(f"~${path.name}"), path.with_name(f"~${path.name[2:]}"),
             path.with_name(f".~lock.{path.name}#"))
    try:
        found = any(mark.is_file() for mark in marks)
    except OSError:
        return ()
    said = Message('"{name}" is open in another program; what is not saved there is not read.', {"name": path.name})
    return (said,) if found else ()


def family(head: bytes, name: str) -> Family:
    """The family by the first bytes; WorldFault for what is plainly something else."""
    if head.startswith((b"PK\3\4", b"PK\5\6")):
        return "zip"
    if head.startswith(_OLE):
        return "ole"
    for mark, kind in _KNOWN_STRANGERS:
        if head.startswith(mark):
            raise WorldFault('"{name}" is a {kind} file, not a workbook.', name=name, kind=kind)
    start = _plain_start(head)
    if start.startswith("<"):
        return "markup"
    if _is_binary(head):
        raise WorldFault('"{name}" is not a workbook: its content is of no known kind.', name=name)
    return "text"


def _plain_start(head: bytes) -> str:
    encoding = mark_of_order(head) or wide_without_mark(head) or "latin-1"
    return head[:512].decode(encoding, "replace").lstrip("\ufeff \t\r\n").lower()


def _is_binary(head: bytes) -> bool:
    if mark_of_order(head) or wide_without_mark(head):
        return False
    odd = sum(head.count(bytes([code])) for code in (*range(9), *range(14, 27), *range(28, 32)))
    return odd > max(4, len(head) // 200)


def mark_of_order(head: bytes) -> str | None:
    """The encoding a byte order mark tells."""
    return next((encoding for mark, encoding in _MARKS_OF_ORDER if head.startswith(mark)), None)


def wide_without_mark(head: bytes) -> str | None:
    """UTF-16 that was saved without its mark: every other byte of Latin text, separators and line ends is zero."""
    even, odd = head[0:2000:2].count(0), head[1:2000:2].count(0)
    if max(even, odd) < 2 or min(even, odd) * 8 > max(even, odd):
        return None
    encoding = "utf-16-le" if odd > even else "utf-16-be"
    text = head[:2000].decode(encoding, "replace")
    return encoding if len(_UNUSUAL.findall(text)) * 10 <= len(text) else None


def zip_format(package: Package) -> Format:
    """Which workbook a zip is; WorldFault for a Word file or any other zip."""
    names = {name.lower() for name in package.entries}
    if "mimetype" in names or "content.xml" in names:
        return _open_document(package)
    types = package.read("[Content_Types].xml").replace(b"\0", b"")
    if b"sheet.binary" in types or any(name.endswith("workbook.bin") for name in names):
        return "xlsb"
    if b"sheet.main+xml" in types or b"template.main+xml" in types or b"sheet.macroEnabled" in types \
            or any(name.endswith("workbook.xml") for name in names):
        return "xlsx"
    kind = next((kind for start, kind in (("word/", "Word"), ("ppt/", "PowerPoint"), ("visio/", "Visio"))
                 if package.starting(start)), "zip")
    raise WorldFault('"{name}" is a {kind} file, not a workbook.', name=package.name, kind=kind)


def _open_document(package: Package) -> Format:
    kind = package.read("mimetype").decode("latin-1").strip()
    if "spreadsheet" in kind or not kind:
        if b"manifest:encryption-data" in package.read("META-INF/manifest.xml"):
            return "encrypted"
        return "ods"
    raise WorldFault('"{name}" is a {kind} file, not a workbook.', name=package.name,
                     kind=printable(kind.rpartition(".")[2]) or "zip")


def ole_format(file: BinaryIO, name: str) -> Format:
    """Old workbook or protected new one. The names of the streams stand in UTF-16 in the directory."""
    file.seek(0)
    whole = file.read()
    if _utf16("EncryptedPackage") in whole:
        return "encrypted"
    if any(_utf16(stream) in whole for stream in ("Workbook", "WORKBOOK", "workbook", "Book", "BOOK")):
        return "xls"
    if _utf16("WordDocument") in whole:
        raise WorldFault('"{name}" is a {kind} file, not a workbook.', name=name, kind="Word")
    raise damaged(name, Message("no workbook inside"))


def _utf16(text: str) -> bytes:
    return text.encode("utf-16-le")


def markup_format(head: bytes, name: str) -> Format:
    """A web table or a SpreadsheetML 2003 file, mostly under the ending .xls."""
    start = _plain_start(head) + head[:HEAD].replace(b"\0", b"").decode("latin-1").lower()
    if "urn:schemas-microsoft-com:office:spreadsheet" in start and "<workbook" in start.replace("ss:workbook",
                                                                                               "workbook"):
        return "spreadsheetml"
    if "urn:oasis:names:tc:opendocument:xmlns:office" in start and "opendocument.spreadsheet" in start:
        return "ods"
    if "<table" in start or "<html" in start or "<!doctype html" in start:
        return "html"
    raise WorldFault('"{name}" is an XML or web file without a table.', name=name)


def text_encoding(whole: bytes) -> str:
    """The encoding of a text: by its mark, else UTF-8 if it is, else GB18030 or Big5 if that makes Chinese of it, else
    one of them with a few broken characters, else Windows-1252."""
    told = mark_of_order(whole) or wide_without_mark(whole)
    if told:
        return told
    strict = [encoding for encoding in ("utf-8", "gb18030", "big5") if _fits(whole, encoding)]
    if "utf-8" in strict:
        return "utf-8"
    chinese = _chinese(whole, strict)
    if chinese:
        return chinese
    return next((encoding for encoding in ("utf-8", "gb18030") if _nearly(whole, encoding)), "cp1252")


def _fits(whole: bytes, encoding: str) -> bool:
    try:
        codecs.decode(whole, encoding)
    except UnicodeDecodeError:
        return False
    return True


def _chinese(whole: bytes, encodings: list[str]) -> str | None:
    """GB18030 or Big5, by which makes common characters of it; None where neither makes Chinese."""
    gb, big5 = (_common(whole, encoding) if encoding in encodings else 0.0 for encoding in ("gb18030", "big5"))
    if big5 >= 0.8 and big5 > gb + 0.25:
        return "big5"
    return "gb18030" if "gb18030" in encodings and _is_chinese(whole.decode("gb18030")) else None


def _is_chinese(text: str) -> bool:
    """Whether this reading as GB18030 makes sense: in Western text an accented letter swallows the plain letter after
    it, so nearly every sign would end in one; in Chinese few do."""
    signs = [sign.encode("gb18030") for sign in text[:200_000] if ord(sign) > 127]
    whole = sum(sign[1] > 127 or len(sign) > 2 for sign in signs)
    return whole * 10 >= len(signs) * 6


def _common(whole: bytes, encoding: str) -> float:
    """The share of the text's characters that are of the first, commoner half of its own character set."""
    first, last, own = (0xB0, 0xD7, "gb2312") if encoding == "gb18030" else (0xA4, 0xC6, "big5")
    signs = [sign for sign in whole[:100_000].decode(encoding, "ignore") if sign > "\u2e80" and sign.isalpha()]
    lead = (sign.encode(own, "ignore")[:1] for sign in signs)
    return sum(bool(byte) and first <= byte[0] <= last for byte in lead) / max(1, len(signs))


def _nearly(whole: bytes, encoding: str) -> bool:
    """Whether this is a text in that encoding in which a few bytes are broken."""
    text = whole[:1_000_000].decode(encoding, "replace")
    broken, foreign = text.count("\ufffd"), sum(sign > "\x7f" for sign in text)
    return broken * 20 <= foreign and (encoding == "utf-8" or _is_chinese(text.replace("\ufffd", "")))


def delimiter_of(text: str) -> str:
    """What stands between the fields of a text: the sign that cuts most lines into the same number of fields; "" where
    none cuts the half of them (a list of names in which some hold a comma)."""
    lines = [line for line in _LINES.split(text[:HEAD])[:60] if line.strip()]
    sign, told = max(((sign, _agreement(lines, sign)) for sign in _DELIMITERS), key=lambda pair: pair[1])
    return sign if told > (0, 0) else ""


def _agreement(lines: list[str], delimiter: str) -> tuple[int, int]:
    """How many lines are cut into the same number of fields, and that number; nothing where most are not cut at all."""
    try:
        rows = [len(row) for row in csv.reader(lines, delimiter=delimiter) if row]
    except csv.Error:
        return 0, 0
    counts = Counter(count for count in rows if count > 1)
    width, agreed = max(counts.items(), key=lambda pair: (pair[1], pair[0]), default=(0, 0))
    return (agreed, width) if 2 * counts.total() >= len(rows) else (0, 0)
