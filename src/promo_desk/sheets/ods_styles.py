"""The number formats of an OpenDocument workbook, told as Excel tells them: yyyy"年"m"月", 0.00"亿元", [h]:mm.

A style of a cell names a data style, itself or through its parents; a data style is a row of parts (year, text, month).
"""

from __future__ import annotations

from dataclasses import dataclass, field

from promo_desk.sheets.outline import telling

OFFICE, TABLE, TEXT, STYLE, NUMBER = (
    f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0 " for name in ("office", "table", "text", "style", "datastyle"))
_DATA_STYLES = tuple(NUMBER + name for name in (
    "number-style", "date-style", "time-style", "percentage-style", "currency-style", "boolean-style", "text-style"))
_MOST_PARENTS = 20
_MOST_PLACES = 30
Told = dict[str, str]


@dataclass
class _Style:
    data: str = ""
    parent: str = ""
    display: bool = True


@dataclass
class Styles:
    """Fed with the elements of styles.xml and content.xml as they come."""

    styles: dict[str, _Style] = field(default_factory=dict)
    codes: dict[str, str] = field(default_factory=dict)
    _open: str = ""
    _current: str = ""
    _parts: list[str] = field(default_factory=list)
    _text: bool = False
    _overflows: bool = False
    _found: dict[str, str | None] = field(default_factory=dict)

    def start(self, tag: str, told: Told) -> None:
        if tag == STYLE + "style":
            self._current = f'{told.get(STYLE + "family", "")} {told.get(STYLE + "name", "")}'
            self.styles[self._current] = _Style(told.get(STYLE + "data-style-name", ""),
                                                told.get(STYLE + "parent-style-name", ""))
        elif tag == STYLE + "table-properties" and self._current in self.styles:
            self.styles[self._current].display = told.get(TABLE + "display") != "false"
        elif tag in _DATA_STYLES:
            self._open, self._parts = told.get(STYLE + "name", ""), []
            self._overflows = told.get(NUMBER + "truncate-on-overflow") == "false"
        elif self._open and tag.startswith(NUMBER):
            self._part(tag[len(NUMBER):], told)

    def end(self, tag: str) -> None:
        self._text = False
        if tag in _DATA_STYLES and self._open:
            self.codes[self._open] = "".join(self._parts)
            self._open = ""

    def text(self, said: str) -> None:
        """What stands between the parts of a data style: 年, 亿元, -."""
        if self._text and said:
            plain = said in ("-", "/", ":", " ", ".", ",", "%", "(", ")")
            self._parts.append(said if plain else '"' + said.replace('"', "") + '"')

    def _part(self, name: str, told: Told) -> None:
        self._text = name in ("text", "currency-symbol")
        long = told.get(NUMBER + "style") == "long"
        if name in ("number", "scientific-number", "fraction"):
            self._parts.append(_digits(told) + ("E+00" if name == "scientific-number" else ""))
        elif name == "month":
            letters = ("mmmm" if long else "mmm") if told.get(NUMBER + "textual") == "true" else "mm" if long else "m"
            self._parts.append(letters)
        elif name in ("hours", "minutes", "seconds"):
            self._parts.append(self._clock(name[0], long, told))
        else:
            self._parts.append({"year": "yyyy" if long else "yy", "day": "dd" if long else "d", "era": "",
                                "day-of-week": "aaaa", "quarter": '"Q"', "am-pm": " AM/PM", "boolean": "BOOLEAN",
                                "text-content": "@"}.get(name, ""))

    def _clock(self, letter: str, long: bool, told: Told) -> str:
        code = letter * (1 + long)
        if self._overflows and not any(part.startswith("[") for part in self._parts):
            code = f"[{code}]"
        places = _count(told.get(NUMBER + "decimal-places"))
        return f"{code}.{'0' * places}" if places else code

    def hidden_table(self, style: str) -> bool:
        """Whether a table's style hides the sheet."""
        found = self.styles.get(f"table {style}")
        return found is not None and not found.display

    def code(self, style: str) -> str | None:
        """The number format of a cell's style, None where it says nothing but "a number"."""
        if style not in self._found:
            self._found[style] = telling(self.codes.get(self._data_of(style)))
        return self._found[style]

    def _data_of(self, style: str) -> str:
        for _ in range(_MOST_PARENTS):
            found = self.styles.get(f"table-cell {style}")
            if found is None:
                return ""
            if found.data:
                return found.data
            style = found.parent
        return ""


def _digits(told: Told) -> str:
    whole = "#,##0" if told.get(NUMBER + "grouping") == "true" else "0"
    places = _count(told.get(NUMBER + "decimal-places"))
    return f"{whole}.{'0' * places}" if places else whole


def _count(said: str | None) -> int:
    return min(int(said), _MOST_PLACES) if said and said.isascii() and said.isdigit() else 0
