"""From the bytes of a file to rows of plain values, handed over in blocks as they come.

This runs in the separate reader (``worker``): it must stay light to import and may die of what it is fed. The values of
.xlsx and .xls are read by python-calamine, which survives most of what real files do; an .xlsx that it refuses, or that
would fill its memory, is read cell by cell. What nobody can read is named in one sentence.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from functools import cached_property, partial
from pathlib import Path
from typing import Any, BinaryIO
from xml.parsers.expat import ExpatError

from promo_desk.fields.message import Message, WorldFault
from promo_desk.sheets import content, outline, scan, texts
from promo_desk.sheets.blocks import Hand, Rows
from promo_desk.sheets.cells import RawSheet
from promo_desk.sheets.guards import Weighed, weigh
from promo_desk.sheets.limits import Limits
from promo_desk.sheets.locks import protected, unlocked
from promo_desk.sheets.ods import OpenDocument
from promo_desk.sheets.ods_locks import unlocked_parts
from promo_desk.sheets.old_xls import OldBook
from promo_desk.sheets.packages import Package, damaged
from promo_desk.sheets.xlsb import read_xlsb
from promo_desk.sheets.xlsx_cells import read_cells, shared_texts
from promo_desk.sheets.xml_2003 import spreadsheet_2003


def parse(path: Path, limits: Limits, password: str | None, hand: Hand) -> None:
    """Read a file and hand over what it holds. WorldFault in one sentence when that cannot be done."""
    opened = content.look_at(path, limits)
    try:
        with path.open("rb") as file:
            _parse_open(opened, file, limits, password, hand)
    except MemoryError:
        raise too_large(path.name, limits) from None
    except OSError as fault:
        raise content.unreadable(path, fault) from None


def too_large(name: str, limits: Limits) -> WorldFault:
    """The sentence for a file that the separate reader did not survive."""
    return WorldFault('"{name}" is too large or damaged: reading it needed more than {memory} MB of memory (limit '
                      '"memory_bytes", which can be raised). Nothing was taken from it.', name=name,
                      memory=limits.memory_bytes >> 20)


def _parse_open(opened: content.Opened, file: BinaryIO, limits: Limits, password: str | None, hand: Hand) -> None:
    name, remarks = opened.path.name, list(opened.remarks)
    if opened.family == "zip":
        _parse_zip(Package.opened(name, file, limits), password, hand, remarks)
    elif opened.family == "ole":
        _parse_ole(name, file, limits, password, hand, remarks)
    else:
        _parse_text(opened, file.read(), limits, hand, remarks)


def _parse_text(opened: content.Opened, whole: bytes, limits: Limits, hand: Hand, remarks: list[Message]) -> None:
    name = opened.path.name
    tables: list[texts.Table]
    kind: content.Format = "csv"
    if opened.family == "text":
        tables = [texts.text_table(whole, opened.path.stem)]
    else:
        kind = content.markup_format(opened.head, name)
        if kind == "ods":
            _feed(OpenDocument(name, hand, limits, remarks), [whole])
            hand(("end", kind, {}, remarks))
            return
        tables = (texts.web_tables(whole, limits.columns) if kind == "html" else
                  spreadsheet_2003(whole, name, limits.columns))
    for sheet, rows in tables:
        hand(("sheet", sheet))
        remarks += Rows(hand, sheet, name, limits).take(texts.told_errors(rows, sheet))
        if sheet.errors:
            hand(("facts", sheet))
    hand(("end", kind, {}, remarks))


def _parse_ole(name: str, file: BinaryIO, limits: Limits, password: str | None, hand: Hand,
               remarks: list[Message]) -> None:
    kind = content.ole_format(file, name)
    if kind == "encrypted":
        _parse_zip(Package.opened(name, unlocked(name, file, password), limits), None, hand, remarks)
        return
    if OldBook.is_locked(name, file):
        file = unlocked(name, file, password)
    _read_old(name, file, limits, hand, remarks)
    hand(("end", "xls", {}, remarks))


def _read_old(name: str, file: BinaryIO, limits: Limits, hand: Hand, remarks: list[Message]) -> None:
    old = OldBook.of(file)
    add = (lambda sheet, _index: old.add(sheet, limits.columns)) if old else None
    _read_calamine(name, file, limits, hand, remarks, add)


def _parse_zip(package: Package, password: str | None, hand: Hand, remarks: list[Message]) -> None:
    kind = content.zip_format(package)
    if kind == "encrypted":
        document = OpenDocument(package.name, hand, package.limits, remarks)
        *styles, whole = unlocked_parts(package, password)
        for each in styles:
            document.feed([each])
        _feed(document, [whole])
        hand(("end", "ods", {}, remarks))
        return
    extras = _Extras(package)
    weighed = weigh(package, extras.look if kind == "xlsx" else lambda _part: None)
    hand(("weighed", weighed.rows, weighed.cells))
    remarks += outline.active_content(package)
    if kind == "ods":
        _read_ods(package, hand, remarks)
    elif kind == "xlsb":
        _read_binary(package, hand, remarks)
    else:
        _read_sheets(package, extras, weighed, hand, remarks)
    hand(("end", kind, outline.custom_properties(package), remarks))


_DAMAGED = damaged("", "").message.msgid


def _read_sheets(package: Package, extras: _Extras, weighed: Weighed, hand: Hand, remarks: list[Message]) -> None:
    """By calamine, and where that finds the file broken or would fill the memory, cell by cell."""
    twice = len(extras.parts) < len(extras.plan.sheets)  # of two sheets of a name calamine gives one twice
    if weighed.row_by_row or twice:
        _read_carefully(package, hand, remarks, extras, None)
        return
    _in_turn(lambda: _read_calamine(package.name, package.file, package.limits, hand, remarks, extras.add),
             lambda fault: _read_carefully(package, hand, remarks, extras, fault), hand, remarks)


def _read_binary(package: Package, hand: Hand, remarks: list[Message]) -> None:
    """By our own reader, which tells more, and where that finds the file broken, by calamine."""
    _in_turn(lambda: read_xlsb(package, hand, remarks),
             lambda _fault: _read_calamine(package.name, package.file, package.limits, hand, remarks, None),
             hand, remarks)


def _in_turn(first: Callable[[], None], second: Callable[[WorldFault], None], hand: Hand,
             remarks: list[Message]) -> None:
    """The second way where the first finds the file damaged; a limit that was passed stands."""
    before = list(remarks)
    try:
        first()
    except WorldFault as fault:
        if fault.message.msgid != _DAMAGED:
            raise
        hand(("again",))
        remarks[:] = before
        second(fault)


def _read_ods(package: Package, hand: Hand, remarks: list[Message]) -> None:
    document = OpenDocument(package.name, hand, package.limits, remarks)
    if "styles.xml" in package.entries:
        document.feed(package.pieces("styles.xml"))
    if "content.xml" not in package.entries:
        raise damaged(package.name, Message("no sheets inside"))
    _feed(document, package.pieces("content.xml"))


def _feed(document: OpenDocument, pieces: Iterable[bytes]) -> None:
    document.feed(pieces)
    if not document.found:
        raise damaged(document.name, Message("no sheets inside"))


class _Extras:
    """What an .xlsx sheet tells beside its values, found by its place in the list of sheets, or by its name."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.looks: dict[str, scan.Look] = {}

    @cached_property
    def plan(self) -> outline.Outline:
        return outline.outline_of(self.package)

    @cached_property
    def parts(self) -> dict[str, outline.SheetPart]:
        return {sheet.name: sheet for sheet in reversed(self.plan.sheets)}

    def look(self, part: str) -> Callable[[bytes], None] | None:
        """Who looks through a sheet while it is weighed: the small parts were weighed before, so they may be read."""
        if all(listed.part != part for listed in self.plan.sheets):
            return None
        self.looks[part] = scan.Look(self.package, self.plan.formats)
        return self.looks[part].feed

    def add(self, sheet: RawSheet, index: int) -> None:
        """Fill in what the sheet's values do not tell."""
        at_place = self.plan.sheets[index] if index < len(self.plan.sheets) else None
        listed = at_place if at_place and at_place.name == sheet.name else self.parts.get(sheet.name)
        if listed is not None:
            self.tell(sheet, listed)

    def tell(self, sheet: RawSheet, listed: outline.SheetPart) -> None:
        """Fill in the sheet's formats, errors, merged and hidden parts; a remark where that cannot be done."""
        sheet.epoch_1904 = self.plan.epoch_1904
        sheet.visible = listed.visible
        if not listed.part:
            return
        try:
            look = self.looks.get(listed.part)
            found = look.tell(sheet) if look else scan.scan_sheet(self.package, listed.part, sheet, self.plan.formats)
            outline.add_notes_and_links(self.package, listed.part, sheet, found.anchors)
        except (WorldFault, MemoryError):
            raise
        except Exception:
            sheet.remarks.append(Message('Sheet "{sheet}" is written in an unusual way: errors, hidden rows and number '
                                         "formats in it were not seen.", {"sheet": sheet.name}))


