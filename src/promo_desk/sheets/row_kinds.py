"""Which rows below a header are records, and what the others are: totals, notes, labels, repeated headers, blanks."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from promo_desk.sheets.cells import RawSheet, Row
from promo_desk.sheets.surroundings import folded, is_note, is_signature, one_line, unit_note

Reason = Literal["total", "subtotal", "note", "blank", "group", "repeated header", "said"]
Kind = Reason | Literal["record", "table"]

_TOTAL = re.compile(r"(?:合计|总计|共计|总合计|总和|合计数|累计|全市合计|全区合计|grandtotals?|totals?|sum|overall)"
                    r"[:：]?(?:[(（].*[)）]|\d+[个家项宗人户].*)?", re.IGNORECASE)
_SUBTOTAL = re.compile(r"(?:.{0,10}小计|.{1,10}合计|本页合计|分计|sub-?totals?|.{0,20}subtotal)"
                       r"[:：]?(?:[(（].*[)）]|\d+[个家项宗人户].*)?", re.IGNORECASE)
_ORDINAL = re.compile(r"[一二三四五六七八九十]{1,3}\s*[、.．,，]|[(（][一二三四五六七八九十]{1,3}[)）]|"
                      r"第[一二三四五六七八九十\d]+[批类组片]|"
                      r"[ⅠⅡⅢⅣⅤⅥⅦⅧ]+\s*[、.．]|[IVX]+\.\s|[A-Z][.、．]\s?|[(（]?\d{1,2}[)）、]|Part [\dA-Z]+")
_NUMBERED_NOTE = re.compile(r"[(（]?\d{1,2}\s*[)）.、．]")
_FIRST_TEXTS = 3
_SPECIAL_SIGNS = re.compile("[计注说明源:：]|otal|sum|overall", re.IGNORECASE)
_SPECIAL_STARTS = set("共总TtNnSsRr")
_LONG = 24


@dataclass
class Rows:
    """The rows below the header, judged one by one. ``columns``: first and last column of the table."""

    sheet: RawSheet
    header: Sequence[Sequence[str]]
    """The header rows as they stand, to find them again further down."""
    columns: tuple[int, int]
    starts_table: Callable[[int], bool] = lambda _row: False
    usual_texts: float = 0.0
    usual_filled: float = 0.0
    in_notes: bool = False
    first_is_number: bool = False
    wide: dict[int, int] = field(default_factory=dict)
    """Row -> how many columns its widest merged cell covers."""

    def __post_init__(self) -> None:
        self.headers = {folded("|".join(row)) for row in self.header if any(row)}
        self.firsts = {next(filter(None, row)) for row in self.header if any(row)}
        for top, left, _bottom, right in self.sheet.merged:
            self.wide[top] = max(self.wide.get(top, 1), right - left + 1)

    def measure(self, first_row: int) -> None:
        """What a usual row of this table looks like, from its first rows."""
        start = first_row - self.sheet.first_row
        sample = [row for row in self.sheet.rows[start:start + 200] if sum(value is not None for value in row) > 1]
        if not sample:
            return
        texts = sorted(sum(isinstance(value, str) for value in row) for row in sample)
        filled = sorted(sum(value is not None for value in row) for row in sample)
        self.usual_texts, self.usual_filled = texts[len(texts) // 2], filled[len(filled) // 2]
        numbers = sum(self._numbered(row) for row in sample)
        self.first_is_number = numbers * 2 > len(sample)

    def _numbered(self, row: Row) -> bool:
        left = self.columns[0] - 1
        value = row[left] if left < len(row) else None
        return isinstance(value, int | float) or (isinstance(value, str) and value.strip().isdigit())

    def kind(self, number: int, row: Row) -> Kind:
        """What a row is. Cheap for the many that are plainly records."""
        count = len(row) - row.count(None)
        if count > 2 and not self._may_be_special(row):
            return "table" if self.starts_table(number) else "record"
        filled = [value for value in row if value is not None and not (isinstance(value, str) and value.isspace())]
        if not filled:
            return "blank"
        texts = [value for value in filled if isinstance(value, str)]
        return self._special(number, row, filled, texts)

    def _may_be_special(self, row: Row) -> bool:
        """Whether the first texts could be those of a total, a note, a blank, a header; or 1 2 3 4."""
        seen = 0
        for value in row:
            if value.__class__ is str:
                text = str(value)
                if (text in self.firsts or text.isspace() or text[:1] in _SPECIAL_STARTS
                        or (len(text) < 30 and _SPECIAL_SIGNS.search(text))):
                    return True
                seen += 1
                if seen == _FIRST_TEXTS:
                    break
        return row[0] in (1, "1") and row[1:4] in ((2, 3, 4), ("2", "3", "4"))

    def _special(self, number: int, row: Row, filled: Sequence[object], texts: list[str]) -> Kind:
        total = self._total(filled, texts)
        if total:
            return total
        if self._repeats_header(row) or self._counts_columns(filled):
            return "repeated header"
        if texts and (is_note(texts[0]) or self._is_tail_note(filled, texts) or _is_signed(filled, texts)):
            self.in_notes = True
            return "note"
        if self.starts_table(number):
            return "table"
        return "group" if self._is_label(number, row, filled, texts) else "record"

    def _total(self, filled: Sequence[object], texts: list[str]) -> Reason | None:
        """A word for a total among the first texts counts only where the rest of the row is as bare as a total's:
        a firm named 合计科技 or Total is none."""
        bare = len(texts) <= max(1, self.usual_texts / 2)
        for text in texts[:_FIRST_TEXTS]:
            plain = folded(text)
            for pattern, reason in ((_TOTAL, "total"), (_SUBTOTAL, "subtotal")):
                if pattern.fullmatch(plain) and (bare or plain in ("合计", "总计", "小计")):
                    return reason  # type: ignore[return-value]  # both words are reasons
        return None

    def _repeats_header(self, row: Row) -> bool:
        if not any(value in self.firsts for value in row[:self.columns[0] + 1]):
            return False
        return folded("|".join("" if value is None else one_line(value) for value in row)) in self.headers

    @staticmethod
    def _counts_columns(filled: Sequence[object]) -> bool:
        """A row 1 2 3 4 … under the header numbers the columns."""
        return len(filled) > 3 and [str(value) for value in filled] == [str(n) for n in range(1, len(filled) + 1)]

    def _is_tail_note(self, filled: Sequence[object], texts: list[str]) -> bool:
        if len(filled) != 1 or not texts:
            return False
        text = texts[0].strip()
        return (self.in_notes and bool(_NUMBERED_NOTE.match(text))) or (len(text) > _LONG and self.usual_filled > 2
                                                                        ) or unit_note(text) is not None

    def _is_label(self, number: int, row: Row, filled: Sequence[object], texts: list[str]) -> bool:
        """One text alone that names the rows below: merged across, with an ordinal, or where numbers stand."""
        if len(filled) != 1 or not texts or self.usual_filled <= 2:
            return False
        if self.wide.get(number, 1) >= 3 or _ORDINAL.match(texts[0].strip()):
            return True
        left = self.columns[0] - 1
        return self.first_is_number and left < len(row) and row[left] == texts[0]


def _is_signed(filled: Sequence[object], texts: list[str]) -> bool:
    """填报人：… 审核：… 填报时间：…, in one cell or one each: nothing but pairs."""
    pairs_only = len(filled) == len(texts) <= 6 and re.match(r"[^:：]{2,12}[:：]", texts[0])
    return bool(pairs_only) and is_signature(texts)
