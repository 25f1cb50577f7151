"""Which record is meant: one index in memory for each kind that a file speaks of, never a query for a row.

Records that the file brings itself have negative numbers until they are written. Two candidates are never resolved to
the first: both are said, and the row waits.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

from promo_desk.fields.kinds import Ref, fold
from promo_desk.fields.message import Message
from promo_desk.fields.people import name_and_post
from promo_desk.records import fields_of
from promo_desk.sheets.related import Identity, identity
from promo_desk.store import Store
from promo_desk.store.sameness import ASK_FROM, Ask, Near, Same, SamenessIndex, TypedNames
from promo_desk.store.stems import stems

_PLACE_ENDS = ("特别行政区", "自治区", "省", "市", "区", "县", "镇", "街道")
_NEAR_NAME = 88
PEOPLE = ("contact", "officer")
"""Kinds whose names may have a title behind them: 张三 处长 is 张三."""
ALIKE = ("sector", "zone", "place", "officer", "programme")
"""Kinds of few records, whose names are asked about when they are alike; people and projects often are, and differ."""


@dataclass(frozen=True)
class Found:
    """The answer: one id (it is this one), several (ambiguous), none (new); ``near`` are those it might also be."""

    ids: tuple[int, ...] = ()
    reason: Message | None = None
    """What was set aside to see that it is the same."""
    near: tuple[Near, ...] = ()
    clash: bool = False
    """Name and code do not belong together: the name is that of a record with another code."""
    renamed_from: str | None = None
    """The record is known by its code, and bears another name in the office: what it was called until now."""
    also_called: str | None = None
    """The user has said that it is this record, which does not bear the name yet: one more name to know it by."""


NOBODY = Found()
Named = Mapping[str, Mapping[str, int | Literal["new"]]]


class Index(Protocol):
    """One kind's records, by what they are known again."""

    def find(self, values: Mapping[str, Any]) -> Found:
        """Who is meant by these values."""

    def add(self, id: int, values: Mapping[str, Any]) -> None:
        """Learn of a record the file has brought."""


def canonical(value: Any) -> Any:
    """What values are compared by: texts folded, links by kind and number."""
    if isinstance(value, str):
        return fold(value)
    return (value.kind, value.id) if isinstance(value, Ref) else value


@dataclass
class NameIndex:
    """Records known by a name, or by several values together, within a scope."""

    kind: str
    identity: Identity
    by: defaultdict[Any, list[int]] = field(default_factory=lambda: defaultdict(list))
    scopes: dict[int, tuple[Any, ...]] = field(default_factory=dict)
    shown: dict[int, str] = field(default_factory=dict)

    @classmethod
    def of(cls, store: Store, kind: str) -> NameIndex:
        """Every record of the kind, read once."""
        made = cls(kind, identity(kind))
        keys = tuple(key for key in made.identity.keys if not fields_of(kind)[key].derived)
        ids = store.ids(kind)
        for id, row in zip(ids, store.read(kind, ids, keys), strict=True):
            made.add(id, dict(zip(keys, row, strict=True)))
        return made

    def add(self, id: int, values: Mapping[str, Any]) -> None:
        for key in self._keys(values):
            if id not in self.by[key]:
                self.by[key].append(id)
        self.scopes[id] = self._scope(values)
        self.shown.setdefault(id, next((str(values[key]) for key in self.identity.names if values.get(key)), ""))

    def _keys(self, values: Mapping[str, Any]) -> list[Any]:
        names = [name for key in self.identity.names for name in _each(values.get(key))]
        keys: list[Any] = [fold(name) for name in names]
        if self.kind == "place":
            keys += [bare for bare in map(bare_place, names) if bare]
        elif self.kind in PEOPLE:
            keys += [fold(name_and_post(name)[0]) for name in names]
        if self.identity.together:
            whole = tuple(canonical(values.get(key)) for key in self.identity.together)
            keys += [whole] if any(part is not None for part in whole) else []
        return [key for key in dict.fromkeys(keys) if key]

    def _scope(self, values: Mapping[str, Any]) -> tuple[Any, ...]:
        return tuple(canonical(values.get(key)) for key in self.identity.scope)

    def find(self, values: Mapping[str, Any]) -> Found:
        """The records of this name whose scope does not contradict; one whose scope is the very same, before others."""
        keys, by = self._keys(values), self.by
        ids = dict.fromkeys(id for key in keys if key in by for id in by[key])
        if not ids:
            return Found(self._of_parts(values)) if self.kind == "place" else NOBODY
        scope = self._scope(values)
        fitting = [id for id in ids if _agree(scope, self.scopes[id])]
        same = [id for id in fitting if self.scopes[id] == scope]
        return Found(tuple(same if len(same) == 1 else fitting))

    def _of_parts(self, values: Mapping[str, Any]) -> tuple[int, ...]:
        """广东省广州市天河区 is the 天河区 of 广州: the last part, within those before it as far as the office says."""
        name = next((name for key in self.identity.names for name in _each(values.get(key))), "")
        *around, last = place_parts(name)
        return tuple(id for id in self._placed(last) if self._within(id, around)) if around else ()

    def _placed(self, name: str) -> tuple[int, ...]:
        return tuple(dict.fromkeys(id for key in self._keys({"name": name}) for id in self.by.get(key, ())))

    def _within(self, id: int, around: Sequence[str]) -> bool:
        """Whether a place may lie where it is said to: nothing around it is another city, another province."""
        above: list[int] = []
        while (scope := self.scopes.get(id, ())) and scope[0] is not None and scope[0][1] not in above:
            id = scope[0][1]
            above.append(id)
        for name in reversed(around):
            if set(above) & set(self._placed(name)):
                return True
            if any(_level(self.shown.get(each, "")) in ("", _level(name)) or not _level(name) for each in above):
                return False
        return True

    def refine(self, id: int, values: Mapping[str, Any]) -> None:
        """A row that means this record tells what was not known of it: whose project it is."""
        told, there = self._scope(values), self.scopes[id]
        self.scopes[id] = tuple(b if a is None else a for a, b in zip(there, told, strict=True))

    def near(self, name: str, limit: int = 3) -> tuple[Near, ...]:
        """Records with a name much like this one, best first."""
        from rapidfuzz import fuzz, process

        folded = fold(name)
        if len(folded) < 2:
            return ()
        names = [key for key in self.by if isinstance(key, str)]
        like = process.extract(folded, names, scorer=fuzz.ratio, limit=limit, score_cutoff=_NEAR_NAME)
        return tuple(Near(id, self.shown[id], score, Message("The names are alike."))
                     for key, score, _at in like for id in self.by[key])