def _read_calamine(name: str, file: BinaryIO, limits: Limits, hand: Hand, remarks: list[Message],
                   add: Callable[[RawSheet, int], None] | None) -> None:
    """Every worksheet by calamine. A WorldFault says what calamine found wrong, also when its Rust code panicked."""
    from python_calamine import CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum
    try:
        file.seek(0)
        with closing(CalamineWorkbook.from_filelike(file)) as book:
            sheets = [(index, told) for index, told in enumerate(book.sheets_metadata)
                      if told.typ == SheetTypeEnum.WorkSheet]
            if not sheets:
                raise damaged(name, Message("no sheets inside"))
            for index, told in sheets:
                sheet = RawSheet(told.name, visible=told.visible == SheetVisibleEnum.Visible)
                with _beside(partial(add, sheet, index) if add else None):  # reading the values lets other threads run
                    found = book.get_sheet_by_index(index)
                _take_calamine(found, sheet, Rows(hand, sheet, name, limits, formats_unknown=add is None), remarks)
    except PasswordError:
        raise protected(name) from None
    except (WorldFault, MemoryError, KeyboardInterrupt, SystemExit):
        raise
    except BaseException as fault:  # a Rust panic is no Exception
        raise damaged(name, str(fault) or type(fault).__name__) from None


