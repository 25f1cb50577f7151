"""Layouts seen before: remembered with an import, recognised by their headers; and our own exports, which tell."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import Any

from promo_desk.fields.kinds import fold
from promo_desk.fields.message import WorldFault
from promo_desk.fields.words import say
from promo_desk.records import fields_of
from promo_desk.sheets.cells import RawBook
from promo_desk.sheets.mapping import Profile, SheetMapping
from promo_desk.sheets.profile_files import read_layout, write_layout
from promo_desk.store import Store
from promo_desk.store.change import Change

KIND = "import_profile"
OWN = "promo_desk"
"""The name of our exports' custom document property; its value is JSON: database, change, kind, columns, sheet."""
WORDS = "words:"
"""A setting "words:stage" holds the office's own words (folded) for the codes of the choice table "stage"."""


def own_export(book: RawBook) -> dict[str, Any] | None:
    """What an export of ours says of itself; None for any other workbook."""
    try:
        told = json.loads("".join(_pieces(book.properties)))
    except ValueError:
        return None
    return told if isinstance(told, dict) and {"database", "change", "kind", "columns"} <= set(told) else None


def _pieces(properties: Mapping[str, str]) -> list[str]:
    """What a property too long for Excel was cut into, in order."""
    names = sorted((name for name in properties if name == OWN or re.fullmatch(rf"{OWN}_\d+", name)),
                   key=lambda name: int(name.removeprefix(OWN).strip("_") or 0))
    return [properties[name] for name in names]


def database_mark(store: Store) -> str:
    """What tells one office's database from another's: its first change. Backups and copies keep it."""
    first = store.change_info(1)
    return sha256(f"{first.at.isoformat()} {first.who} {first.label}".encode()).hexdigest()[:16] if first else ""


def is_own_export(store: Store, book: RawBook) -> bool:
    """Whether the workbook was exported from this very database, so that its numbers are ours."""
    told = own_export(book)
    return told is not None and told["database"] == database_mark(store)


def own_layout(store: Store, book: RawBook) -> list[Profile]:
    """The layout of our own export. Numbers of another office's database mean nothing here."""
    told = own_export(book)
    if told is None:
        return []
    fields = fields_of(told["kind"])
    ours = is_own_export(store, book)
    columns = {header: f"{told['kind']}.{key}" if key in fields and (fields[key].writable or (key == "id" and ours))
               else "" for header, key in told["columns"].items()}
    return [OwnLayout("", told["kind"], columns)]


class OwnLayout(Profile):
    """Our own export is known by its properties, even where columns were left out or added since."""

    def fits(self, headers: Any) -> bool:
        return bool(set(self.folded) & {fold(header) for header in headers})


def remembered(store: Store, name: str | None) -> list[Profile]:
    """The layouts the office remembers; only the one of that name where a name is given."""
    keys = ("name", "headers", "definition")
    ids = list(store.ids(KIND))
    made = [_profile(id, *row) for id, row in zip(ids, store.read(KIND, ids, keys), strict=True)]
    return [each for each in reversed(made) if name in (None, each.name)]


def _profile(id: int, name: str, headers: Any, definition: Any) -> Profile:
    told = definition or {}
    return Profile(name, told.get("kind", ""), told.get("columns", {}), told.get("choices", {}), id)


def definition_of(mapping: SheetMapping, choices: Mapping[str, Mapping[str, str]]) -> dict[str, Any]:
    """What is kept of a layout."""
    return {"kind": mapping.kind, "columns": {each.column.name: each.target for each in mapping.columns},
            "choices": {table: dict(words) for table, words in choices.items()}}


def names(store: Store) -> list[str]:
    """The names of the layouts that the office remembers, in the order of the alphabet."""
    return sorted({each.name for each in remembered(store, None)}, key=str.casefold)


def named(store: Store, name: str) -> Profile:
    """The layout of that name; WorldFault where there is none."""
    found = remembered(store, name)
    if not found:
        raise WorldFault("No layout is called “{name}”; there are: {names}", name=name,
                         names=", ".join(names(store)) or "–")
    return found[0]


def save(store: Store, change: Change, name: str, definition: Mapping[str, Any]) -> int:
    """Keep a layout by a name within an open change, in the place of an earlier one of that name; gives its number."""
    values = {"name": name, "headers": list(definition["columns"]), "definition": dict(definition)}
    known = next((each.id for each in remembered(store, name)), None)
    if known is None:
        return change.add(KIND, values)
    change.update(KIND, known, values)
    return known


def forget(store: Store, name: str, language: str = "en") -> int:
    """Let the layouts of that name go, as a change that can be undone; gives the change's number."""
    named(store, name)
    with store.change(say("Forget the layout {name}", language, name=name)) as change:
        for each in remembered(store, name):
            change.delete(KIND, each.id)
    return change.number


def export_profile(store: Store, name: str, path: Path) -> None:
    """Write a layout to a file for a colleague; WorldFault where there is none, or it cannot be written."""
    profile = named(store, name)
    write_layout(path, profile.name, {"kind": profile.kind, "columns": dict(profile.columns),
                                      "choices": {table: dict(words) for table, words in profile.choices.items()}})


def import_profile(store: Store, path: Path, language: str = "en") -> str:
    """Remember the layout of a colleague's file, as one change; gives its name. WorldFault where it is none."""
    name, definition = read_layout(path)
    with store.change(say("Take in the layout {name}", language, name=name), source={"file": path.name}) as change:
        save(store, change, name, definition)
    return name


def office_words(store: Store) -> dict[str, dict[str, str]]:
    """The office's own words for choices, mapped once and remembered, by choice table."""
    ids = list(store.ids("setting"))
    rows = store.read("setting", ids, ("name", "value"))
    return {name.removeprefix(WORDS): dict(value or {}) for name, value in rows if name.startswith(WORDS)}


def ranges(ids: Iterable[int]) -> str:
    """1, 2, 3, 7 is "1-3,7"."""
    ordered = sorted(ids)
    cuts = [0, *(at + 1 for at, (a, b) in enumerate(pairwise(ordered)) if b != a + 1), len(ordered)]
    runs = [ordered[a:b] for a, b in pairwise(cuts) if a < b]
    return ",".join(f"{run[0]}-{run[-1]}" if len(run) > 1 else f"{run[0]}" for run in runs)


def of_ranges(told: str) -> list[int]:
    """ "1-3,7" is 1, 2, 3, 7."""
    return [id for part in told.split(",") if part
            for id in range(int(part.partition("-")[0]), int(part.rpartition("-")[2]) + 1)]
