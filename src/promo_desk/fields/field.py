"""One field, declared once: everything the grid, form, filter, import, export, search and history derive from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from promo_desk.fields.kind import Kind
from promo_desk.fields.words import say

Search = Literal["name", "code", "text"]


@dataclass(frozen=True)
class Field:
    """A field of a record. Made by ``records.column``; read with ``records.fields_of``.

    ``key`` is the name everybody uses (command line, JSON, layouts): "total_investment".
    ``search``: how it is found: "name" (tokens, pinyin, sameness), "code" (whole and prefix), "text" (words), None.
    ``personal``: a person's data, masked for outsiders and erased on request.
    ``derived``: computed by ``office.derived`` from others, never stored, never written.
    ``automatic``: kept by the store (id, version, created, changed): shown, never typed.
    ``columns``: the database columns that hold it, in the order of its kind's stored parts.
    """

    key: str
    kind: Kind[Any]
    record: str = ""
    english: str = ""
    required: bool = False
    search: Search | None = None
    personal: bool = False
    derived: bool = False
    automatic: bool = False
    columns: tuple[str, ...] = ()

    def label(self, language: str) -> str:
        """The label in that language; a known header word of any import."""
        return say(self.english, language)

    @property
    def path(self) -> str:
        """How an import names it: ``project.total_investment``."""
        return f"{self.record}.{self.key}"

    @property
    def writable(self) -> bool:
        return not (self.derived or self.automatic)
