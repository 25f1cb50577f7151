"""Which rows below a header are records, and what the others are: totals, notes, labels, repeated headers, blanks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Literal

from promo_desk.sheets.cells import RawSheet, Row, Value
from promo_desk.sheets.row_words import (
    has_ordinal,
    is_example,
    is_footer,
    is_label,
    is_ordinal,
    is_place,
    is_sentence,
    is_signed,
    is_starred,
    is_words,
    names_a_firm,
    number_of,
    sum_of,
)
from promo_desk.sheets.surroundings import folded, is_note, is_unit, one_line, unit_note

Reason = Literal["total", "subtotal", "note", "blank", "group", "repeated header", "said", "other table"]
Kind = Reason | Literal["record", "table"]

_NUMBERED_NOTE = re.compile(r"[(（]?\d{1,2}\s*[)）.、．]|[①-⑳]|[-•·●—]")
_FIRST_TEXTS = 3
_LATIN_SIGNS = re.compile(
    r"total|\bsum\b|overall|average|which|thereof|\bmean\b|median|example|sample|^note|^remark|^source|prepared|compiled|"
    r"checked|approved|^page|^[ivx]{1,4}\.?$|^all$|[:*]", re.IGNORECASE)
_LATIN_WORDS = ("total", "sum", "overall", "average", "which", "thereof", "mean", "median", "example", "sample",
                "prepared", "compiled", "checked", "approved", ":", "*")
_LATIN_STARTS = ("note", "remark", "source", "page")
_SHORT = 6
"""_LATIN_SIGNS finds nothing but in a text with one of these, or a short one: looking for them costs a tenth."""
_HAN_SIGNS = re.compile("[计注说:：签章汇页*※幅均例占比率源核表负共续部]")
_SPECIAL_STARTS = frozenset("一二三四五六七八九十(（ⅠⅡⅢⅣⅤⅥⅦⅧ甲栏")
_LONG_STARTS = frozenset("备注说NnSsRr*※")
_LONG = 60
_PAIRS = 8
_DIGITS = frozenset("0123456789")
_LOOKED_INTO = 30
_TEXT_ALONE = frozenset((str, type(None)))
_NUMBER_HEADS = ("序号", "序", "项次", "no.", "no", "#", "s/n", "s/no.")
_FIGURES = re.compile("指标|indicator|metric|measure", re.IGNORECASE)
_FILTERS = ("(全部)", "全部", "(all)", "all", "筛选", "▼", "(多项)", "(空白)")
_SAMPLE = 200
_REMEMBERED = 2_000


@dataclass
class Rows:
    """The rows below the header, judged one by one. ``columns``: first and last column of the table."""

    sheet: RawSheet
    header: Sequence[Sequence[str]]
    """The header rows as they stand, to find them again further down."""
    columns: tuple[int, int]
    header_rows: tuple[int, ...] = ()
    above: Sequence[Row] = ()
    """The rows above the header: on a further page they stand there again."""
    starts_table: Callable[[int], bool] = lambda _row: False
    usual_texts: float = 0.0
    usual_filled: float = 0.0
    is_narrow: bool = True
    """Whether one text alone in its row is what many records look like here."""
    in_notes: bool = False
    first_is_number: bool = False
    last_head: int = 0
    wordless: list[int] = field(default_factory=list)
    """The records without any words: one of them may be a sum."""
    wide: dict[int, int] = field(default_factory=dict)
    """Row -> how many columns its widest merged cell covers."""
    lists_figures: bool = False
    """Whether the rows are indicators: a growth rate is a record there."""
    harmless: set[str] = field(default_factory=set)
    """Texts that make no row special where they do not begin it."""
    deep: set[int] = field(default_factory=set)
    """The rows that a cell merged downwards from a row above reaches."""

    def __post_init__(self) -> None:
        self.lists_figures = any(_FIGURES.search(text) for row in self.header for text in row)
        self.heads = {_joined(row) for row in (*self.header, *self.above)} - {""}
        rows = [*self.above, *(self.sheet.row(row) for row in self.header_rows)]
        self.firsts = {text for row in rows for text in row if isinstance(text, str)}
        for top, left, bottom, right in self.sheet.merged:
            self.wide[top] = max(self.wide.get(top, 1), right - left + 1)
            self.deep.update(range(top + 1, min(bottom, self.sheet.last_row) + 1))

    def measure(self, first_row: int) -> None:
        """What a usual row of this table looks like, from its first rows."""
        self.last_head = first_row - 1
        start = first_row - self.sheet.first_row
        rows = [row for row in self.sheet.rows[start:start + _SAMPLE] if len(row) > row.count(None)]
        many = [row for row in rows if len(row) - row.count(None) > 1]
        sample = [row for row in many if not _may_be_sum(row)] or many
        if not sample:
            return
        columns = max((sum(map(bool, row)) for row in self.header), default=0)
        texts = sorted(sum(map(is_words, row)) for row in sample)
        filled = sorted(len(row) - row.count(None) for row in sample)
        self.usual_texts, self.usual_filled = texts[len(texts) // 2], filled[len(filled) // 2]
        self.is_narrow = (columns or self.usual_filled) <= 2
        numbers = sum(self._numbered(row) for row in sample)
        ordinals = sum(isinstance(self._left(row), str) and is_ordinal(str(self._left(row))) for row in sample)
        named = any(folded(row[self.columns[0] - 1]) in _NUMBER_HEADS for row in self.header)
        self.first_is_number = numbers * 2 > len(sample) or (numbers > 0 and (
            named or numbers + ordinals * 2 > len(sample)))

    def _left(self, row: Row) -> Value:
        left = self.columns[0] - 1
        return row[left] if left < len(row) else None

    def _numbered(self, row: Row) -> bool:
        return number_of(self._left(row)) is not None

    def kind(self, number: int, row: Row) -> Kind:
        """What a row is. Cheap for the many that are plainly records."""
        count = len(row) - row.count(None)
        if count > 2 and not self._may_be_special(row) and number - 1 != self.last_head:
            return "table" if _TEXT_ALONE.issuperset(map(type, row)) and self.starts_table(number) else "record"
        filled = [value for value in row if value is not None and not (isinstance(value, str) and not value.strip())]
        if not filled:
            return "blank"
        words = islice(filter(is_words, filled), self._texts_that_count(len(filled)))
        texts = [text for text in words if isinstance(text, str)]
        if not texts and len(filled) == 1 and isinstance(filled[0], str) and number_of(filled[0]) is None:
            texts = [filled[0]]
        kind = self._special(number, row, filled, texts)
        if kind == "repeated header":
            self.last_head = number
        return kind

    def _texts_that_count(self, filled: int) -> int:
        """How many texts of a row are looked at: of one that is filled as records are, no more than tell that."""
        if filled <= max(_PAIRS, self.usual_filled / 2):
            return filled
        return max(_FIRST_TEXTS, int(self.usual_texts / 2) + 2)

    def _may_be_special(self, row: Row) -> bool:
        """Whether the first texts could be those of a total, a note, a label, a blank, a header; or there are none."""
        seen = 0
        for text in row:
            if not isinstance(text, str) or (seen and text in self.harmless):
                seen += text.__class__ is str
            elif text in self.firsts or _is_suspect(text, not seen):
                return True
            elif text[:1] not in _DIGITS:
                seen += 1
                if len(self.harmless) < _REMEMBERED:
                    self.harmless.add(text)
            if seen == _FIRST_TEXTS:
                break
        return seen == 0

    def _special(self, number: int, row: Row, filled: Sequence[Value], texts: list[str]) -> Kind:
        if self._repeats_header(number, filled):
            return "repeated header"
        total = self._total(filled, texts)
        if total:
            return total
        if self._is_empty_form(row, filled, texts):
            return "blank"
        if texts and self._is_note(number, filled, texts):
            self.in_notes = True
            return "note"
        if self.starts_table(number):
            return "table"
        if not texts:
            self.wordless.append(number)
        return "group" if self._is_group(number, row, filled, texts) else "record"

    def _total(self, filled: Sequence[Value], texts: list[str]) -> Literal["total", "subtotal"] | None:
        """A word for a total among the first texts counts only where the rest of the row is as bare as a total's:
        a firm named 合计科技 or Total is none."""
        bare = len(texts) <= max(1, self.usual_texts / 2)
        rates = self.usual_texts >= 2 and not self.lists_figures
        if not bare and self.first_is_number and number_of(filled[0]) is not None:
            return None
        found = (sum_of(text, bare, rates) for text in texts[:_FIRST_TEXTS])
        return next(filter(None, found), None)

    def _repeats_header(self, number: int, filled: Sequence[Value]) -> bool:
        """The header, the title or the numbers of the columns again; or what a filter is set to. The first cell alone
        tells of nearly every row that it is nothing of the kind."""
        first = folded(one_line(filled[0]))
        if len(filled) == 1 or any(head.startswith(first) for head in self.heads):
            joined = _joined(filled)
            if joined in self.heads or (len(filled) == 1 and any(
                    joined in (f"{head}(续)", f"{head}续", f"续{head}", "续表", "(续)") for head in self.heads)):
                return True
        below = number - 1 == self.last_head
        if (below or first.strip("()").partition("=")[0] == "1") and _counts_columns(filled, below):
            return True
        return len(filled) > 1 and all(folded(str(value)) in _FILTERS or _is_unit_alone(value, below)
                                       for value in filled)

    def _is_empty_form(self, row: Row, filled: Sequence[Value], texts: list[str]) -> bool:
        """A row of a form that nobody filled in: its number alone, perhaps with sums of nothing."""
        if texts or not self.first_is_number or not self._numbered(row) or self.is_narrow:
            return False
        return self.usual_texts >= 1 and all(number_of(value) == 0 for value in filled[1:])

    def _is_note(self, number: int, filled: Sequence[Value], texts: list[str]) -> bool:
        """Remarks, footers and signatures begin their row, and little else stands in it."""
        if filled[0] != texts[0] and not is_starred(str(filled[0])):
            return False
        first, only = texts[0].strip(), len(filled) == 1
        little = len(filled) <= max(2, self.usual_filled / 2)
        if little and (is_note(first) or (is_starred(first) and only)):
            return True
        if is_example(first) and (not only or self.in_notes):
            return True
        if len(filled) <= _PAIRS and self._only_texts(filled) and (little or ":" in folded(first)) and is_signed(texts):
            return True
        return (little and is_footer(texts)) or (only and self._is_remark(number, first))

    @staticmethod
    def _only_texts(filled: Sequence[Value]) -> bool:
        return not any(isinstance(value, int | float) for value in filled)

    def _is_remark(self, number: int, text: str) -> bool:
        """One text alone that speaks of the table."""
        if unit_note(text) is not None or (self.in_notes and _NUMBERED_NOTE.match(text)):
            return True
        if self.is_narrow or number in self.deep:
            return False
        return len(text) > _LONG or (len(text) > 8 and is_sentence(text) and not is_label(text))

    def _is_group(self, number: int, row: Row, filled: Sequence[Value], texts: list[str]) -> bool:
        """A row that names those below it: one text merged across, with an ordinal, where numbers stand, or a usual
        word for a group; or the number of a part (一, Ⅱ) where records have 1, 2, 3."""
        left = self._left(row)
        if not texts or self.is_narrow or number in self.deep:
            return False
        if self.first_is_number and isinstance(left, str) and (
                is_ordinal(left) or (has_ordinal(left) and number_of(left) is None and not left[:1].isdigit())):
            return True
        if self.first_is_number and len(texts) == 1 and left == texts[0]:
            return not self._tells_more(filled)
        if self.wide.get(number, 1) >= 3 and len(texts) == 1 and filled[0] == texts[0]:
            return not self._tells_more(filled)
        if len(filled) == 2 == len(texts) and is_ordinal(texts[0]) and filled[0] == texts[0]:
            return True
        return len(filled) == 1 and self._is_label(number, row, texts[0])

    @staticmethod
    def _tells_more(filled: Sequence[Value]) -> bool:
        return any(number_of(value) is None for value in filled[1:])

    def _is_label(self, number: int, row: Row, text: str) -> bool:
        covered = self.wide.get(number, 1)
        if has_ordinal(text) or is_label(text) or covered >= 3 or covered >= self.columns[1] - self.columns[0] + 1 > 1:
            return True
        if self.first_is_number:
            return self._left(row) == text or not names_a_firm(text)
        return is_place(text) and not self._lists_places(row)

    def _lists_places(self, row: Row) -> bool:
        """Whether places are what the table lists, as its header says."""
        column = next(index for index, value in enumerate(row) if value is not None)
        heads = "".join(head[column] for head in self.header if column < len(head))
        return bool(re.search("[区园镇街市县]|地|zone|park|district|city", heads, re.IGNORECASE))

    def is_loose(self, number: int) -> bool:
        """Whether a last row that seemed a record is but a line below the table: one text alone, apart from the
        records, or where no names stand."""
        row = self.sheet.row(number)
        filled = [(at, value) for at, value in enumerate(row, 1) if value is not None and str(value).strip()]
        if self.is_narrow or len(filled) > 2 or number in self.deep or not filled:
            return False
        apart = filled[0][0] > self.columns[0] + 1
        after_blank = not any(value is not None for value in self.sheet.row(number - 1))
        if len(filled) == 2:
            return apart and after_blank
        value = filled[0][1]
        if not isinstance(value, str):
            return apart and after_blank
        return (apart or after_blank) and not names_a_firm(value)


def _is_suspect(text: str, first: bool) -> bool:
    if len(text) >= _LOOKED_INTO:
        return first and text[0] in _LONG_STARTS
    if text.isascii():
        return text[:1] not in _DIGITS and (_has_latin_sign(text) or text.isspace() or (first and not text))
    return bool(_HAN_SIGNS.search(text)) or (first and text[0] in _SPECIAL_STARTS) or text[0].isspace()


def _has_latin_sign(text: str) -> bool:
    small = text.lower()
    if len(text) > _SHORT and not small.startswith(_LATIN_STARTS) and not any(map(small.__contains__, _LATIN_WORDS)):
        return False
    return bool(_LATIN_SIGNS.search(text))


def _may_be_sum(row: Row) -> bool:
    texts = [value for value in row if isinstance(value, str)][:_FIRST_TEXTS]
    return any(sum_of(text, True, False) for text in texts)


def _joined(values: Iterable[Value]) -> str:
    return folded("|".join(one_line(value) for value in values if value not in (None, "")))


def _is_unit_alone(value: Value, below_header: bool) -> bool:
    return isinstance(value, str) and (below_header or value[:1] in "(（") and is_unit(value.strip("()（） "))


_HEAVENLY = "甲乙丙丁戊己庚辛壬癸"


def _counts_columns(filled: Sequence[Value], below_header: bool) -> bool:
    """A row 1 2 3 4 …, (1) (2) (3), 甲 乙 1 2 or A B C under the header numbers the columns."""
    if len(filled) < (3 if below_header else 4):
        return False
    plain = [folded(str(value)).strip("()").partition("=")[0] for value in filled]
    if below_header and plain[0] in ("栏次", "列次", "列号", "栏号", "no."):
        plain = plain[1:]
    stems = next((at for at, text in enumerate(plain) if text not in _HEAVENLY or not text), len(plain))
    if below_header and stems and plain[:stems] == list(_HEAVENLY[:stems]):
        plain = plain[stems:]
    letters = [chr(97 + at) for at in range(min(len(plain), 26))]
    return plain == [str(n) for n in range(1, len(plain) + 1)] or (below_header and plain == letters)
