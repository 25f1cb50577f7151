"""What differs: a row's values against the office's, or against what an earlier row of the same file has said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from promo_desk.fields.kinds import Ref, fold
from promo_desk.fields.message import Message
from promo_desk.records import fields_of
from promo_desk.sheets.linking import Several
from promo_desk.sheets.mapping import MappedColumn
from promo_desk.sheets.notes import with_lines
from promo_desk.sheets.related import identity, name_key

if TYPE_CHECKING:
    from promo_desk.sheets.plan import Draft
    from promo_desk.sheets.records_of_rows import RowRecords, SlotRows

_CHANGE = Message("")
"""A change is told by its old and new value."""
PLAIN_NAMES = ("name", "name_zh", "short_name")
"""Names a record has one of each."""


def script_of(name: str) -> str:
    """Whether a name is Chinese: "han" for a name in Chinese characters, else "latin"."""
    return "han" if any("\u4e00" <= letter <= "\u9fff" for letter in name) else "latin"


def another_name(fields: Mapping[str, Any], known: Mapping[str, Any], name: str) -> dict[str, Any]:
    """Where a further name of a record is kept: as its Chinese name where it has none, else among its aliases; nowhere
    for a kind that has one name only."""
    if script_of(name) == "han" and "name_zh" in fields and not known.get("name_zh") \
            and script_of(str(known.get("name") or "")) == "latin":
        return {"name_zh": name}
    return {"aliases": (*(known.get("aliases") or ()), name)} if "aliases" in fields else {}


def names_of(known: Mapping[str, Any], keys: Iterable[str]) -> set[str]:
    """Every name a record bears, folded."""
    return {fold(each) for value in map(known.get, keys) for each in (value if isinstance(value, tuple) else (value,))
            if each}


class Comparison:
    """Compares the values of one slot with what the office has, or with what an earlier row of the file has said."""

    def __init__(self, records: RowRecords, rows: SlotRows, main: bool) -> None:
        self.records, self.rows, self.main = records, rows, main
        self.planner, self.options = records.planner, records.options
        self.fields = fields_of(rows.kind)
        self.keys = tuple(key for key in rows.columns if key != "id" and not self.fields[key].derived)
        self.names = tuple(key for key in identity(rows.kind).names if key in self.fields)

    def run(self) -> None:
        known = self._known()
        seen: dict[int, int] = {}
        for at, ref in self.planner.each(enumerate(self.rows.refs)):
            if not ref or at in self.records.bad:
                continue
            first = seen.setdefault(ref, at)
            if ref < 0 and first == at and self._is_made_here(at, self.planner.drafts[ref]):
                self._made_here(at, ref)
            else:
                self._against(at, ref, known[ref] if ref > 0 else self.planner.drafts[ref].values, first)

    def _known(self) -> dict[int, dict[str, Any]]:
        """What stands in the office of every record that is meant, read at once."""
        ids = sorted({ref for ref in self.rows.refs if ref > 0})
        keys = tuple(dict.fromkeys((*self.keys, *self.names)))
        read = self.planner.store.read(self.rows.kind, ids, keys) if ids else []
        return {id: dict(zip(keys, row, strict=True)) for id, row in zip(ids, read, strict=True)}

    def _is_made_here(self, at: int, draft: Draft) -> bool:
        """Whether this row has made the draft; a draft whose row is not taken belongs to the first row that is."""
        rows = self.records.made.rows
        if draft.sheet != self.records.made.key or draft.row == rows[at]:
            return draft.sheet == self.records.made.key
        if self.records.places.get(draft.row) not in self.records.bad:
            return False
        draft.row = rows[at]
        draft.values = {key: value for key, value in self.rows.values(at).items() if value is not None and key != "id"}
        return True

    def _made_here(self, at: int, ref: int) -> None:
        if self.main:
            self.records.states[at] = "new"
            if at in self.records.lines:
                draft = self.planner.drafts[ref].values
                draft["notes"] = with_lines(draft.get("notes"), self.records.lines[at], None)
        else:
            self.records.touched.add(at)

    def _against(self, at: int, ref: int, known: dict[str, Any], first: int) -> None:
        pending = self.planner.pending.setdefault((self.rows.kind, ref), {})
        changes: dict[str, Any] = {}
        for key in self.keys:
            new = self._wanted(at, key, known)
            old = pending[key][0] if key in pending else known.get(key)
            if new == old or (new is None and not self._cleared(at, key)):
                continue
            said_in = pending[key][1] if key in pending else self._drafted_in(ref, old) or self._said_in(ref, key, old)
            if isinstance(new, Several):
                self._several(at, key, old, new)
            elif key in self.names and ref > 0 and self._is_other_name(at, key, (old, new), known, changes):
                continue
            elif not self._stays(at, key, (old, new), known, said_in):
                changes[key] = new
                pending[key] = (new, self.records.made.rows[at])
                if ref > 0:
                    self.records.say(self.rows, at, key, "change", _CHANGE, old=old, new=new)
        if ref > 0:
            self.planner.said.setdefault((self.rows.kind, ref), []).append((self.rows, at, self.records.made.rows[at]))
        self._state(at, ref, changes, first)

    def _said_in(self, ref: int, key: str, old: Any) -> int | None:
        """The earlier row of the file that has said what stands in the office: it was believed, and still is."""
        earlier = self.planner.said.get((self.rows.kind, ref), ()) if old is not None else ()
        return next((row for rows, at, row in earlier if rows.value(at, key) == old), None)

    def _wanted(self, at: int, key: str, known: dict[str, Any]) -> Any:
        new = self.rows.columns[key][at]
        if new == ():  # no names, no marks: nothing
            return None
        if key == "notes" and self.main:
            lines = self.records.lines.get(at, [])
            return with_lines(new, lines, known.get("notes"))
        return new

    def _cleared(self, at: int, key: str) -> bool:
        """Whether a blank cell takes the value away: only where the sheet has a column for it, and it may be empty."""
        return self.options.blank == "clear" and key in self.rows.mapped and not self.fields[key].required \
            and not self._bad_cell(at, self.rows.mapped[key])

    def _bad_cell(self, at: int, mapped: MappedColumn) -> bool:
        """A cell that could not be read is not an empty one."""
        return self.records.refused.has(at, mapped) or any(
            note.column == mapped.column.index and note.level in ("error", "question")
            for note in self.records.notes.get(at, ()))

    def _several(self, at: int, key: str, old: Any, new: Several) -> None:
        """A link name of several: right if one of them is what stands there, else the row waits."""
        if not (isinstance(old, Ref) and (old.kind, old.id) in {(each.kind, each.id) for each in new.candidates}):
            self.records.linker.refuse(self.rows, at, key, new)

    def _drafted_in(self, ref: int, old: Any) -> int | None:
        """The row that has made this draft and said so."""
        return self.planner.drafts[ref].row if ref < 0 and old is not None else None

    def _stays(self, at: int, key: str, values: tuple[Any, Any], known: dict[str, Any], said_in: int | None) -> bool:
        """Whether a difference is none: one of the record's other names, or a field that is not to be overwritten."""
        old, new = values
        if old is not None and self.options.blank == "fill":
            return True
        if old is not None and key in self.names and isinstance(new, str) and self._is_name(at, key, new, known):
            return True
        if said_in is not None:
            self.records.say(self.rows, at, key, "remark",
                             Message("Row {row} of the file says otherwise; it was believed.", {"row": said_in}),
                             old=old, new=new)
        return said_in is not None

    def _is_other_name(self, at: int, key: str, values: tuple[Any, Any], known: dict[str, Any],
                       changes: dict[str, Any]) -> bool:
        """Whether a new name is kept beside the old one: the user has said that this is the record's name too, or its
        credit code tells that it was renamed. Then it is known by both the next time."""
        old, new = values
        if not isinstance(new, str) or key not in PLAIN_NAMES or fold(new) in names_of(known, self.names):
            return False
        if at in self.rows.called:
            self._called(at, key, known, new)
            return True
        if self._is_name(at, key, new, known):
            return False
        if old is not None and at in self.rows.renamed and "id" not in self.rows.mapped:
            place = key if script_of(old) == script_of(new) else "name_zh" if script_of(new) == "han" else key
            was = known.get(place)
            self._add_name(at, changes, known, {place: new})
            if was is not None:
                self._add_name(at, changes, known, {"former_names": (*(known.get("former_names") or ()), was)})
                self.records.say(self.rows, at, key, "remark",
                                 Message("Renamed: “{old}” has the same credit code; it is kept as a former name.",
                                         {"old": was}))
            return True
        return False

    def _called(self, at: int, key: str, known: dict[str, Any], name: str) -> None:
        """The record is known by this name from now on, where its kind can have several."""
        made, row = self.records.made, self.records.made.rows[at]
        for place, new in another_name(self.fields, known, name).items():
            self.records.say(self.rows, at, key, "change", _CHANGE, old=known.get(place), new=new, path=place)
            self.records.touched.add(at)
        self.planner.call(self.rows.kind, self.rows.refs[at], name, (made.key, made.cell(self.rows.slot, key, row)))

    def _add_name(self, at: int, changes: dict[str, Any], known: dict[str, Any], names: dict[str, Any]) -> None:
        for key, new in names.items():
            changes[key] = new
            self.records.say(self.rows, at, key, "change", _CHANGE, old=known.get(key), new=new)

    def _is_name(self, at: int, key: str, new: str, known: dict[str, Any]) -> bool:
        """Whether the record bears this name already, somehow written. Found by its number, every letter counts."""
        if "id" in self.rows.mapped:
            return False
        ids = self.planner.finder.find(self.rows.kind, {key: new}).ids
        return fold(new) in names_of(known, self.names) or self.rows.refs[at] in ids

    def _state(self, at: int, ref: int, changes: dict[str, Any], first: int) -> None:
        records = self.records
        if changes:
            records.changes[at].append((self.rows.kind, ref, self.rows.slot, changes))
        if not self.main:
            records.touched |= {at} if changes else set()
        elif changes:
            records.states[at] = "changed"
        elif first != at or ref < 0:
            records.states[at] = "duplicate"
            row = records.made.rows[first] if first != at else self.planner.drafts[ref].row
            records.say(self.rows, at, name_key(self.rows.kind), "remark",
                        Message("The same as row {row}.", {"row": row}))
