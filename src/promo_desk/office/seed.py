"""The seeded office: readable files in ``data/guangzhou/``, loaded in one change, every value with its source.

A file is TOML: ``[[kind]]`` begins a record, its lines are fields, written as people write them and read by the same
kinds as everything else. A link names a record that stands above it; ``cited`` names the paragraph of the source.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from promo_desk.fields.field import Field
from promo_desk.fields.folders import shipped_data
from promo_desk.fields.kinds import LinkKind, Ref
from promo_desk.fields.message import Message, WorldFault
from promo_desk.fields.words import say
from promo_desk.records import fields_of, kinds, name_fields
from promo_desk.store import Change, Condition, Store

_ASIDE = ("key", "cited")
"""What an entry says beside its fields: a name to link to it by, and where it is from."""


@dataclass(frozen=True)
class Seeded:
    """What was loaded: in which change, and how many records of each kind."""

    number: int
    counts: dict[str, int]


@dataclass(frozen=True)
class Entry:
    """A record as a file has it, and the line it begins on."""

    kind: str
    raw: dict[str, Any]
    file: str
    line: int

    @property
    def name(self) -> str:
        """What links to it call it by: its key, or the first of its names."""
        named = (self.raw.get(key) for key in ("key", *name_fields(self.kind)))
        return next((str(name) for name in named if name), "")

    def fault(self, reason: Message | str) -> WorldFault:
        return WorldFault("{file}, line {line}: {reason} Nothing was loaded.", file=self.file, line=self.line,
                          reason=reason)


def load(store: Store, folder: Path | None = None) -> Seeded:
    """Load every ``*.toml`` of the folder (by default Guangzhou 2017) in the order of their names, in one change.

    WorldFault where a file cannot be read, and where the office has it already; then nothing is loaded.
    """
    folder = folder or shipped_data() / "guangzhou"
    found = list(entries(folder))
    for entry in found:
        _must_be_new(store, entry)
    with store.change(say("Load {name}", store.language, name=folder.name), source={"file": folder.name}) as change:
        loading = _Loading(change)
        for entry in found:
            loading.add(entry)
    return Seeded(change.number, dict(loading.counts))


def entries(folder: Path) -> Iterator[Entry]:
    """The records of a folder's files, as they stand there."""
    files = sorted(folder.glob("*.toml"))
    if not files:
        raise WorldFault("There is nothing to load in {folder}.", folder=folder)
    for file in files:
        yield from _entries_of(file)


def _entries_of(file: Path) -> list[Entry]:
    """TOML groups the entries of a kind; the lines of their headings put them back in the file's order."""
    try:
        text = file.read_text(encoding="utf-8")
        tables = tomllib.loads(text)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as fault:
        raise WorldFault("{file} cannot be read: {reason}.", file=file.name, reason=fault) from fault
    made = []
    for heading in re.finditer(r"^\[\[(\w+)\]\]", text, re.MULTILINE):
        line = text.count("\n", 0, heading.start()) + 1
        made.append(Entry(heading[1], tables[heading[1]].pop(0), file.name, line))
    return made


def _must_be_new(store: Store, entry: Entry) -> None:
    if entry.kind == "source" and store.ids("source", [Condition("title", "is", entry.name)], limit=1):
        raise WorldFault("“{source}” is in this office already; nothing was loaded.", source=entry.name)


class _Loading:
    """Entries on their way into the open change: each is known by its name to those below it."""

    def __init__(self, change: Change) -> None:
        self._change = change
        self._known: dict[tuple[str, str], list[int]] = {}
        self._source: Ref | None = None
        self.counts: Counter[str] = Counter()

    def add(self, entry: Entry) -> None:
        id = self._write(entry, entry.kind, self._values(entry))
        self._known.setdefault((entry.kind, entry.name), []).append(id)
        if entry.kind == "source":
            self._source = Ref("source", id)
        for field, passage in _passages(entry.raw.get("cited")):
            if field and field not in fields_of(entry.kind):
                raise entry.fault(Message("There is no field {field}.", {"field": field}))
            self._cite(entry, Ref(entry.kind, id), field, passage)

    def _write(self, entry: Entry, kind: str, values: dict[str, Any]) -> int:
        self.counts[kind] += 1
        return self._change.add_many(kind, tuple(values), [tuple(values.values())], [(entry.file, entry.line)])[0]

    def _cite(self, entry: Entry, about: Ref, field: str, passage: str) -> None:
        if self._source is None:
            raise entry.fault(Message("No source stands above what is cited."))
        self._write(entry, "citation", {"about": about, "field": field or None, "source": self._source,
                                        "passage": passage})

    def _values(self, entry: Entry) -> dict[str, Any]:
        if entry.kind not in kinds():
            raise entry.fault(Message("There is no record of the kind {kind}.", {"kind": entry.kind}))
        fields = fields_of(entry.kind)
        return {key: self._value(entry, fields.get(key), key, raw) for key, raw in entry.raw.items()
                if key not in _ASIDE}

    def _value(self, entry: Entry, field: Field | None, key: str, raw: Any) -> Any:
        if field is None or not field.writable:
            raise entry.fault(Message("There is no field {field}.", {"field": key}))
        if isinstance(field.kind, LinkKind):
            return self._link(entry, field.kind, str(raw))
        parsed = field.kind.parse(tuple(raw) if isinstance(raw, list) else raw)
        if parsed.level != "ok" or parsed.value is None:
            raise entry.fault(Message("{field}: “{raw}” is not clear.", {"field": key, "raw": raw}))
        return parsed.value

    def _link(self, entry: Entry, kind: LinkKind, raw: str) -> Ref:
        """The record a name means; "kind: name" where the link may be to several kinds."""
        target, _, name = raw.partition(": ") if len(kind.targets) > 1 else (kind.targets[0], "", raw)
        ids = self._known.get((target, name), []) if target in kind.targets else []
        if len(ids) != 1:
            raise entry.fault(Message("“{raw}” does not name one record above.", {"raw": raw}))
        return Ref(target, ids[0])


def _passages(cited: Any) -> list[tuple[str, str]]:
    """(field, paragraph): ``"4"`` and ``["6", "16"]`` are for the record as a whole, a table names its fields."""
    if isinstance(cited, dict):
        return [("" if field == "record" else field, passage) for field, told in cited.items()
                for _, passage in _passages(told)]
    return [("", str(passage)) for passage in (cited if isinstance(cited, list) else [cited] if cited else [])]
