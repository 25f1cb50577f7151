"""What a wide row may hold besides its main record, how records hang together, and by what each is known again.

A *slot* is one record of a row: a kind, or a kind in a role ("commitment:output", "contact:2" for a second person in
the cell). Nothing here reads a file or a database: tables only.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from promo_desk.fields.field import Field
from promo_desk.records import fields_of, kinds, name_fields

RELATED: dict[str, tuple[str, ...]] = {
    "project": ("company", "contact", "agreement", "commitment", "interaction", "request", "indicator", "officer"),
    "company": ("contact", "project", "tenancy", "agreement", "interaction", "request", "indicator", "officer"),
    "contact": ("company",),
    "agreement": ("company", "commitment", "project", "contact"),
    "commitment": ("agreement", "company", "project"),
    "award": ("company", "programme", "project", "contact"),
    "tenancy": ("company", "contact", "indicator"),
    "zone": ("indicator",),
    "interaction": ("company", "contact", "project", "request"),
    "request": ("company", "contact", "project", "interaction"),
}
"""The further records a row of each kind may hold, the nearest first."""

ORDER = ("officer", "place", "sector", "zone", "building", "company", "contact", "posting", "programme", "project",
         "agreement", "party", "commitment", "award", "condition", "tenancy", "stage_step", "interaction",
         "participant", "request", "task", "indicator")
"""Records before those that link to them; kinds that stand nowhere come last."""

CREATED_BY_NAME = ("company", "contact", "sector", "zone", "officer", "place", "programme", "building", "project")
"""A link to a name that nobody knows makes a new record of these kinds; of other kinds it is an error."""


def rank(kind: str) -> int:
    return ORDER.index(kind) if kind in ORDER else len(ORDER) + kinds().index(kind)


def kind_of(slot: str) -> str:
    """ "commitment:output" is a commitment."""
    return slot.partition(":")[0]


def slots_fit(main: str, slot: str) -> bool:
    """Whether a row of the main kind may hold this slot."""
    return slot == main or kind_of(slot) in RELATED.get(main, ())


def nearness(main: str, slot: str) -> int:
    """0 for the main record, then the related ones in their order."""
    return 0 if slot == main else 1 + RELATED[main].index(kind_of(slot))


def natural_links(slot: str, slots: tuple[str, ...]) -> dict[str, str]:
    """The links of a slot's record to other records of the same row: {"company": "company"} (key, slot).

    A link is natural where its key is the other record's kind; a figure is about the main record of its row, and an
    officer of the row is in charge of the main record alone.
    """
    links = {field.key: field.key for field in fields_of(kind_of(slot)).values()
             if field.key in slots and field.key != slot and field.key in targets(field)
             and (field.key != "officer" or slot == slots[0])}
    if kind_of(slot) == "indicator" and kind_of(slots[0]) in ("place", "zone", "sector", "company", "project"):
        links["subject"] = slots[0]
    elif kind_of(slot) == "indicator" and "company" in slots:
        links["subject"] = "company"
    return links


def targets(field: Field) -> tuple[str, ...]:
    """The kinds a link may point to; () for a field that is no link."""
    return getattr(field.kind, "targets", ())


def is_writable(slot: str, key: str) -> bool:
    """Whether the slot's record has this field, and it may be written."""
    made = fields_of(kind_of(slot)).get(key)
    return made is not None and made.writable


@dataclass(frozen=True)
class Identity:
    """By what a record is known again: any of its ``names``, or the values of ``together`` when all are equal.
    ``scope``: further fields that must not contradict (an empty one does not)."""

    names: tuple[str, ...] = ()
    together: tuple[str, ...] = ()
    scope: tuple[str, ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        return (*self.names, *self.together, *self.scope)


_NAMES = ("name", "name_zh")
_IDENTITY: dict[str, Identity] = {
    "company": Identity(("name", "name_zh", "short_name", "brand", "aliases", "former_names")),
    "contact": Identity(_NAMES, scope=("company",)),
    "project": Identity(("title", "title_zh", "code_name"), scope=("company",)),
    "agreement": Identity(("title", "title_zh"), scope=("company", "project")),
    "party": Identity(together=("agreement", "company", "body")),
    "commitment": Identity(together=("agreement", "text"), scope=("by", "kind", "due")),
    "programme": Identity(("name", "name_zh", "document_number")),
    "award": Identity(together=("programme", "company"), scope=("project", "batch", "year", "title")),
    "condition": Identity(together=("award", "text", "commitment")),
    "place": Identity(("name", "name_zh", "aliases"), scope=("within",)),
    "sector": Identity(("name", "name_zh", "aliases")),
    "zone": Identity(("name", "name_zh", "aliases")),
    "building": Identity(("name",), scope=("zone",)),
    "tenancy": Identity(together=("zone", "company"), scope=("unit", "building")),
    "indicator": Identity(together=("subject", "metric", "period"), scope=("sector", "basis")),
    "interaction": Identity(together=("company", "when", "summary"), scope=("kind", "contact")),
    "participant": Identity(together=("interaction", "company", "contact", "took_part")),
    "request": Identity(together=("company", "text")),
    "task": Identity(together=("text", "about")),
    "posting": Identity(together=("contact", "company", "post")),
    "stage_step": Identity(together=("project", "stage")),
    "rate": Identity(together=("about", "field", "as_of")),
    "citation": Identity(together=("about", "field", "source", "passage")),
}


def identity(kind: str) -> Identity:
    """By what a record of this kind is known again; its name where nothing else is said."""
    return _IDENTITY.get(kind) or Identity(name_fields(kind))


def name_key(kind: str) -> str:
    """The field a bare name fills: the first that names the record."""
    return name_fields(kind)[0]


def default_text(slot: str, header: str) -> dict[str, Any]:
    """What a promise in a column of its own says, by its header: 承诺产值."""
    return {"text": header} if kind_of(slot) == "commitment" and ":" in slot else {}
