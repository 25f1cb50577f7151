"""Which column is which field. Order of trust: what the user says, a layout seen before, a label, a synonym, the
nearest word among fields that fit the column's content; the rest is kept as notes of the row, or left out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Literal

from promo_desk.fields.field import Field
from promo_desk.fields.kind import Reading
from promo_desk.fields.kinds import fold
from promo_desk.fields.message import Message
from promo_desk.records import fields_of, kinds
from promo_desk.sheets.cells import RawSheet
from promo_desk.sheets.headers import (
    dictionary,
    find,
    is_label,
    is_left_out,
    role_values,
    split_of,
    take_apart,
)
from promo_desk.sheets.related import kind_of, natural_links, nearness, rank, slots_fit, targets
from promo_desk.sheets.shape import Shape, ShapeColumn

Trust = Literal["given", "remembered", "label", "synonym", "near", "none"]
Use = Literal["field", "split", "notes", "left_out"]
NOTES, LEFT_OUT = "notes", ""
"""What a user's correction says of a column instead of a path."""
_NEAR_ENOUGH = 84
_FITS = 0.5
_FIRM_IS_PARTY = 2.5
"""Where a project or an agreement has its name in the row, the firm beside it is a party to it."""
_SAMPLE = 40


@dataclass(frozen=True)
class MappedColumn:
    """One column and what becomes of it."""

    column: ShapeColumn
    use: Use = "notes"
    slot: str = ""
    """The record of the row: "project", "commitment:output"; "" for a column that is no field."""
    key: str = ""
    unit: str | None = None
    year: int | None = None
    trust: Trust = "none"
    message: Message | None = None
    joined: tuple[ShapeColumn, ...] = ()
    """Further columns that feed the same field."""

    @property
    def field(self) -> Field | None:
        return fields_of(kind_of(self.slot))[self.key] if self.key else None

    @property
    def path(self) -> str | None:
        """ "project.total_investment", whatever the role; None for a column that is no field."""
        return f"{kind_of(self.slot)}.{self.key}" if self.key else None

    @property
    def target(self) -> str:
        """What a remembered layout keeps: path with its role, "notes", or "" for left out."""
        if self.use in ("field", "split"):
            return f"{self.slot}.{self.key}"
        return NOTES if self.use == "notes" else LEFT_OUT


@dataclass(frozen=True)
class Profile:
    """A layout seen before: by header, where its column went, and the office's own words for choices."""

    name: str
    kind: str
    columns: Mapping[str, str]
    choices: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    id: int = 0

    def fits(self, headers: Iterable[str]) -> bool:
        """Whether a sheet has the same headers, in whatever order."""
        return {fold(header) for header in headers if header} == set(self.folded)

    @cached_property
    def folded(self) -> dict[str, str]:
        """The columns by folded header: a line break more or less makes no other layout."""
        return {fold(header): said for header, said in self.columns.items()}


@dataclass(frozen=True)
class SheetMapping:
    """A sheet's columns, decided. ``slots``: the records a row holds, the main one first."""

    kind: str
    columns: tuple[MappedColumn, ...]
    slots: tuple[str, ...]
    profile: Profile | None = None

    def of_slot(self, slot: str) -> tuple[MappedColumn, ...]:
        return tuple(each for each in self.columns if each.slot == slot and each.use == "field")


def map_columns(shape: Shape, sheet: RawSheet, profiles: Sequence[Profile] = (), into: str | None = None,
                given: Mapping[str, str] | None = None, leftover: Use = "notes") -> SheetMapping | None:
    """Every column decided; None when nothing tells what the rows are. ``given``: the user's word by column letter."""
    profile = next((each for each in profiles if each.fits(column.name for column in shape.columns)), None)
    kind = into or (profile.kind if profile else None) or guess_kind(shape, sheet.name)
    if kind is None:
        return None
    mapper = _Mapper(shape, sheet, kind, profile, dict(given or {}), leftover)
    columns = mapper.columns()
    return SheetMapping(kind, tuple(columns), _slots(kind, columns), profile)


def _slots(kind: str, columns: Sequence[MappedColumn]) -> tuple[str, ...]:
    used = {each.slot for each in columns if each.slot} - {kind}
    return (kind, *sorted(used, key=lambda slot: (rank(kind_of(slot)), slot)))


def guess_kind(shape: Shape, sheet_name: str) -> str | None:
    """What the rows are, by their headers first, by the sheet's name and title where the headers leave it open."""
    known = [find(_full(column)) or find(column.leaf) for column in shape.columns]
    scores = {kind: _score(kind, known, shape, sheet_name) for kind in _candidates(known)}
    best = max(scores, key=lambda kind: (scores[kind], -rank(kind)), default=None)
    return best if best and scores[best] > 0 else None


def _candidates(known: Sequence[tuple[str, ...]]) -> list[str]:
    """The kinds whose own name or required fields have a column (a link that is required may come from elsewhere)."""
    there = {path for paths in known for path in paths}
    meant = {kind_of(path.partition(".")[0]) for path in there}
    return [kind for kind in kinds() if kind in meant and _identified(kind, there)]


