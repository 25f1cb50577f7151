"""Which rows of a sheet are its header, and what each column is called, with the merged headings above it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise

from promo_desk.sheets.cells import RawSheet, Row, Value
from promo_desk.sheets.row_kinds import Rows
from promo_desk.sheets.row_words import has_ordinal, is_numbered, is_sentence
from promo_desk.sheets.surroundings import (
    facts_of,
    folded,
    in_pairs,
    is_note,
    is_signature,
    is_unit,
    one_line,
    unit_note,
    year_of,
)

Known = Callable[[str], bool]

_LOOKED_AT = 60
_LONGEST_HEADER = 60
_MOST_ROWS = 4
_REMEMBERED = 50_000
_FRONT = re.compile(r"(?:封面|首页|扉页|目录|目次|总目录|(?:填[表报写]|使用|编制|指标)?说明|填表须知|须知|"
                    r"数据字典|字典|下拉(?:选项|列表)?|选项|代码表|"
                    r"cover|contents|tableofcontents|index|readme|instructions?|howtofillin|notes|guide|options|lookups?)")
_LEAST_KNOWN = 3
_FIRST_YEAR, _LAST_YEAR = 1949, 2100


@dataclass
class Cells:
    """The sheet's head as people see it: a merged range says its text in each of its cells."""

    sheet: RawSheet
    last: int
    merged: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)

    @classmethod
    def of(cls, sheet: RawSheet) -> Cells:
        cells = cls(sheet, min(sheet.last_row, sheet.first_row + _LOOKED_AT - 1))
        for top, left, bottom, right in sheet.merged:
            if top <= cells.last:
                for row in range(top, min(bottom, top + _MOST_ROWS) + 1):
                    for column in range(left, min(right, sheet.width or right) + 1):
                        cells.merged[row, column] = (top, left)
        return cells

    def text(self, row: int, column: int) -> str:
        """The header text seen in a cell, "" for a blank one."""
        value = self.sheet.value(*self.merged.get((row, column), (row, column)))
        return "" if value is None else one_line(value)

    def own(self, row: int, column: int) -> Value:
        return self.sheet.value(row, column)

    def row(self, row: int) -> Row:
        return self.sheet.row(row)


def is_word(value: Value) -> bool:
    """A short text that is no number, no sentence and no remark."""
    if not isinstance(value, str):
        return False
    text = one_line(value)
    return 0 < len(text) <= _LONGEST_HEADER and not _is_number(text) and not is_note(text)


def _is_number(text: str) -> bool:
    plain = folded(text).replace(",", "").replace("%", "").lstrip("-+").replace(".", "", 1).replace("-", "")
    return plain.isdigit()


def _worded(row: Row) -> Row:
    """A row with its years as words, where the years are columns: 指标 | 2015 | 2016 | 2017."""
    years = [value for value in row if isinstance(value, int) and _FIRST_YEAR <= value <= _LAST_YEAR]
    steps = {two - one for one, two in pairwise(years)}
    if len(years) < 2 or steps not in ({1}, {-1}) or not any(isinstance(value, str) for value in row):
        return row
    return tuple(f"{value}年" if value in years else value for value in row)


def _score(row: Row, known: Known) -> float:
    """Distinct short words speak for a header, known ones three times, numbers and facts against it."""
    filled = [value for value in _worded(row) if value is not None]
    words = {folded(one_line(value)): one_line(value) for value in filled if isinstance(value, str) and is_word(value)}
    others = len(filled) - sum(map(is_word, filled))
    facts = facts_of([value for value in filled if isinstance(value, str)])
    told = sum(known(word) for word in words.values())
    if told * 2 <= len(filled) and in_pairs([str(value) for value in filled]):
        return 0.0
    if len(words) + told < 2 or (facts and told < 2) or (len(words) < 3 and any(map(unit_note, words.values()))):
        return 0.0
    return len(words) + 3 * told - 2 * others - sum(len(word) > 25 for word in words.values())


def find_header(cells: Cells, known: Known) -> tuple[int, ...]:
    """The header's rows, () when none is found."""
    rows = range(cells.sheet.first_row, cells.last + 1)
    scores = {row: _score(cells.row(row), known) for row in rows}
    best = max(scores.values(), default=0.0)
    if best <= 1 or _is_front_sheet(cells, known):
        return ()
    base = next(row for row in rows if scores[row] >= 0.8 * best or (scores[row] > 1 and _all_known(cells, row, known)))
    if not any(map(known, map(one_line, filter(is_word, cells.row(base))))) and _looks_like_data(cells, base):
        return ()
    return tuple(range(_top(cells, base), _bottom(cells, base, known) + 1))