@contextmanager
def _beside(work: Callable[[], None] | None) -> Iterator[None]:
    """Do some work in a second thread meanwhile; what it raises is raised at the end."""
    faults: list[BaseException] = []

    def run() -> None:
        try:
            if work:
                work()
        except BaseException as fault:
            faults.append(fault)

    thread = threading.Thread(target=run)
    thread.start()
    try:
        yield
    finally:
        thread.join()
    if faults:
        raise faults[0]


def _take_calamine(found: Any, sheet: RawSheet, rows: Rows, remarks: list[Message]) -> None:
    if not sheet.merged:
        sheet.merged = [(r1 + 1, c1 + 1, r2 + 1, c2 + 1) for (r1, c1), (r2, c2) in found.merged_cell_ranges or ()]
    rows.hand(("sheet", sheet))
    remarks += rows.take(_from_column_a(found))


def _from_column_a(found: Any) -> Iterable[list[Any]]:
    """calamine gives the blank rows above the first filled one, but not the blank columns to the left."""
    left = [""] * (found.start[1] if found.start else 0)
    return ([*left, *row] for row in found.iter_rows()) if left else found.iter_rows()


def _read_carefully(package: Package, hand: Hand, remarks: list[Message], extras: _Extras,
                    first_fault: WorldFault | None) -> None:
    """Every worksheet cell by cell. What calamine said first is what is told when this fails too."""
    plan = extras.plan
    try:
        texts = shared_texts(package, plan)
        sheets = [listed for listed in plan.sheets if listed.kind == "worksheet"]
        if not any(listed.part for listed in sheets):
            raise damaged(package.name, Message("no sheets inside"))
        for listed in sheets:
            sheet = RawSheet(listed.name)
            extras.tell(sheet, listed)
            hand(("sheet", sheet))
            remarks += read_cells(package, listed.part, sheet, plan, texts, hand)
    except WorldFault as fault:
        raise (first_fault if first_fault and fault.message.msgid == _DAMAGED else fault) from None
    except ExpatError as fault:
        raise first_fault or damaged(package.name, str(fault)) from None
