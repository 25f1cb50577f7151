"""What a file must not do to us, looked for before any parser sees it.

Every XML part is inflated once and skimmed, without being parsed: how large it is, how many rows, cells, texts and
formats it claims, whether it declares entities, how far apart its cells lie. A ratio limit alone is not used:
ordinary style sheets exceed any that would stop a bomb (measured over 2,400 workbooks).
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import chain

from promo_desk.fields.message import Message
from promo_desk.sheets.cells import column_number
from promo_desk.sheets.limits import Limits, shown_bytes
from promo_desk.sheets.packages import Package, declares_entities, outside, over

__all__ = ["Limits", "Weighed", "WeighedPart", "plain_pieces", "weigh"]

GRID_ROWS, GRID_COLUMNS = 1_048_576, 16_384
_XML = (".xml", ".rels", ".vml")
_DECLARED = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)
_ROOT = re.compile(rb"<((?:\w+:)?)(worksheet|sst|styleSheet)\b")
_COUNTED = {b"worksheet": ("row", "c"), b"sst": ("si",), b"styleSheet": ("xf",)}
"""What is worth counting in which part; everything in a part that says nothing of itself."""
_OPEN_DOCUMENT = b"<office:document-content"
_PLACE = re.compile(rb"""\br=["']([A-Za-z]{1,8})(\d{1,12})["']""")
_FILLED = re.compile(rb"""<(?:\w+:)?c\s[^>]*?\br=["']([A-Za-z]{1,8})(\d{1,12})["'][^>]*(?<!/)>""")
_WRITTEN_OUT = {"row": (Message("a sheet has {count} rows or more"), "row_marks"),
                "c": (Message("a sheet has {count} cells or more"), "cell_marks"),
                "si": (Message("it has {count} texts or more"), "strings"),
                "xf": (Message("it has {count} cell formats or more"), "styles")}


Look = Callable[[bytes], None]


@dataclass
class WeighedPart:
    """What one sheet's XML claims: rows and cells written, and the far corner of its cells."""

    rows: int = 0
    cells: int = 0
    last_row: int = 0
    last_column: int = 0
    utf16: bool = False

    @property
    def box(self) -> int:
        return self.last_row * self.last_column


@dataclass
class Weighed:
    """What the whole package claims. ``row_by_row``: a box too large for memory, or a part in UTF-16, of which
    calamine would make an empty sheet without a word."""

    parts: dict[str, WeighedPart] = field(default_factory=dict)
    row_by_row: bool = False

    @property
    def rows(self) -> int:
        return sum(part.rows for part in self.parts.values())

    @property
    def cells(self) -> int:
        return sum(part.cells for part in self.parts.values())


def plain_pieces(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """The same XML as UTF-8: what is said in UTF-16 is looked at with the same eyes."""
    decoder: codecs.IncrementalDecoder | None = None
    for number, piece in enumerate(pieces):
        if number == 0 and (encoding := _wide_encoding(piece[:4])):
            decoder = codecs.getincrementaldecoder(encoding)("replace")
        yield decoder.decode(piece).encode("utf-8", "replace") if decoder else piece


def _wide_encoding(head: bytes) -> str | None:
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    return {b"<\0": "utf-16-le", b"\0<": "utf-16-be"}.get(head[:2])


def weigh(package: Package, look: Callable[[str], Look | None] = lambda _part: None) -> Weighed:
    """Skim every XML part, the sheets of an .xlsx last. WorldFault when a limit is passed or an entity is declared.
    ``look``: asked for each sheet who wants to see its pieces on the way; inflating them twice would cost more."""
    weighed = Weighed()
    for part in sorted(package.entries, key=_is_sheet):
        if part.lower().endswith(_XML):
            claims = _skim(package, part, look(part) if _is_sheet(part) else None)
            weighed.row_by_row |= claims.utf16
            if claims.cells or claims.rows:
                weighed.parts[part] = claims
        elif part.lower().endswith(".bin"):
            for _piece in package.pieces(part):
                pass
    weighed.row_by_row |= any(claims.box > package.limits.box and _filled_box(package, part) > package.limits.box
                              for part, claims in weighed.parts.items())
    return weighed


def _is_sheet(part: str) -> bool:
    return part.startswith("xl/worksheets/") and part.endswith(".xml")


def _skim(package: Package, part: str, look: Look | None) -> WeighedPart:
    """One part: counts, places, declarations. Pieces are cut before a tag, so that no mark is cut in two."""
    counts = dict.fromkeys(_WRITTEN_OUT, 0)
    claims, prefix, counted = WeighedPart(), b"<", tuple(_WRITTEN_OUT)
    pieces = package.pieces(part)
    first = next(pieces, b"")
    claims.utf16 = _wide_encoding(first[:4]) is not None
    for number, piece in enumerate(_whole_tags(package, chain([first], pieces))):
        if number == 0 and (root := _ROOT.search(piece)):
            prefix, counted = b"<" + root[1], _COUNTED[root[2]]
        elif number == 0 and _OPEN_DOCUMENT in piece:
            prefix = b"<table:table-"
        if b"<!" in piece and _DECLARED.search(piece):
            raise declares_entities(package.name)
        if look is not None:
            look(piece)
        _count(package, piece, {tag: prefix + tag.encode() for tag in counted}, counts)
        if counts["row"]:
            _reach(claims, piece.split(prefix + b"row"))
    claims.rows, claims.cells = counts["row"], counts["c"]
    _check_grid(package, claims)
    return claims


def _whole_tags(package: Package, pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Pieces that end before a "<"; a text longer than the limit stops the file."""
    rest = b""
    for piece in plain_pieces(pieces):
        rest += piece
        cut = rest.rfind(b"<")
        if cut > 0:
            yield rest[:cut]
            rest = rest[cut:]
        if len(rest) > package.limits.text_run:
            raise over(package.name, Message("it holds a text of more than {size}", {"size": shown_bytes(len(rest))}),
                       "text_run", shown_bytes(package.limits.text_run))
    yield rest


def _count(package: Package, piece: bytes, marks: dict[str, bytes], counts: dict[str, int]) -> None:
    """Counting is ten times faster than matching; that <c also counts the few <col does no harm to a limit."""
    for tag, mark in marks.items():
        what, limit = _WRITTEN_OUT[tag]
        counts[tag] += piece.count(mark)
        if counts[tag] > getattr(package.limits, limit):
            raise over(package.name, Message(what.msgid, {"count": f"{counts[tag]:,}"}), limit,
                       f"{getattr(package.limits, limit):,}")


def _reach(claims: WeighedPart, rows: list[bytes]) -> None:
    """The far corner: the last place named in each row. (Places out of order are met by the reader's own limits.)"""
    letters = set()
    for row in rows:
        at = row.rfind(b' r="')
        found = _PLACE.match(row, at + 1 if at >= 0 else max(0, row.rfind(b" r='") + 1))
        if found:
            letters.add(found[1])
            claims.last_row = max(claims.last_row, int(found[2]))
    claims.last_column = max(claims.last_column, *(column_number(each.decode()) for each in letters), 0)


def _check_grid(package: Package, claims: WeighedPart) -> None:
    if claims.last_row > GRID_ROWS or claims.last_column > GRID_COLUMNS:
        raise outside(package.name, claims.last_row, claims.last_column)


def _filled_box(package: Package, part: str) -> int:
    """The box of the cells that hold something: formatted blanks cost nothing later on."""
    claims = WeighedPart()
    for piece in _whole_tags(package, package.pieces(part)):
        for letters, row in _FILLED.findall(piece):
            claims.last_column = max(claims.last_column, column_number(letters.decode()))
            claims.last_row = max(claims.last_row, int(row))
    return claims.box