def _identified(kind: str, there: set[str]) -> bool:
    """A record's required plain fields must have a column; a tenancy or an award one of its own."""
    required = [field for field in fields_of(kind).values() if field.required and not targets(field)]
    return all(f"{kind}.{field.key}" in there for field in required)


def _score(kind: str, known: Sequence[tuple[str, ...]], shape: Shape, sheet_name: str) -> float:
    own = sum(1.0 if paths[0].startswith(f"{kind}.") else 0.6 for paths in known
              if any(path.startswith(f"{kind}.") for path in paths))
    if own == 0:
        return 0
    only = sum(1.5 for paths in known if paths and all(path.startswith(f"{kind}.") for path in paths))
    said = fold(sheet_name) + " " + fold(shape.title)
    words = [len(word) for word in dictionary().kind_words[kind] if word and word in said]
    named = min(max(words), 6) if words else 0
    return own + only + named + (_FIRM_IS_PARTY if kind in ("project", "agreement") else 0)


def _full(column: ShapeColumn) -> str:
    """The merged heading and the leaf as one word: 投资方 and 联系人 are 投资方联系人."""
    return f"{column.group}{column.leaf}" if column.group else column.leaf


class _Mapper:
    """Decides the columns of one sheet, one after another; a field is claimed once."""

    def __init__(self, shape: Shape, sheet: RawSheet, kind: str, profile: Profile | None, given: dict[str, str],
                 leftover: Use) -> None:
        self.shape, self.sheet, self.kind = shape, sheet, kind
        self.profile, self.given, self.leftover = profile, given, leftover
        self.claimed: dict[tuple[str, str], MappedColumn] = {}
        self.impossible: set[str] = set()

    def columns(self) -> list[MappedColumn]:
        """All columns. Where a further record could never stand (a visit without its content), they are decided again
        without it."""
        while True:
            columns = self._all()
            slots = _slots(self.kind, columns)
            short = {slot for slot in slots[1:] if not stands(slot, slots, columns)}
            if not short:
                return columns
            self.impossible |= short
            self.claimed = {}

    def _all(self) -> list[MappedColumn]:
        """All columns in the sheet's order; those one can be surest of claim their fields first."""
        decided = {column.index: self._told(column) for column in self.shape.columns}
        for trust in ("label", "synonym", "near"):
            for column in self.shape.columns:
                if decided[column.index] is None:
                    decided[column.index] = self._found(column, trust)
        columns = [decided[column.index] or self._rest(column) for column in self.shape.columns]
        return self._linked(columns)

    def _told(self, column: ShapeColumn) -> MappedColumn | None:
        """What the user or a remembered layout says of the column, or the column says of itself."""
        if column.letter in self.given:
            return self._as_said(column, self.given[column.letter], "given")
        if self.profile and fold(column.name) in self.profile.folded:
            return self._as_said(column, self.profile.folded[fold(column.name)], "remembered")
        if is_left_out(column.leaf) or not self._filled(column):
            return MappedColumn(column, "left_out", trust="label")
        slot = split_of(_full(column)) or split_of(column.leaf)
        if slot and self._fits_row(slot) and (slot, "name") not in self.claimed:
            return self._claim(MappedColumn(column, "split", slot, "name", trust="synonym"))
        return None

    def _filled(self, column: ShapeColumn) -> bool:
        """Whether the column holds anything; one with a header alone says nothing, one without a header may."""
        return bool(column.leaf) or any(value is not None for value in self._values(column))

    def _values(self, column: ShapeColumn) -> list[Any]:
        rows = range(self.shape.first_row, min(self.shape.last_row, self.shape.first_row + 400) + 1)
        return [value for value in (self.sheet.value(row, column.index) for row in rows) if value is not None][:_SAMPLE]

    def _as_said(self, column: ShapeColumn, said: str, trust: Trust) -> MappedColumn:
        if said in (NOTES, LEFT_OUT):
            return MappedColumn(column, "notes" if said == NOTES else "left_out", trust=trust)
        slot, _, key = said.rpartition(".")
        use: Use = "split" if split_of(_full(column)) == slot and key == "name" else "field"
        if slot in self.impossible:
            return MappedColumn(column, self.leftover)
        return self._claim(self._made(column, slot, key, trust, use))

    def _made(self, column: ShapeColumn, slot: str, key: str, trust: Trust, use: Use = "field") -> MappedColumn:
        word = take_apart(column.leaf)
        return MappedColumn(column, use, slot, key, column.unit or word.unit, word.year, trust)

    def _found(self, column: ShapeColumn, trust: Trust) -> MappedColumn | None:
        """The first free field the header means, nearest to the main record, of this trust."""
        for slot, key in self._meant(column, trust):
            made = self._made(column, *self._of_year(slot, key, column), trust)
            if (made.slot, made.key) in self.claimed or made.slot in self.impossible or not self._may_be(made, trust):
                continue
            return self._claim(made)
        return None

    def _meant(self, column: ShapeColumn, trust: Trust) -> list[tuple[str, str]]:
        if trust == "near":
            return self._near(column)
        texts = [text for text in (_full(column), column.leaf, column.header) if text]
        paths = [path for text in texts if is_label(text) == (trust == "label") for path in find(text)]
        return self._sorted(paths)

    def _sorted(self, paths: Iterable[str]) -> list[tuple[str, str]]:
        """Paths as (slot, key), those of the main record first; "*" is the main record; others do not fit."""
        pairs = [(slot if slot != "*" else self.kind, key) for slot, _, key in (path.rpartition(".") for path in paths)]
        fitting = [pair for pair in dict.fromkeys(pairs) if self._fits_row(pair[0]) and _writable(*pair)]
        return sorted(fitting, key=lambda pair: nearness(self.kind, pair[0]))

    def _fits_row(self, slot: str) -> bool:
        return slots_fit(self.kind, slot) and slot not in self.impossible

    def _of_year(self, slot: str, key: str, column: ShapeColumn) -> tuple[str, str]:
        """A figure of a year named in the header is an indicator of that period: 2019年底累计完成投资."""
        year = take_apart(column.leaf).year
        role = dictionary().with_year.get(f"{slot}.{key}") if year else None
        if role and self._fits_row(role):
            slot, key = role, "value"
        return (f"{slot}:{year}" if year and kind_of(slot) == "indicator" else slot), key

    def _near(self, column: ShapeColumn) -> list[tuple[str, str]]:
        """Words like this one, best first."""
        from rapidfuzz import fuzz, process

        word = take_apart(column.leaf).text
        if len(word) < 3:
            return []
        known = dictionary().paths
        like = process.extract(word, known.keys(), scorer=fuzz.ratio, limit=5, score_cutoff=_NEAR_ENOUGH)
        return self._sorted(path for match, _score, _index in like for path in known[match])

    def _may_be(self, made: MappedColumn, trust: Trust) -> bool:
        """A label holds whatever the cells say; a synonym or a near word must fit them."""
        return trust == "label" or self._fit(made) >= _FITS

    def _fit(self, made: MappedColumn) -> float:
        """The share of the column's first cells that the field can read; a column of blanks fits anything."""
        known, values = made.field, self._values(made.column)
        if known is None or targets(known) or not values:
            return 1.0
        reading = Reading(unit=made.unit or self.shape.unit, year=made.year or self.shape.year)
        return sum(known.kind.parse(value, reading).level != "error" for value in values) / len(values)

    def _claim(self, made: MappedColumn) -> MappedColumn:
        first = self.claimed.setdefault((made.slot, made.key), made)
        return made if first is made else self._clash(made.column, first)

    def _clash(self, column: ShapeColumn, first: MappedColumn) -> MappedColumn:
        said = Message("Column {first} is already {field}; this one is kept as a note.",
                       {"first": first.column.letter, "field": Message(first.field.english) if first.field else ""})
        return MappedColumn(column, self.leftover, message=said)

    def _rest(self, column: ShapeColumn) -> MappedColumn:
        """A column that is no free field. Why, is said where the header means one."""
        meant = [*self._meant(column, "label"), *self._meant(column, "synonym")]
        for place in (self._of_year(slot, key, column) for slot, key in meant):
            if place in self.claimed:
                return self._clash(column, self.claimed[place])
        return MappedColumn(column, self.leftover)

    def _linked(self, columns: list[MappedColumn]) -> list[MappedColumn]:
        """A link to a record that has columns of its own in the row is that record's name."""
        slots = {each.slot for each in columns if each.use == "field"}
        return [self._as_name(each, slots) for each in columns]

    def _as_name(self, each: MappedColumn, slots: set[str]) -> MappedColumn:
        other = each.key
        if each.slot != self.kind or other not in slots or other == self.kind or each.use != "field":
            return each
        name = next(iter(fields_of(other)))
        return replace(each, slot=other, key=name) if (other, name) not in self.claimed else each


