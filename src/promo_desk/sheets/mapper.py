"""Decides the columns of one sheet: what was told first, then labels, synonyms, near words. A field is claimed once; a
second column is read together with the first where the two make one, and is a note where they do not.

The surest word claims first, wherever its column stands: the order of the columns decides nothing, but for words that
belong to the person in the column before.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import islice
from typing import Any

from promo_desk.fields.kinds import fold
from promo_desk.fields.message import Message, WorldFault
from promo_desk.records import fields_of, kinds
from promo_desk.sheets.cells import RawSheet
from promo_desk.sheets.fitting import FITS, are_numbers, fit, is_sure
from promo_desk.sheets.header_words import Word, unit_behind
from promo_desk.sheets.headers import (
    ambiguous,
    dictionary,
    find,
    flag_of,
    is_beside,
    is_generic,
    is_label,
    is_never_taken,
    is_note,
    is_serial,
    joins_to,
    number_of,
    place_of,
    split_of,
    take_apart,
)
from promo_desk.sheets.joining import currency_of_unit, joinable
from promo_desk.sheets.mapping import LEFT_OUT, NOTES, MappedColumn, Profile, Trust, Use, slots_of, stands, words_of
from promo_desk.sheets.nearest import nearest
from promo_desk.sheets.reasons import Reasons
from promo_desk.sheets.related import is_writable, kind_of, nearness, rank, slots_fit
from promo_desk.sheets.shape import Shape, ShapeColumn
from promo_desk.sheets.surmise import period_of

SAMPLE = 40
_LOOKED_AT = 400
_MOST_CONTACTS = 4
_PERSONS = ("project.officer", "company.legal_representative", "project.leader", "project.referrer",
            "project.first_claim", "interaction.leader", "*.officer", "officer.name", "agreement.counterparty")
_OF_A_COMPANY = ("company.registered_capital", "company.credit_code", "company.founded", "company.legal_representative")
_NAMES_A_COMPANY = ("project.registered_company", "company.name")
Place = tuple[str, str]


class Mapper:
    """Decides the columns of one sheet, one after another; a field is claimed once."""

    def __init__(self, shape: Shape, sheet: RawSheet, kind: str, profile: Profile | None, given: dict[str, str],
                 leftover: Use) -> None:
        self.shape, self.sheet, self.kind = shape, sheet, kind
        self.profile, self.given = profile, given
        self.reasons = Reasons(leftover)
        self.impossible: set[str] = set()
        self.samples: dict[int, list[Any]] = {}
        self._begin()

    def _begin(self) -> None:
        self.claimed: dict[Place, MappedColumn] = {}
        self.decided: dict[int, MappedColumn] = {}
        self.unfit: dict[int, Place] = {}

    def columns(self) -> list[MappedColumn]:
        """All columns. Where a further record could never stand (a visit without its content), they are decided again
        without it: the nearest first, for what it had taken may be what a farther one needs."""
        while True:
            columns = self._all()
            slots = slots_of(self.kind, columns)
            short = [slot for slot in slots[1:] if not stands(slot, slots, columns)]
            if not short:
                return columns
            least = min(self._nearness(slot) for slot in short)
            self.impossible |= {slot for slot in short if self._nearness(slot) == least}
            self._begin()

    def _nearness(self, slot: str) -> int:
        return nearness(self.kind, slot) if slots_fit(self.kind, slot) else 100 + rank(kind_of(slot))

    def _all(self) -> list[MappedColumn]:
        """All columns in the sheet's order; those one can be surest of claim their fields first."""
        for column in self.shape.columns:
            told = self._told(column) or self._of_itself(column)
            if told is not None:
                self.decided[column.index] = told
        for beside in (False, True):
            for trust in ("label", "synonym"):
                self._pass([each for each in self._surest_first() if self._is_beside(each) == beside], trust)
        self._pass(self.shape.columns, "none")
        self._keep_sure()
        self._pass(self._surest_first(), "near")
        columns = [self.decided.get(each.index) or self._rest(each) for each in self.shape.columns]
        return self._with_joined(self._linked(columns))

    def _pass(self, columns: Iterable[ShapeColumn], trust: Trust) -> None:
        for column in columns:
            if column.index not in self.decided:
                found = self._goes_with(column) if trust == "none" else self._found(column, trust)
                if found is not None:
                    self.decided[column.index] = found

    def _surest_first(self) -> list[ShapeColumn]:
        """The columns, whatever their order in the sheet: the surest word first, yuan before dollars, then by words."""
        return sorted(self.shape.columns, key=lambda each: (
            self._surety(each), currency_of_unit(each.unit) not in (None, "CNY"), each.name))

    def _surety(self, column: ShapeColumn) -> int:
        return min((place_of(text, path) for text in self._texts(column) for path in find(text)), default=99)

    _texts = staticmethod(words_of)

    # what is said of the column

    def _told(self, column: ShapeColumn) -> MappedColumn | None:
        """What the user or a remembered layout says of the column."""
        if column.letter in self.given:
            return self._as_said(column, self.given[column.letter], "given", self.reasons.given())
        if self.profile and fold(column.name) in self.profile.folded:
            said = self.profile.folded[fold(column.name)]
            return self._as_said(column, said, "remembered", self.reasons.remembered(self.profile.name))
        return None

    def _as_said(self, column: ShapeColumn, said: str, trust: Trust, why: Message) -> MappedColumn:
        if said in (NOTES, LEFT_OUT):
            return MappedColumn(column, "notes" if said == NOTES else "left_out", trust=trust, message=why)
        slot, _, key = said.rpartition(".")
        if kind_of(slot) not in kinds() or key not in fields_of(kind_of(slot)):
            raise WorldFault('There is no field "{path}"; a field is called "project.jobs", for example.', path=said)
        if slot in self.impossible:
            return self.reasons.no_record(column, slot)
        use: Use = "split" if self._splits(column, f"{slot}.{key}") else "field"
        made = replace(self._made(column, slot, key, trust, use), message=why)
        first = self.claimed.setdefault((slot, key), made)
        return made if first is made else self._joined(made, first)

    def _splits(self, column: ShapeColumn, path: str) -> bool:
        """Whether the header says that each cell holds several things, the first of which feeds this path."""
        for text in self._texts(column):
            flag = flag_of(text)
            if (split_of(text) or "").split("+")[0] == path or (flag is not None and flag[0] == path):
                return True
        return False

    def _of_itself(self, column: ShapeColumn) -> MappedColumn | None:
        """What the column says of itself: nothing at all, or something that nobody should guess."""
        if is_never_taken(column.leaf):
            return self.reasons.says_nothing(column)
        if not column.leaf and not self.values(column):
            return self.reasons.empty(column)
        if is_serial(column.leaf):
            return self.reasons.serial(column) if are_numbers(self.values(column)) else self.reasons.alone(column)
        meant = next(filter(None, map(ambiguous, self._texts(column))), ())
        return self.reasons.ambiguous(column, meant) if meant and not self._one_text_known(column) else None

    def _one_text_known(self, column: ShapeColumn) -> bool:
        """Whether the heading above the word settles it: 企业 / 负责人."""
        return bool(column.group) and bool(find(self._texts(column)[0]))

    def values(self, column: ShapeColumn) -> list[Any]:
        """The column's first filled cells; what stands in label and total rows is none of them."""
        if column.index not in self.samples:
            cells = (self.sheet.value(row, column.index) for row in islice(self.shape.records(), _LOOKED_AT))
            self.samples[column.index] = [value for value in cells if value is not None][:SAMPLE]
        return self.samples[column.index]

    # what the header means

    def _found(self, column: ShapeColumn, trust: Trust) -> MappedColumn | None:
        """The field that the header means, of this trust: the nearest to the main record whose kind of value the
        cells are. Where that one is claimed, the column is read with it, or is none: no farther field is tried."""
        if trust == "synonym" and (several := self._several(column)) is not None:
            return several
        owner = self._owner(column)
        for slot, key in self._meant(column, trust):
            place = self._of_time(owner if kind_of(slot) == "contact" and owner else slot, key, column)
            made = self._made(column, *place, self._how_sure(column, slot, key, trust))
            if made.slot in self.impossible:
                continue
            if made.trust != "label" and fit(made, self.values(column), self.shape) < FITS:
                self.unfit.setdefault(column.index, place)
                continue
            return self._claim(replace(made, message=self.reasons.found(made)))
        return None

    def _how_sure(self, column: ShapeColumn, slot: str, key: str, trust: Trust) -> Trust:
        """A word that is the label of one field may be no more than a synonym of another."""
        if trust != "label":
            return trust
        paths = (f"{slot}.{key}", f"*.{key}")
        own = any(place_of(text, path) == -1 for text in self._texts(column) for path in paths)
        return "label" if own else "synonym"

    def _keep_sure(self) -> None:
        """A header that leaves no doubt keeps its field however bad the cells are, where no other column has it."""
        for column in self._surest_first():
            place = self.unfit.get(column.index)
            if place is not None and column.index not in self.decided:
                made, first = self._made(column, *place, "synonym"), self.claimed.get(place)
                words = [(place_of(text, path), path) for text in self._texts(column) for path in find(text)]
                if (first is None or joinable(first, made)) and is_sure(made, words, self.values(column), self.shape):
                    self.decided[column.index] = self._claim(replace(made, message=self.reasons.found(made)))

    def _several(self, column: ShapeColumn) -> MappedColumn | None:
        """A column whose header says that each cell holds several things, or asks yes or no."""
        for text in self._texts(column):
            flag = flag_of(text) if column.unit is None else None
            paths = (split_of(text) or (flag[0] if flag else "")).split("+")
            slot, _, key = paths[0].rpartition(".")
            if slot and all(self._fits_row(path.rpartition(".")[0]) for path in paths):
                made = replace(self._made(column, slot, key, "synonym", "split"), also=tuple(paths[1:]))
                return self._claim(replace(made, message=self.reasons.split(made)))
        return None

    def _meant(self, column: ShapeColumn, trust: Trust) -> list[Place]:
        """The places of the first of the column's texts that means any."""
        if trust == "near":
            return self._near(column)
        if self._beside_another(column) or self._of_new_company(column):
            return []
        for text in self._texts(column):
            if places := self._sorted(find(text), text):
                return places if is_label(text) == (trust == "label") else []
        return []

    def _near(self, column: ShapeColumn) -> list[Place]:
        if any(is_note(text) or joins_to(text) for text in self._texts(column)):
            return []
        word, paths = nearest(take_apart(column.leaf).text)
        return self._sorted(paths, word)

    def _sorted(self, paths: Iterable[str], text: str) -> list[Place]:
        """Paths as places, those of the main record first; "*" is the main record; others do not fit."""
        pairs = [(slot if slot != "*" else self.kind, key) for slot, _, key in (path.rpartition(".") for path in paths)]
        own = is_generic(text)
        fitting = [(slot, key) for slot, key in dict.fromkeys(pairs)
                   if self._fits_row(slot) and is_writable(slot, key)
                   and (slot == self.kind or not (own or slot == "officer"))]
        return sorted(fitting, key=lambda pair: nearness(self.kind, pair[0]))

    def _fits_row(self, slot: str) -> bool:
        mains = dictionary().only_for.get(slot)
        return slots_fit(self.kind, slot) and slot not in self.impossible and (mains is None or self.kind in mains)

    def _of_time(self, slot: str, key: str, column: ShapeColumn) -> Place:
        """A figure of a time named in the header is an indicator of that time: 2019年底累计完成投资, 上半年税收."""
        word = self._word(column)
        time = f"{word.year or ''}{'年' if word.year and word.part else ''}{word.part}"
        role = dictionary().with_year.get(f"{slot}.{key}") if time else None
        if role and self._fits_row(role):
            slot, key = role, "value"
        return (f"{slot}:{time}" if time and kind_of(slot) == "indicator" else slot), key

    def _made(self, column: ShapeColumn, slot: str, key: str, trust: Trust, use: Use = "field") -> MappedColumn:
        word, behind = self._word(column), unit_behind(column.leaf)
        unit = column.unit or word.unit or (behind[1] if behind else None)
        period = period_of(self.shape, self.sheet.name, word) if kind_of(slot) == "indicator" else None
        return MappedColumn(column, use, slot, key, unit, word.year, trust, period=period)

    def _word(self, column: ShapeColumn) -> Word:
        """The column's own word, with the year of the heading above it: 2024年计划 / 投资."""
        word = take_apart(self._texts(column)[-1] if column.leaf else "")
        return word if word.year else replace(word, year=take_apart(column.group).year)

    # whose telephone number, whose capital it is

    def _is_beside(self, column: ShapeColumn) -> bool:
        """Whether the column says something of the person before it, and the heading above does not say of whom."""
        return is_beside(column.leaf) and self.kind not in ("contact", "officer") and not self._one_text_known(column)

    @cached_property
    def _neighbours(self) -> dict[int, ShapeColumn | None]:
        """For each column the nearest one to its left that is not itself of the kind that stands beside a person."""
        before: ShapeColumn | None = None
        found = {}
        for column in self.shape.columns:
            found[column.index] = before
            before = before if is_beside(column.leaf) else column
        return found

    def _owner(self, column: ShapeColumn) -> str | None:
        """The contact of the row to whom the column belongs; None for the first."""
        if not self._is_beside(column):
            return None
        numbered = f"contact:{number_of(column.leaf)}"
        if (numbered, "name") in self.claimed:
            return numbered
        before = self._neighbours[column.index]
        made = self.decided.get(before.index) if before and number_of(column.leaf) == 0 else None
        return made.slot if made is not None and kind_of(made.slot) == "contact" and made.key == "name" else None

    def _beside_another(self, column: ShapeColumn) -> ShapeColumn | None:
        """The column before, if it names a person who is no contact: 法定代表人, 电话."""
        before = self._neighbours[column.index]
        if before is None or not self._is_beside(column):
            return None
        paths = {path for text in self._texts(before) for path in (*find(text), *ambiguous(text))}
        made = self.decided.get(before.index)
        contact = made is not None and kind_of(made.slot) == "contact"
        named = bool(paths & set(_PERSONS)) or before.leaf.strip().endswith(("人", "领导"))
        return before if named and not contact and "contact.name" not in paths - set(_PERSONS) else None

    def _of_new_company(self, column: ShapeColumn) -> ShapeColumn | None:
        """The column 注册公司名称 of a project, if this one tells of that company and not of the investor."""
        places = next(filter(None, (self._sorted(find(text), text) for text in self._texts(column))), [("", "")])
        if self.kind not in ("project", "agreement") or ".".join(places[0]) not in _OF_A_COMPANY:
            return None
        before = [each for each in self.shape.columns if each.index < column.index]
        named = next((each for each in reversed(before) if self._told_of(each, _NAMES_A_COMPANY)), None)
        return named if named and "project" in self._told_of(named, _NAMES_A_COMPANY) else None

    def _told_of(self, column: ShapeColumn, paths: Sequence[str]) -> list[str]:
        """The records of these paths that the column's words mean, the likeliest first."""
        found = next(filter(None, map(find, self._texts(column))), ())
        return [path.partition(".")[0] for path in found if path in paths]

    # claims

    def _claim(self, made: MappedColumn) -> MappedColumn:
        for path in made.also:
            slot, _, key = path.rpartition(".")
            self.claimed.setdefault((slot, key), made)
        first = self.claimed.setdefault((made.slot, made.key), made)
        if first is made:
            return made
        if made.key == "name" and kind_of(made.slot) == "contact" and self.kind != "contact":
            return self._further_contact(made, first)
        return self._joined(made, first) if joinable(first, made) else self.reasons.clash(made.column, first)

    def _further_contact(self, made: MappedColumn, first: MappedColumn) -> MappedColumn:
        """A second column of contacts names a second person."""
        for number in range(2, _MOST_CONTACTS + 1):
            slot = f"contact:{number}"
            if (slot, "name") not in self.claimed and slot not in self.impossible:
                return self.claimed.setdefault((slot, "name"), replace(made, slot=slot))
        return self.reasons.clash(made.column, first)

    def _joined(self, made: MappedColumn, first: MappedColumn) -> MappedColumn:
        """The column is read together with the one that has the field already."""
        known = made.field.kind.name if made.field else ""
        unit = made.unit or (self.shape.unit if known in ("money", "area", "quantity") else None)
        return replace(made, use="joined", unit=unit, slot=first.slot, also=(), message=self.reasons.joined(first))

    def _goes_with(self, column: ShapeColumn) -> MappedColumn | None:
        """A column that only goes with another one: 区号 with 电话."""
        for path in (path for text in self._texts(column) for path in joins_to(text)):
            slot, _, key = path.rpartition(".")
            if not self._fits_row(slot):
                continue
            made = self._made(column, slot, key, "synonym")
            if (slot, key) in self.claimed:
                return self._joined(made, self.claimed[slot, key])
            if made.field is not None and made.field.kind.name == "text" and key != "name":
                return self._claim(replace(made, message=self.reasons.found(made)))
        return None

    def _with_joined(self, columns: list[MappedColumn]) -> list[MappedColumn]:
        """The first of several columns of a field names the others."""
        return [replace(each, joined=tuple(other.column for other in columns if other.use == "joined"
                                           and (other.slot, other.key) == (each.slot, each.key)))
                if each.use in ("field", "split") else each for each in columns]

    # the rest

    def _rest(self, column: ShapeColumn) -> MappedColumn:
        """A column that is no field, with the reason."""
        another = self._beside_another(column) or self._of_new_company(column)
        if another is not None:
            return self.reasons.of_another(column, another)
        if column.index in self.unfit:
            return self.reasons.unfit(column, *self.unfit[column.index])
        if is_generic(column.leaf):
            return self.reasons.alone(column)
        for text in self._texts(column):
            lost = [path.rpartition(".")[0] for path in find(text)]
            for slot in (slot for slot in lost if slots_fit(self.kind, slot) and kind_of(slot) != self.kind):
                return self.reasons.no_record(column, slot)
        return self.reasons.unknown(column)

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
