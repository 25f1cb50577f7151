"""Which column is which field. Order of trust: what the user says, a layout seen before, a label, a synonym, the
nearest word among fields that fit the column's content; the rest is kept as notes of the row, or left out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from promo_desk.fields.field import Field
from promo_desk.fields.kinds import When, fold
from promo_desk.fields.message import Message
from promo_desk.records import fields_of, kinds, name_fields
from promo_desk.sheets.cells import RawSheet
from promo_desk.sheets.headers import dictionary, find, flag_of, place_of, role_values, split_of, word_of
from promo_desk.sheets.related import kind_of, natural_links, rank, targets
from promo_desk.sheets.shape import Shape, ShapeColumn
from promo_desk.sheets.surroundings import is_unit

Trust = Literal["given", "remembered", "label", "synonym", "near", "none"]
Use = Literal["field", "split", "joined", "notes", "left_out"]
NOTES, LEFT_OUT = "notes", ""
"""What a user's correction says of a column instead of a path."""
_FIRM_IS_PARTY = 5.0
"""Where a project or an agreement has its name in the row, the firm beside it is a party to it."""
_SELDOM = 0.3
"""Nobody keeps a ledger of parties or of exchange rates, as long as it may be one of agreements."""
_KNOWN_LAYOUT = 0.8
"""A layout with some columns more or fewer is still known while so many of its headers, and of the sheet's, agree."""


@dataclass(frozen=True)
class MappedColumn:
    """One column and what becomes of it."""

    column: ShapeColumn
    use: Use = "notes"
    """A field; several things in each cell ("split"); read together with an earlier column of its field ("joined");
    lines of the row's notes; or left out."""
    slot: str = ""
    """The record of the row: "project", "commitment:output", "contact:2"; "" for a column that is no field."""
    key: str = ""
    unit: str | None = None
    year: int | None = None
    trust: Trust = "none"
    message: Message | None = None
    """Why the column is what it is; there is one for every column."""
    joined: tuple[ShapeColumn, ...] = ()
    """Further columns that feed the same field."""
    also: tuple[str, ...] = ()
    """Of a split column: further paths that its cells feed, with their slots: "tenancy.lease_ends"."""
    period: When | None = None
    """Of a figure: the time that the header, the title or the sheet's date names."""

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
        if self.key:
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

    def likeness(self, headers: Iterable[str]) -> float:
        """How much of the layout a sheet has: 1 for the same headers in any order; 0 where a column that names the
        records is not there, or where fewer than four of five headers agree, on either side."""
        there = {fold(header) for header in headers if header}
        if self.fits(there):
            return 1.0
        known = set(self.folded)
        share = min(len(there & known) / max(len(known), 1), len(there & known) / max(len(there), 1))
        return share if share >= _KNOWN_LAYOUT and self._names <= there else 0.0

    @cached_property
    def folded(self) -> dict[str, str]:
        """The columns by folded header: a line break more or less makes no other layout."""
        return {fold(header): said for header, said in self.columns.items()}

    @cached_property
    def _names(self) -> set[str]:
        """The headers of the columns that the records cannot be without."""
        needed = {f"{self.kind}.{made.key}" for made in fields_of(self.kind).values() if made.required}
        return {header for header, said in self.folded.items() if said in needed}


@dataclass(frozen=True)
class SheetMapping:
    """A sheet's columns, decided. ``slots``: the records a row holds, the main one first."""

    kind: str
    columns: tuple[MappedColumn, ...]
    slots: tuple[str, ...]
    profile: Profile | None = None
    remarks: tuple[Message, ...] = ()
    """What is to be said of the mapping as a whole: by which layout it was known, and where it differs."""

    def of_slot(self, slot: str) -> tuple[MappedColumn, ...]:
        return tuple(each for each in self.columns if each.slot == slot and each.use == "field")


def map_columns(shape: Shape, sheet: RawSheet, profiles: Sequence[Profile] = (), into: str | None = None,
                given: Mapping[str, str] | None = None, leftover: Use = "notes") -> SheetMapping | None:
    """Every column decided; None when nothing tells what the rows are. ``given``: the user's word by column letter;
    two columns given the same path are joined."""
    from promo_desk.sheets.mapper import Mapper

    profile = known_layout(shape, profiles)
    kind = into or (profile.kind if profile else None) or guess_kind(shape, sheet.name)
    if kind is None:
        return None
    columns = Mapper(shape, sheet, kind, profile, dict(given or {}), leftover).columns()
    return SheetMapping(kind, tuple(columns), slots_of(kind, columns), profile, _layout_remarks(shape, profile))


def known_layout(shape: Shape, profiles: Sequence[Profile]) -> Profile | None:
    """The layout the sheet is most like, the first of equals; our own exports are known by what they say."""
    headers = [column.name for column in shape.columns]
    own = next((each for each in profiles if type(each) is not Profile and each.fits(headers)), None)
    scored = [(each.likeness(headers), -at, each) for at, each in enumerate(profiles) if type(each) is Profile]
    best = max(scored, key=lambda score: score[:2], default=None)
    return own or (best[2] if best and best[0] > 0 else None)