def stands(slot: str, slots: tuple[str, ...], columns: Sequence[MappedColumn]) -> bool:
    """Whether a further record of the row has what it cannot be without."""
    there = {each.key for each in columns if each.slot == slot} | set(natural_links(slot, slots))
    there |= set(role_values(slot)) | _said_of_itself(slot, slots)
    return all(made.key in there for made in fields_of(kind_of(slot)).values() if made.required)


def has_own_name(slot: str, slots: tuple[str, ...]) -> bool:
    """Whether the plan names the slot's record itself, or it needs no name."""
    needed = {made.key for made in fields_of(kind_of(slot)).values() if made.required and not targets(made)}
    return needed <= set(role_values(slot)) | _said_of_itself(slot, slots)


def _said_of_itself(slot: str, slots: tuple[str, ...]) -> set[str]:
    after = {"agreement": "project", "request": "interaction"}.get(kind_of(slot), slot)
    return TITLED.get(kind_of(slot), set()) if after in slots else set()


TITLED = {"agreement": {"title"}, "commitment": {"text"}, "request": {"text"}}
"""What the plan can say by itself: an agreement after its project, a promise after its header, a request after the
visit it was raised in."""


def _writable(slot: str, key: str) -> bool:
    made = fields_of(kind_of(slot)).get(key)
    return made is not None and made.writable
