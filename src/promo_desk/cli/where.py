"""``--where FIELD OP VALUE`` as conditions, ``--sort`` and ``--columns`` as keys; what is wrong is wrong usage."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import click

from promo_desk.fields.field import Field
from promo_desk.fields.kinds import Ref
from promo_desk.records import fields_of, link_targets
from promo_desk.store import OPERATORS, Condition, Store

SIGNS = {"=": "is", "==": "is", "!=": "is_not", "<>": "is_not", "~": "contains", "<": "less", ">": "more"}
"""What people type for an operator's name."""
WITHOUT_VALUE = ("empty", "filled")


def field_of(kind: str, key: str) -> Field:
    """The field of that key; its path or label does as well."""
    for field in fields_of(kind).values():
        if key in (field.key, field.path, field.label("en"), field.label("zh")):
            return field
    raise click.UsageError(f"{kind} has no field {key!r}; it has {', '.join(fields_of(kind))}.")


def conditions(store: Store, kind: str, told: Iterable[tuple[str, str, str]]) -> list[Condition]:
    """The conditions of ``--where``, their values parsed by the field's own kind."""
    return [_condition(store, field_of(kind, key), SIGNS.get(op, op), text) for key, op, text in told]


def _condition(store: Store, field: Field, op: str, text: str) -> Condition:
    if op not in OPERATORS:
        raise click.UsageError(f"{op!r} is no operator; there are {', '.join(OPERATORS)} and {' '.join(SIGNS)}.")
    if field.derived:
        raise click.UsageError(f"{field.key} is computed and cannot be filtered by; list and look, or use attention.")
    if op in WITHOUT_VALUE:
        return Condition(field.key, op)
    if op in ("contains", "starts"):
        return Condition(field.key, op, text)
    if op in ("between", "any_of"):
        return Condition(field.key, op, tuple(_value(store, field, part.strip()) for part in text.split(",")))
    return Condition(field.key, op, _value(store, field, text))


def _value(store: Store, field: Field, text: str) -> Any:
    if field.kind.name == "link":
        return _linked(store, field, text)
    parsed = field.kind.parse(text)
    if not parsed.stands or parsed.value is None:
        raise click.UsageError(f"{field.key}: {text!r} cannot be read. {parsed.message or ''}".strip())
    return parsed.value


def _linked(store: Store, field: Field, text: str) -> Ref:
    """The one record the text names, by number or by name; several are refused, never the first."""
    targets = link_targets(field)
    if text.lstrip("#").isdigit() and len(targets) == 1:
        return Ref(targets[0], int(text.lstrip("#")))
    hits = store.search(text, kinds=targets, limit=20)
    exact = [hit for hit in hits if text.casefold() in (hit.name.casefold(), hit.matched.casefold())] or hits
    if len(exact) != 1:
        found = ", ".join(f"{hit.name} (#{hit.id})" for hit in exact) or "nothing"
        raise click.UsageError(f"{field.key}: {text!r} means {found}; give one number.")
    return Ref(exact[0].kind, exact[0].id, exact[0].name)


def sorting(kind: str, told: str | None) -> list[tuple[str, bool]]:
    """``--sort name,-founded``: keys and whether they descend."""
    if not told:
        return []
    return [(field_of(kind, key.strip().lstrip("-")).key, key.strip().startswith("-")) for key in told.split(",")]


def columns(kind: str, told: str | None) -> list[str] | None:
    """``--columns name,sector``: keys in that order; None where the list's own columns are wanted."""
    return [field_of(kind, key.strip()).key for key in told.split(",")] if told else None