def _layout_remarks(shape: Shape, profile: Profile | None) -> tuple[Message, ...]:
    """By which layout the sheet was known, and which columns are more or fewer than it has."""
    if profile is None or not profile.name:
        return ()
    names = {fold(column.name): column.name for column in shape.columns}
    more = [name for folded, name in names.items() if folded not in profile.folded]
    fewer = [header for header in profile.columns if fold(header) not in names]
    said = [Message("The columns are known from the layout “{name}”.", {"name": profile.name})]
    if more:
        said.append(Message("New since then: {columns}.", {"columns": ", ".join(more)}))
    if fewer:
        said.append(Message("Not there any more: {columns}.", {"columns": ", ".join(fewer)}))
    return tuple(said)


def slots_of(kind: str, columns: Sequence[MappedColumn]) -> tuple[str, ...]:
    """The records that a row holds, the main one first."""
    fed = [path.rpartition(".")[0] for each in columns for path in each.also]
    used = {each.slot for each in columns if each.slot} | set(fed)
    return (kind, *sorted(used - {kind}, key=lambda slot: (rank(kind_of(slot)), slot)))


def guess_kind(shape: Shape, sheet_name: str) -> str | None:
    """What the rows are, by their headers first, by the sheet's name and title where the headers leave it open."""
    known = list(dict.fromkeys(_meant(column) for column in shape.columns))
    scores = {kind: _score(kind, known, shape, sheet_name) for kind in _candidates(known)}
    best = max(scores, key=lambda kind: (scores[kind], -rank(kind)), default=None)
    return best if best and scores[best] > 0 else None


def _meant(column: ShapeColumn) -> tuple[str, ...]:
    """What a column may mean, those that hold several things too."""
    for text in words_of(column):
        flag = flag_of(text) if column.unit is None else None
        split = split_of(text) or (flag[0] if flag else None)
        if found := tuple(split.split("+")) if split else find(text):
            return found
    return ()


def _candidates(known: Sequence[tuple[str, ...]]) -> list[str]:
    """The kinds whose own name or required fields have a column (a link that is required may come from elsewhere)."""
    there = {path for paths in known for path in paths}
    meant = {kind_of(path.partition(".")[0]) for path in there}
    return [kind for kind in kinds() if kind in meant and _identified(kind, known, there)]


def _identified(kind: str, known: Sequence[tuple[str, ...]], there: set[str]) -> bool:
    """A record's required plain fields must have a column; a tenancy or an award, which have none, a record that they
    link to, and two columns of their own where the link itself has none."""
    needed = [made for made in fields_of(kind).values() if made.required]
    plain = [made for made in needed if not targets(made)]
    if plain or not needed:
        return all(f"{kind}.{made.key}" in there for made in plain)
    if any(f"{kind}.{made.key}" in there for made in needed):
        return True
    own = sum(any(path.startswith(f"{kind}.") for path in paths) for paths in known)
    linked = {target for made in needed for target in targets(made)} | ({"company"} & set(fields_of(kind)))
    return own > 1 and any(f"{target}.{name_fields(target)[0]}" in there for target in linked)


def _score(kind: str, known: Sequence[tuple[str, ...]], shape: Shape, sheet_name: str) -> float:
    own = sum(1.0 if paths[0].startswith(f"{kind}.") else 0.6 for paths in known
              if any(path.startswith(f"{kind}.") for path in paths))
    if own == 0:
        return 0
    only = sum(1.5 for paths in known if paths and all(path.startswith(f"{kind}.") for path in paths))
    said = fold(sheet_name) + " " + fold(shape.title)
    words = [len(word) for word in dictionary().kind_words[kind] if word and word in said]
    named = min(max(words), 6) if words else 0
    share = _SELDOM if kind not in dictionary().ledgers or (kind == "contact" and _are_beside(shape, known)) else 1
    named = named if kind in dictionary().ledgers else 0
    return share * (own + only) + named + (_FIRM_IS_PARTY if kind in ("project", "agreement") else 0)


def _are_beside(shape: Shape, known: Sequence[tuple[str, ...]]) -> bool:
    """Whether the people of the sheet are contacts of what its rows are: 联系人 beside 企业名称, and no 姓名."""
    there = {path for paths in known for path in paths}
    named = {word_of(text) for column in shape.columns for text in words_of(column) if "contact.name" in find(text)}
    own = any(place_of(word, "contact.name") == -1 for word in named)
    return not own and bool({"company.name", "project.title", "agreement.title"} & there)


def words_of(column: ShapeColumn) -> tuple[str, ...]:
    """What the column may be called: with all headings above it, with the nearest one, by its own word alone; a row of
    units below the header is no word."""
    parts = [part for part in column.group.split(" / ") if part]
    leaf = column.leaf
    if parts and is_unit(leaf.strip("()（）[]【】")):
        leaf = parts.pop()
    return tuple(dict.fromkeys(text for text in ("".join((*parts, leaf)), "".join((*parts[-1:], leaf)), leaf) if text))


def stands(slot: str, slots: tuple[str, ...], columns: Sequence[MappedColumn]) -> bool:
    """Whether a further record of the row has what it cannot be without."""
    there = {each.key for each in columns if each.slot == slot} | set(natural_links(slot, slots))
    there |= {path.rpartition(".")[2] for each in columns for path in each.also if path.rpartition(".")[0] == slot}
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
