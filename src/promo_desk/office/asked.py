"""What a briefing was asked for, as its sections see it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from promo_desk.fields.kinds import Ref, When
from promo_desk.office.scopes import Where, where_of
from promo_desk.records import fields_of, show_name
from promo_desk.store import Condition, Store

LEFT_OUT: dict[str, tuple[str, ...]] = {"office": (), "leader": (), "department": ("confidential",),
                                        "park": ("confidential",), "public": ("confidential", "internal")}
"""The records that a reader outside does not see by name, by their confidentiality."""

WITHHELD = "***"
"""Stands for the name of a record that this reader does not see."""


@dataclass(frozen=True)
class Asked:
    """About what, of which time, as of which day, for whom, in which language."""

    store: Store
    about: Ref | None
    period: When | None
    today: date
    language: str
    audience: str

    def ids(self, kind: str, *further: Condition, sort: Sequence[tuple[str, bool]] = ()) -> list[int]:
        """The records of a kind that belong here and that this reader may see by name."""
        return list(self.store.ids(kind, (*self._where(kind), *self._shown(), *further), sort))

    @property
    def outside(self) -> bool:
        """Whether the reader is not of the office: values that changed, and who changed them, are not told."""
        return self.audience not in ("office", "leader")

    def left_out(self, kind: str, *further: Condition) -> int:
        """How many this reader may not see by name."""
        codes = LEFT_OUT[self.audience]
        if not codes:
            return 0
        return self.store.count(kind, (*self._where(kind), Condition("confidentiality", "any_of", codes), *further))

    def rows(self, kind: str, ids: Sequence[int], keys: Sequence[str]) -> list[dict[str, Any]]:
        """Values by key, "id" among them, links with their names in the briefing's language."""
        asked = tuple(dict.fromkeys(("id", *keys)))
        rows = [dict(zip(asked, row, strict=True)) for row in self.store.read(kind, ids, asked)]
        names = self.names(value for row in rows for value in row.values() if isinstance(value, Ref))
        return [{key: names.get(value, value) if isinstance(value, Ref) else value for key, value in row.items()}
                for row in rows]

    def names(self, refs: Iterable[Ref]) -> dict[Ref, Ref]:
        """The links with the names their records have in the briefing's language: both where both are asked for."""
        kinds: dict[str, set[int]] = {}
        for ref in refs:
            kinds.setdefault(ref.kind, set()).add(ref.id)
        return {ref: ref for kind, ids in kinds.items() for ref in self._named(kind, sorted(ids))}

    def _named(self, kind: str, ids: Sequence[int]) -> list[Ref]:
        keys = [key for key in ("name", "name_zh", "title", "title_zh") if key in fields_of(kind)]
        if any(key.endswith("_zh") for key in keys):
            rows = self.store.read(kind, ids, keys)
            names = {id: self._name(kind, dict(zip(keys, row, strict=True))) for id, row in zip(ids, rows, strict=True)}
        else:
            names = self.store.names(kind, ids)
        hidden = self._hidden(kind, ids)
        return [Ref(kind, id, WITHHELD if id in hidden else names.get(id, "")) for id in ids]

    def _hidden(self, kind: str, ids: Sequence[int]) -> set[int]:
        """Those whose name this reader does not see, also where another record links to them."""
        codes = LEFT_OUT[self.audience]
        told = self.store.read(kind, ids, ["confidentiality"]) if codes else []
        return {id for id, (code,) in zip(ids, told, strict=False) if code in codes}

    def _name(self, kind: str, values: dict[str, Any]) -> str:
        english, chinese = (show_name(kind, values, language) for language in ("en", "zh"))
        if self.language == "both":
            return english if english == chinese else f"{english} {chinese}"
        return chinese if self.language == "zh" else english

    def _where(self, kind: str) -> Where:
        return where_of(self.store, kind, self.about)

    def _shown(self) -> tuple[Condition, ...]:
        return tuple(Condition("confidentiality", "is_not", code) for code in LEFT_OUT[self.audience])