_PARTS = re.compile(r"(?P<province>.{2,}?(?:省|自治区|特别行政区))?(?P<city>.{1,}?(?:市|自治州|地区|盟))?"
                    r"(?P<district>.{1,}?(?:新区|区|县|旗|市))?(?P<town>.{1,}?(?:镇|街道|乡))?")


def place_parts(name: str) -> tuple[str, ...]:
    """广东省广州市天河区 as 广东省, 广州市 and 天河区, and so what stands with a slash between; one name as itself."""
    apart = tuple(part for part in re.split(r"\s*[/\\>·|,，、—-]\s*|\s+(?=[\u4e00-\u9fff])", name.strip()) if part)
    if len(apart) > 1:
        return apart
    match = _PARTS.fullmatch(apart[0]) if apart else None
    parts = tuple(part for part in match.groups() if part) if match else ()
    return parts if len(parts) > 1 and all(len(part) > 1 for part in parts) else (name,)


def _level(name: str) -> str:
    """省, 市 or 区 behind a place's name; "" where none stands."""
    return next((end for end in _PLACE_ENDS if name.endswith(end)), "")


def bare_place(name: str) -> str:
    """广州市 is also written 广州; "" where nothing can be left out."""
    folded = fold(name)
    end = next((end for end in _PLACE_ENDS if folded.endswith(end) and len(folded) >= len(end) + 2), "")
    return folded.removesuffix(end) if end else ""


def _each(value: Any) -> tuple[str, ...]:
    return () if not value else tuple(value) if isinstance(value, tuple) else (str(value),)


def _agree(wanted: Sequence[Any], there: Sequence[Any]) -> bool:
    return all(a is None or b is None or a == b for a, b in zip(wanted, there, strict=True))