def _is_front_sheet(cells: Cells, known: Known) -> bool:
    """A cover or instructions, by its name or first line, in which no row has several known words."""
    first = next((value for row in cells.sheet.rows for value in row if value is not None), "")
    if not is_front(cells.sheet.name) and not is_front(str(first)):
        return False
    rows = (cells.row(row) for row in range(cells.sheet.first_row, cells.last + 1))
    return not any(sum(is_word(value) and known(one_line(value)) for value in row) >= _LEAST_KNOWN for row in rows)


def _all_known(cells: Cells, row: int, known: Known) -> bool:
    """Words only, nearly all of them known: the header of a first table, though a later one has more columns."""
    words = [value for value in cells.row(row) if value is not None]
    told = sum(is_word(word) and known(one_line(word)) for word in words)
    return told >= 2 and told * 3 >= 2 * len(words) and all(map(is_word, words)) and not is_signature(
        [f"{word}：-" for word in words])


def is_list(sheet: RawSheet) -> bool:
    """Whether a sheet without a header is a bare list: rows of several cells, or names one below the other; and no
    cover, no table of contents, no instructions."""
    rows = [[value for value in row if value is not None] for row in sheet.rows]
    filled = [row for row in rows if row]
    if filled and (is_front(sheet.name) or is_front(str(filled[0][0]))):
        return False
    if sum(len(row) > 1 for row in filled) * 2 >= len(filled):
        return bool(filled)
    texts = [str(row[0]).strip() for row in filled]
    return len(filled) > 1 and len(filled) == len(rows) and not any(
        facts_of([text]) or has_ordinal(text) or is_sentence(text) or is_numbered(text) or year_of(text)
        or is_note(text) for text in texts)


def is_front(text: str) -> bool:
    """封面, 目录, 填表说明, Contents: a sheet that speaks of the others."""
    return bool(_FRONT.fullmatch(folded(text)))


def _looks_like_data(cells: Cells, base: int) -> bool:
    """A first row with numbers in it, above rows with numbers in the same places: a list without a header."""
    here, below = _worded(cells.row(base)), cells.row(base + 1)
    return any(_counts(one) and _counts(two) for one, two in zip(here, below, strict=False))


def _counts(value: Value) -> bool:
    return value is not None and (not isinstance(value, str) or _is_number(one_line(value)))


def _top(cells: Cells, base: int) -> int:
    """Group headings above: merged over several columns, but not over all as a title is."""
    top = base
    while top > cells.sheet.first_row and base - top < _MOST_ROWS - 1 and _is_group_row(cells, top - 1, top):
        top -= 1
    return top


def _is_group_row(cells: Cells, row: int, below: int) -> bool:
    words = [value for value in cells.row(row) if value is not None]
    if len(words) < 2 or not all(map(is_word, words)) or facts_of([str(word) for word in words]):
        return False
    spans = any((top <= row and bottom >= below) or (top == row and right > left)
                for top, left, bottom, right in cells.sheet.merged)
    return spans or _complements(cells.row(row), cells.row(below))


def _complements(upper: Row, lower: Row) -> bool:
    """Without merged cells: each row has words where the other is blank."""
    pairs = [(upper[i] if i < len(upper) else None, lower[i] if i < len(lower) else None)
             for i in range(max(len(upper), len(lower)))]
    only_upper = sum(one is not None and two is None for one, two in pairs)
    only_lower = sum(one is None and two is not None for one, two in pairs)
    return only_upper >= 1 and only_lower >= 1


def _bottom(cells: Cells, base: int, known: Known) -> int:
    bottom = base
    while bottom < cells.last and bottom - base < _MOST_ROWS - 1 and _continues(cells, bottom, known):
        bottom += 1
    return bottom


def _continues(cells: Cells, row: int, known: Known) -> bool:
    """Whether the row below still belongs to the header."""
    below = cells.row(row + 1)
    words = [value for value in below if value is not None]
    reaches = any(top <= row < bottom for top, _left, bottom, _right in cells.sheet.merged if top > row - _MOST_ROWS)
    if not words:
        return reaches
    if not all(map(is_word, words)):
        return False
    if all(is_unit(one_line(word).strip("()（）")) for word in words) and len(words) > 1:
        return True
    grouped = any(top == row == bottom and right > left and _any_below(below, left, right)
                  for top, left, bottom, right in cells.sheet.merged)
    if reaches or grouped:
        return True
    short = all(len(one_line(word)) <= 15 for word in words)
    told = sum(known(one_line(word)) for word in words)
    return short and _complements(cells.row(row), below) and told * 2 >= len(words)


def _any_below(below: Row, left: int, right: int) -> bool:
    return any(value is not None for value in below[left - 1:right])


def headings(cells: Cells, header_rows: tuple[int, ...], column: int) -> list[str]:
    """The texts above a column from top to bottom, each once."""
    texts = [cells.text(row, column) for row in header_rows]
    if len(header_rows) > 1 and not texts[0] and texts[-1] and not _merged_in(cells, header_rows):
        texts[0] = _group_to_the_left(cells, header_rows, column)
    found = [text for text in texts if text]
    return found[:1] + [two for one, two in pairwise(found) if one != two]


