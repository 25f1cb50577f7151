"""From names in cells to records: a name that one record has is that record, one that several have is asked about, one
that nobody has makes a new record where a bare name is enough."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from promo_desk.fields.field import Field
from promo_desk.fields.kinds import Ref, fold
from promo_desk.fields.message import Message
from promo_desk.fields.people import name_and_post
from promo_desk.records import fields_of, record
from promo_desk.sheets.matching import PEOPLE, place_parts
from promo_desk.sheets.numbered import is_of, read_numbered
from promo_desk.sheets.profiles import is_own_export
from promo_desk.sheets.related import CREATED_BY_NAME, identity, name_key, targets
from promo_desk.store.sameness import Near

if TYPE_CHECKING:
    from promo_desk.sheets.records_of_rows import RowRecords, SlotRows


@dataclass(frozen=True)
class Several:
    """A name that several records have."""

    name: str
    candidates: tuple[Ref, ...]


def kind_word(kind: str) -> Message:
    """ "Company", printed late in the reader's language."""
    return Message(record(kind).__words__[0])


_LISTED = re.compile(r"\s*[、;；/\n]\s*")
NEW = "\0new "
"""Before a name of which the user says that it is a new record's."""


GIVEN = "\0given "
"""Before the kind and the number of a record that the user has said."""


def scope_of(known: Field) -> set[str]:
    """The fields that tell two records of the same name apart, for those a link may point to."""
    return {key for target in targets(known) for key in identity(target).scope} - {known.key}