class CompanyIndex:
    """Companies, by the store's own sense of sameness: suffixes, scripts, case and brackets aside."""

    kind = "company"

    def __init__(self, store: Store) -> None:
        self.names = identity("company").names
        with store.reading() as connection:
            self.index = SamenessIndex.of(connection, "company")
        ids = store.ids("company", where=())
        self.codes = {code for (code,) in store.read("company", ids, ["credit_code"]) if code}
        self._near: dict[str, tuple[Near, ...]] = {}
        self.typed = TypedNames()

    def _known_by(self, values: Mapping[str, Any]) -> tuple[str, ...]:
        return tuple(name for key in self.names for name in _each(values.get(key)))

    def add(self, id: int, values: Mapping[str, Any]) -> None:
        code, names = values.get("credit_code"), self._known_by(values)
        self.index.add(id, names, code, alike=id > 0)
        self.typed.add(id, names)
        if code:
            self.codes.add(code)

    def prepare(self, names: Iterable[str | None], every: Iterable[Any]) -> None:
        """Look at the names of the next rows in one go: ``names`` for like ones, ``every`` (texts or several) for the
        same."""
        stems([name for value in every if value for name in _each(value)])
        asked = [name for name in dict.fromkeys(names) if name and not self.index.exact(name)]
        self._near = {name: tuple(each for each in near if each.score >= ASK_FROM and not each.apart)
                      for name, near in zip(asked, self.index.near_many(asked), strict=True)}

    def find(self, values: Mapping[str, Any]) -> Found:
        """By credit code, then by any of the names; near names only where nothing is the same."""
        code, names = values.get("credit_code"), self._known_by(values)
        if code and code in self.codes:
            return self._by_code(names, code)
        answers = [self.index.verdict(name, code) for name in names if self.index.exact(name)]
        same = {answer.id: answer for answer in answers if isinstance(answer, Same)}
        asked = [near for answer in answers if isinstance(answer, Ask) for near in answer.candidates]
        if len(same) == 1 and not asked:
            return Found(tuple(same), next(iter(same.values())).reason)
        if same or asked:
            ids = tuple(dict.fromkeys([*same, *(near.id for near in asked)]))
            return Found(ids, near=tuple(asked), clash=bool(code) and len(ids) == 1)
        near = [*self._near_names(names), *(self.typed.near(names[0]) if names and not code else ())]
        return Found(near=tuple({each.id: each for each in near
                                 if not self.index.has_another_code(each.id, code)}.values()))

    def _by_code(self, names: Sequence[str], code: str) -> Found:
        answer = self.index.verdict(names[0] if names else "", code)
        if isinstance(answer, Same):
            others = [id for name in names for id in self.index.exact(name)]
            if others and answer.id not in others:
                return Found((answer.id, *others), clash=True)
            renamed = self._old_name(answer.id, names[0]) if names and not others else None
            return Found((answer.id,), answer.reason if names else None, renamed_from=renamed)
        near = answer.candidates if isinstance(answer, Ask) else ()
        return Found(tuple(each.id for each in near), near=tuple(near), clash=True)

    def _old_name(self, id: int, name: str) -> str | None:
        """What the record was called in the script of the new name; None where it only has a name in the other one."""
        return next((old for old in self.index.names_of(id) if old.isascii() == name.isascii()), None)

    def _near_names(self, names: Sequence[str]) -> tuple[Near, ...]:
        if names and names[0] not in self._near:
            self._near[names[0]] = tuple(each for each in self.index.near(names[0])
                                         if each.score >= ASK_FROM and not each.apart)
        return self._near.get(names[0], ()) if names else ()


class Finder:
    """The indexes of one plan, each made when its kind is first met. ``named``: by kind and folded name the record that
    the user means wherever the name stands, or "new"."""

    def __init__(self, store: Store, named: Named | None = None) -> None:
        self.store = store
        self.named: Named = named or {}
        self.indexes: dict[str, Index] = {}

    def index(self, kind: str) -> Index:
        made = self.indexes.get(kind)
        if made is None:
            made = CompanyIndex(self.store) if kind == "company" else NameIndex.of(self.store, kind)
            self.indexes[kind] = made
        return made

    def find(self, kind: str, values: Mapping[str, Any]) -> Found:
        """Who is meant; the user's word for a name goes before what the names say, but not before a credit code that
        is another record's."""
        found = self.index(kind).find(values)
        name, said = self._said(kind, values)
        if said is None:
            return found
        if said == "new":
            return Found(tuple(id for id in found.ids if id < 0)) if not found.clash else found
        code = values.get("credit_code") if kind == "company" else None
        if code and found.ids and said not in found.ids and self._has_code(code):
            return Found((*found.ids, said), clash=True)
        return Found((said,), also_called=None if self._bears(kind, said, name) else name)

    def _said(self, kind: str, values: Mapping[str, Any]) -> tuple[str, int | Literal["new"] | None]:
        """The first name of the values of which the user has said whose it is, and what."""
        told = self.named.get(kind)
        if told:
            for name in (name for key in identity(kind).names for name in _each(values.get(key))):
                said = told.get(fold(name))
                if said == "new" or (isinstance(said, int) and self.store.names(kind, [said])):
                    return name, said
        return "", None

    def _has_code(self, code: str) -> bool:
        index = self.index("company")
        return isinstance(index, CompanyIndex) and code in index.codes

    def _bears(self, kind: str, id: int, name: str) -> bool:
        """Whether the record is known by this name already, somehow written."""
        return id in self.index(kind).find({identity(kind).names[0]: name}).ids

    def near(self, kind: str, name: str) -> tuple[Near, ...]:
        """Names like this one, for a question; a company's are in its answer already."""
        index = self.index(kind)
        return index.near(name) if kind in ALIKE and isinstance(index, NameIndex) else ()

    def refine(self, kind: str, id: int, values: Mapping[str, Any]) -> None:
        """What a row tells of a record it means holds for the rows below it."""
        index = self.index(kind)
        if isinstance(index, NameIndex) and index.identity.scope:
            index.refine(id, values)

    def learn(self, kind: str, id: int, values: Mapping[str, Any]) -> None:
        self.index(kind).add(id, values)