def _merged_in(cells: Cells, header_rows: tuple[int, ...]) -> bool:
    return any(top in header_rows for top, _left, _bottom, _right in cells.sheet.merged)


def _group_to_the_left(cells: Cells, header_rows: tuple[int, ...], column: int) -> str:
    """Without merged cells a group heading stands over its first column only; it holds until a column that has no
    leaf below."""
    for left in range(column - 1, 0, -1):
        above, leaf = cells.text(header_rows[0], left), cells.text(header_rows[-1], left)
        if above:
            return above if leaf else ""
        if not leaf:
            return ""
    return ""


def begins_table(sheet: RawSheet, known: Known, memory: dict[str, bool], number: int) -> bool:
    """Whether another table begins here: words only, of which most are known headers; after a blank row half of
    them suffice. ``memory`` keeps what was asked."""
    words = [value for value in sheet.row(number) if value is not None]
    if len(words) < 2 or any(value.__class__ is not str or len(str(value)) > _LONGEST_HEADER for value in words):
        return False
    after_blank = not any(value is not None for value in sheet.row(number - 1)[1:])
    least = max(2.0, len(words) / (2 if after_blank else 1.5))
    told = 0
    for left, word in enumerate(reversed(words)):
        if told + len(words) - left < least:
            return False
        told += _remembered(known, memory, str(word))
    return told >= least and all(map(is_word, words))


def _remembered(known: Known, memory: dict[str, bool], text: str) -> bool:
    told = memory.get(text)
    if told is None:
        if len(memory) >= _REMEMBERED:
            memory.clear()
        told = memory[text] = known(one_line(text))
    return told


def begins_foreign(rows: Rows, known: Known, number: int) -> int:
    """The last row of a table of which no header word is known, when one begins here after a blank row; else 0.

    It has other columns than the table above it, and words where that one has numbers or numbers where it has words.
    """
    sheet, words = rows.sheet, rows.sheet.row(number)
    columns = _places(words)
    if len(columns) < 2 or any(value is not None for value in sheet.row(number - 1)) or not rows.header:
        return 0
    if not all(is_word(words[at]) for at in columns) or any(known(one_line(words[at])) for at in columns):
        return 0
    last = number
    while _places(sheet.row(last + 1)):
        last += 1
    block = [sheet.row(row) for row in range(number + 1, last + 1)]
    apart = columns != _places(tuple(text or None for text in rows.header[-1]))
    fits = all(_places(row) <= columns and len(_places(row)) > 1 for row in block)
    return last if block and apart and fits and _numbers_below(block, columns) else 0


def _places(row: Row) -> set[int]:
    return {index for index, value in enumerate(row) if value is not None}


def _numbers_below(block: list[Row], columns: set[int]) -> bool:
    """Whether a word of the header stands over numbers alone."""
    return any(all(index < len(row) and _counts(row[index]) for row in block) for index in columns)


def independent(sheet: RawSheet, header: tuple[int, ...], blocks: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The blocks of columns that are tables of their own; a block that only continues the one before it is joined."""
    made: list[tuple[int, int]] = []
    for block in blocks:
        if made and not _own_table(sheet, header, made[-1], block):
            made[-1] = (made[-1][0], block[1])
        else:
            made.append(block)
    return made


def _own_table(sheet: RawSheet, header: tuple[int, ...], left: tuple[int, int], right: tuple[int, int]) -> bool:
    """Whether the right block is no part of the left one: it repeats its words, or has rows where it is blank."""
    words = [{folded(one_line(value)) for row in header for value in sheet.row(row)[first - 1:last] if is_word(value)}
             for first, last in (left, right)]
    if min(map(len, words)) < 2:
        return False
    return bool(words[0] & words[1]) or _rows_apart(sheet, header[-1] + 1, left, right)


def _rows_apart(sheet: RawSheet, first: int, left: tuple[int, int], right: tuple[int, int]) -> bool:
    """Rows in which the left block is blank and the right one is not; or one that ends, dense, above the other."""
    filled = [[_filled(row, left), _filled(row, right)] for _, row in sheet.numbered() if _ >= first]
    if any(not one and two > 1 for one, two in filled):
        return True
    ends = next((at for at, (_, two) in enumerate(filled) if not two), len(filled))
    dense = all(two == right[1] - right[0] + 1 for _, two in filled[:ends])
    return dense and 0 < ends < len(filled) - 1 and not any(two for _, two in filled[ends:])


def _filled(row: Row, block: tuple[int, int]) -> int:
    part = row[block[0] - 1:block[1]]
    return len(part) - part.count(None)
