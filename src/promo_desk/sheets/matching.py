"""Which record is meant: one index in memory for each kind that a file speaks of, never a query for a row.

Records that the file brings itself have negative numbers until they are written. Two candidates are never resolved to
the first: both are said, and the row waits.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from promo_desk.fields.kinds import Ref, fold
from promo_desk.fields.message import Message
from promo_desk.records import fields_of
from promo_desk.sheets.related import Identity, identity
from promo_desk.store import Store
from promo_desk.store.sameness import ASK_FROM, Ask, Near, Same, SamenessIndex

_PLACE_ENDS = ("特别行政区", "自治区", "省", "市", "区", "县", "镇", "街道")
_NEAR_NAME = 88
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


NOBODY = Found()


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
            return NOBODY
        scope = self._scope(values)
        fitting = [id for id in ids if _agree(scope, self.scopes[id])]
        same = [id for id in fitting if self.scopes[id] == scope]
        return Found(tuple(same if len(same) == 1 else fitting))

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

    def _known_by(self, values: Mapping[str, Any]) -> tuple[str, ...]:
        return tuple(name for key in self.names for name in _each(values.get(key)))

    def add(self, id: int, values: Mapping[str, Any]) -> None:
        code = values.get("credit_code")
        self.index.add(id, self._known_by(values), code)
        if code:
            self.codes.add(code)

    def prepare(self, names: Iterable[str]) -> None:
        """Look for near names of a whole file in one go."""
        asked = [name for name in dict.fromkeys(names) if name not in self._near and not self.index.exact(name)]
        for name, near in zip(asked, self.index.near_many(asked), strict=True):
            self._near[name] = tuple(each for each in near if each.score >= ASK_FROM and not each.apart)

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
        return Found(near=self._near_names(names))

    def _by_code(self, names: Sequence[str], code: str) -> Found:
        answer = self.index.verdict(names[0] if names else "", code)
        if isinstance(answer, Same):
            others = [id for name in names for id in self.index.exact(name)]
            if others and answer.id not in others:
                return Found((answer.id, *others), clash=True)
            return Found((answer.id,), answer.reason)
        near = answer.candidates if isinstance(answer, Ask) else ()
        return Found(tuple(each.id for each in near), near=tuple(near), clash=True)

    def _near_names(self, names: Sequence[str]) -> tuple[Near, ...]:
        self.prepare(names[:1])
        return self._near.get(names[0], ()) if names else ()


class Finder:
    """The indexes of one plan, each made when its kind is first met."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.indexes: dict[str, Index] = {}

    def index(self, kind: str) -> Index:
        made = self.indexes.get(kind)
        if made is None:
            made = CompanyIndex(self.store) if kind == "company" else NameIndex.of(self.store, kind)
            self.indexes[kind] = made
        return made

    def find(self, kind: str, values: Mapping[str, Any]) -> Found:
        return self.index(kind).find(values)

    def near(self, kind: str, name: str) -> tuple[Near, ...]:
        """Names like this one, for a question; a company's are in its answer already."""
        index = self.index(kind)
        return index.near(name) if kind in ALIKE and isinstance(index, NameIndex) else ()

    def learn(self, kind: str, id: int, values: Mapping[str, Any]) -> None:
        self.index(kind).add(id, values)