class Linker:
    """Resolves the link columns of one sheet, each different name once."""

    def __init__(self, records: RowRecords) -> None:
        self.records = records
        self.finder = records.planner.finder
        self.there: dict[tuple[str, int], bool] = {}
        self.made: list[int] = []
        self.ours = is_own_export(records.planner.store, records.planner.book)

    def resolve(self, rows: SlotRows) -> None:
        """Put records in the place of names, in every link column of the slot; those that tell others apart (a
        building's zone) before them."""
        fields = fields_of(rows.kind)
        links = [fields[key] for key in rows.columns if targets(fields[key])]
        for known in sorted(links, key=lambda each: bool(scope_of(each) & set(rows.columns))):
            self._resolve(rows, known, rows.columns[known.key])

    def _resolve(self, rows: SlotRows, known: Field, values: list[Any]) -> None:
        """One column. A row that waits for another answer asks about its links as well."""
        cache: dict[Any, Any] = {}
        needed = known.required and rows.slot == self.records.mapping.kind
        options, refused = self.records.options, self.records.refused.rows
        alone = not (scope_of(known) & set(rows.columns) or options.answers or options.named)
        for at, name in self.records.planner.each(enumerate(values)):
            if not isinstance(name, str):
                continue
            if at in refused:
                values[at] = None
                continue
            scope = {} if alone else self._scope(rows, known, at)
            said = name if alone else self._answer(rows, known, at, name)
            key = name if alone else (said, *scope.values())
            if key not in cache:
                cache[key] = self._meant(rows, known, at, said, scope)
            values[at] = self._kept(rows, known, at, cache[key], needed)

    def _answer(self, rows: SlotRows, known: Field, at: int, name: str) -> str:
        """The user's answer to a question about this cell or this name, as a number; else the name."""
        mapped, made, options = rows.mapped.get(known.key), self.records.made, self.records.options
        answers = options.answers.get(made.key)
        answer: int | str | None = answers.get(f"{mapped.column.letter}{made.rows[at]}") if mapped and answers else None
        kind = targets(known)[0]
        if isinstance(answer, str) and "#" in answer:
            kind, answer = answer.partition("#")[0], int(answer.partition("#")[2])
        if answer is None and options.named:
            kind, answer = self._named(known, name)
        if isinstance(answer, int):
            self.records.planner.call(kind, answer, name, (made.key, made.cell(rows.slot, known.key, made.rows[at])))
            return f"{GIVEN}{kind} {answer}"
        return f"{NEW}{name}" if answer == "new" else name

    def _named(self, known: Field, name: str) -> tuple[str, int | str | None]:
        """What the user says of a name wherever it stands: of which kind, and which."""
        named, kinds = self.records.options.named, targets(known)
        return next(((kind, named[kind][fold(name)]) for kind in kinds if fold(name) in named.get(kind, ())),
                    (kinds[0], None))

    def _scope(self, rows: SlotRows, known: Field, at: int) -> dict[str, Any]:
        """What the row says besides that tells two records of the same name apart: a project's company."""
        return {key: rows.columns[key][at] for key in scope_of(known)
                if key in rows.columns and isinstance(rows.columns[key][at], Ref)}

    def _meant(self, rows: SlotRows, known: Field, at: int, name: str, scope: Mapping[str, Any]) -> Any:
        """A Ref, Several, or a Message that says why there is none."""
        number = name[1:] if name.startswith("#") else name.removeprefix(GIVEN).partition(" ")[2]
        if number.isdigit() and name.startswith(("#", GIVEN)):
            kinds = targets(known) if name.startswith("#") else (name.removeprefix(GIVEN).partition(" ")[0],)
            there = tuple(Ref(kind, int(number)) for kind in kinds if self.is_there(kind, int(number)))
            if len(there) > 1:
                return Several(name, there)
            return there[0] if there else Message("There is no record {number}.", {"number": f"#{number}"})
        if name.startswith(NEW):
            return self._unknown(rows, known, at, name.removeprefix(NEW), scope, asked=False)
        if (numbered := self._numbered(known, name)) is not None:
            return numbered
        refs = [Ref(kind, id, name) for kind in targets(known)
                for id in self.finder.find(kind, {name_key(kind): name, **scope}).ids]
        if len(refs) > 1:
            return Several(name, tuple(refs))
        return refs[0] if refs else self._unknown(rows, known, at, name, scope)

    def _numbered(self, known: Field, text: str) -> Any:
        """Whom "Tenancy #2 · 甲公司" means, as our exports say it; None for any other text. Numbers of another file,
        and one beside which somebody has written another name, are asked about."""
        said = read_numbered(text, targets(known))
        if said is None or not (said.name or self.ours):
            return None
        there = self.ours and self.is_there(said.kind, said.id)
        if there and is_of(self.records.planner.store, said):
            return Ref(said.kind, said.id, said.name)
        if not said.name:
            return None
        ids = [*([said.id] if there else ()), *self.finder.find(said.kind, {name_key(said.kind): said.name}).ids]
        refs = tuple(Ref(said.kind, id, said.name) for id in dict.fromkeys(ids))
        return Several(text, refs) if refs else Message("Nothing in the office is called “{name}”.", {"name": text})

    def _unknown(self, rows: SlotRows, known: Field, at: int, name: str, scope: Mapping[str, Any], *,
                 asked: bool = True) -> Any:
        kinds = targets(known)
        if asked and (several := self._parts(kinds, name, scope)):
            return Several(name, several)
        if len(kinds) > 1 or kinds[0] not in CREATED_BY_NAME:
            return self._like(kinds, name) or Message("Nothing in the office is called “{name}”.", {"name": name})
        kind = kinds[0]
        near = (self.finder.near(kind, name) or self.finder.find(kind, {name_key(kind): name}).near) if asked else ()
        values = self._new_values(rows, known, at, kind, name, scope)
        name = str(values[name_key(kind)])
        short = next((each for each in fields_of(kind).values() if each.required and each.key not in values), None)
        if short is not None:
            return Message("A new {kind} “{name}” needs a {field}, which the row does not tell.",
                           {"kind": kind_word(kind), "name": name, "field": Message(short.english)})
        made, row = self.records.made, self.records.made.rows[at]
        draft = self.records.planner.draft(kind, values, made.key, row, cell=made.cell(rows.slot, known.key, row))
        self.made.append(draft.id)
        self._tell_new(rows, known, at, kind, name, tuple(each for each in near if each.id > 0))
        return Ref(kind, draft.id, name)

    def _parts(self, kinds: tuple[str, ...], name: str, scope: Mapping[str, Any]) -> tuple[Ref, ...]:
        """电子信息、生物医药 in a cell for one name: those of them that are known."""
        parts = [part for part in _LISTED.split(name) if part.strip()]
        if len(parts) < 2 or set(kinds) & {"company", "place"}:
            return ()
        return tuple(dict.fromkeys(Ref(kind, id, part) for part in parts for kind in kinds
                                   for id in self.finder.find(kind, {name_key(kind): part, **scope}).ids))

    def _like(self, kinds: tuple[str, ...], name: str) -> Several | None:
        """Names like one that nobody has, where a mere name makes no record."""
        refs = tuple(Ref(kind, each.id, each.name) for kind in kinds
                     for each in self.finder.near(kind, name) or self.finder.find(kind, {name_key(kind): name}).near)
        return Several(name, refs) if refs else None

    def _new_values(self, rows: SlotRows, known: Field, at: int, kind: str, name: str,
                    scope: Mapping[str, Any]) -> dict[str, Any]:
        """What a bare name tells of a new record: 广州市天河区 lies within 广州市, 张三 处长 has a post."""
        fields = fields_of(kind)
        values = {key: value for key, value in scope.items() if key in fields}
        if kind in PEOPLE:
            name, post = name_and_post(name)
            values |= {"post": post} if post and "post" in fields and "post" not in values else {}
        elif kind == "place" and len(parts := place_parts(name)) > 1:
            name, around = parts[-1], name[:name.rindex(parts[-1])].rstrip(" /\\>·|,，、—-")
            above = self._meant(rows, known, at, around, {})
            values |= {"within": above} if isinstance(above, Ref) else {}
        return {name_key(kind): name, **values}

    def _tell_new(self, rows: SlotRows, known: Field, at: int, kind: str, name: str, near: tuple[Near, ...]) -> None:
        values = {"kind": kind_word(kind), "name": name}
        if near:
            names = ", ".join(f"{each.name} (#{each.id})" for each in near)
            self.records.say(rows, at, known.key, "question",
                             Message("New: {kind} “{name}”. Or is it {names}?", {**values, "names": names}),
                             candidates=near)
        else:
            self.records.say(rows, at, known.key, "remark", Message("New: {kind} “{name}”.", values))

    def _kept(self, rows: SlotRows, known: Field, at: int, meant: Any, needed: bool) -> Any:
        """The record, or nothing and the reason beside the cell."""
        if not isinstance(meant, Message):
            return meant
        self.records.say(rows, at, known.key, "error", meant)
        if needed or self.records.options.on_error != "blank":
            self.records.bad.add(at)
        return None

    def refuse(self, rows: SlotRows, at: int, key: str, several: Several) -> None:
        """The row waits until somebody says which."""
        near = [each for kind in {ref.kind for ref in several.candidates}
                for each in self.candidates(kind, [ref.id for ref in several.candidates if ref.kind == kind])]
        names = ", ".join(f"{each.name} (#{each.id})" for each in near)
        self.records.say(rows, at, key, "question", Message("This may be any of {names}; say which.", {"names": names}),
                         candidates=tuple(near))
        if self.records.options.on_error != "blank":
            self.records.bad.add(at)

    def candidates(self, kind: str, ids: Iterable[int]) -> list[Near]:
        """Records as candidates, with their names."""
        ids = list(ids)
        names = self.records.planner.store.names(kind, [id for id in ids if id > 0])
        drafts = self.records.planner.drafts
        shown = {id: names.get(id) or (str(drafts[id].values.get(name_key(kind), "")) if id in drafts else "")
                 for id in ids}
        return [Near(id, shown[id], 100.0, Message("The names are the same."), kind=kind) for id in ids]

    def name_of(self, kind: str, said: str) -> str:
        """The name of a record said by its number; any other text is a name already."""
        id = int(said[1:]) if said.startswith("#") and said[1:].isdigit() else 0
        return self.records.planner.store.names(kind, [id]).get(id, said) if id else said

    def is_there(self, kind: str, id: int) -> bool:
        key = (kind, id)
        if key not in self.there:
            self.there[key] = id in self.records.planner.store.names(kind, [id])
        return self.there[key]

    def count(self, linked: dict[str, Counter[str]]) -> None:
        """Add the records made for links to the count of new ones."""
        for id in self.made:
            draft = self.records.planner.drafts[id]
            if draft.needed:
                linked.setdefault(draft.kind, Counter())["new"] += 1
