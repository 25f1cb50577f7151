"""What the page of a change shows, read on a worker: the file, what was decided about it, the records written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from promo_desk.desktop.importing.rules import rules_text
from promo_desk.desktop.importing.words import VERDICTS, bytes_text
from promo_desk.desktop.past import lines_of
from promo_desk.fields.message import Message, WorldFault
from promo_desk.fields.words import say
from promo_desk.records import fields_of, kinds, label, plural, show_name

if TYPE_CHECKING:
    from promo_desk.store import Store

MOST = 2000
"""So many records are listed at first."""
ANSWERS = 200
"""So many answers and rejected rows are listed."""
DEEDS: dict[str, Message] = {"add": Message("new"), "edit": Message("changed"), "delete": Message("deleted")}


@dataclass(frozen=True)
class Written:
    """One record that a change wrote."""

    kind: str
    id: int
    op: str
    name: str
    origin: str
    """Sheet and row, of an import."""
    told: str
    """Of a change: each field, before and after."""


@dataclass(frozen=True)
class Table:
    """One sheet of the file."""

    name: str
    kind: str
    place: str
    rows: str


@dataclass(frozen=True)
class ChangeFacts:
    """Everything about one change."""

    info: Any
    file: list[tuple[str, str]] = field(default_factory=list)
    """What is known of the file: heading and text."""
    tables: list[Table] = field(default_factory=list)
    decided: list[str] = field(default_factory=list)
    """How bad and empty cells were dealt with, what was corrected, what was answered."""
    rejected: list[tuple[str, str]] = field(default_factory=list)
    """Rows that were not taken: where, why."""
    rejects: int = 0
    written: list[Written] = field(default_factory=list)


def read_change(store: Store, number: int, language: str, most: int = MOST) -> ChangeFacts:
    """Ask for all of it; WorldFault where there is no such change."""
    info = store.change_info(number)
    if info is None:
        raise WorldFault("There is no change {number}.", number=number)
    source = info.source or {}
    entries = store.entries(number, limit=most)
    tables = [_table(each, language) for each in _list(source, "sheets")]
    return ChangeFacts(info, list(_file(source, language)), tables, list(_decided(store, source, language)),
                       list(_rejected(source, language)),
                       _number(source.get("rejects")), _written(store, entries, language))


def _list(source: dict[str, Any], name: str) -> list[Any]:
    """A list of the source; an import of an older desk has none."""
    found = source.get(name)
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


def _number(told: Any) -> int:
    return told if isinstance(told, int) else 0


def _file(source: dict[str, Any], language: str) -> Iterator[tuple[str, str]]:
    size = _number(source.get("size"))
    told = ((say("File", language), source.get("file")), (say("Folder", language), _folder(source)),
            (say("Size", language), bytes_text(size) if size else ""), (say("Format", language), source.get("format")),
            ("SHA-256", source.get("sha256")))
    return ((words, str(value)) for words, value in told if value)


def _folder(source: dict[str, Any]) -> str:
    path, file = str(source.get("path") or ""), str(source.get("file") or "")
    return "" if source.get("format") == "pasted" else path.removesuffix(file).rstrip("/\\")


def _table(told: dict[str, Any], language: str) -> Table:
    kind = told.get("kind")
    header = "–".join(str(row) for row in told.get("header_rows") or ()) or "–"
    place = say("header in rows {header}, records in rows {first} to {last}", language, header=header,
                first=told.get("first_row", ""), last=told.get("last_row", ""))
    return Table(str(told.get("key") or told.get("sheet") or ""), plural(kind, language) if kind in kinds() else "",
                 place, verdicts_line(told.get("verdicts"), language))


def verdicts_line(counts: Any, language: str) -> str:
    """ "30 new · 2 changed"."""
    if not isinstance(counts, dict):
        return ""
    return " · ".join(Message(words.msgid, {"n": f"{counts[name]:,}"}).text(language)
                      for name, (words, _) in VERDICTS.items() if counts.get(name))


def _decided(store: Store, source: dict[str, Any], language: str) -> Iterator[str]:
    """The rules, then every correction and answer."""
    from promo_desk.sheets.plan import Options

    if not isinstance(source.get("options"), dict):
        return
    try:
        options = Options.of_json(source["options"])
    except WorldFault:
        return
    yield rules_text(options, language)
    for sheet, columns in options.mapping.items():
        for letter, path in columns.items():
            yield say("{sheet}, column {column} → {field}", language, sheet=sheet, column=letter,
                      field=_path(path, language))
    yield from _answers(store, options, language)
    for sheet, cells in options.mended.items():
        for cell, value in cells.items():
            yield say("{sheet}, cell {cell} stands for {value}", language, sheet=sheet, cell=cell,
                      value="–" if value is None else value)


def _answers(store: Store, options: Any, language: str) -> Iterator[str]:
    for kind, names in options.named.items():
        known = store.names(kind, [id for id in names.values() if isinstance(id, int)])
        for name, meant in names.items():
            record = say("a new one", language) if meant == "new" else known.get(meant, f"#{meant}")
            yield _stands(name, record, language)
    for sheet, cells in options.answers.items():
        for cell, meant in cells.items():
            record = say("a new one", language) if meant == "new" else f"#{meant}"
            yield say("{sheet}, cell {cell} stands for {value}", language, sheet=sheet, cell=cell, value=record)
    for words in (*options.choices.values(), *options.replaced.values()):
        for raw, value in words.items():
            yield _stands(raw, "–" if value is None else str(value), language)


def _stands(raw: str, value: str, language: str) -> str:
    return say("“{raw}” stands for {value}", language, raw=raw, value=value)


def _path(path: str, language: str) -> str:
    kind, _, key = path.partition(".")
    if kind not in kinds() or key not in fields_of(kind):
        return say("kept as notes", language) if path == "notes" else say("left out", language)
    return f"{label(kind, language)} › {fields_of(kind)[key].label(language)}"


def _rejected(source: dict[str, Any], language: str) -> Iterator[tuple[str, str]]:
    for each in _list(source, "rejected")[:ANSWERS]:
        cells = [cell for cell in each.get("cells") or () if isinstance(cell, dict)]
        where = say("{sheet}, row {row}", language, sheet=each.get("sheet", ""), row=each.get("row", ""))
        yield where, "; ".join(f"{cell.get('cell', '')}: {cell.get('message', '')}" for cell in cells)


def _written(store: Store, entries: list[Any], language: str) -> list[Written]:
    names = {kind: store.names(kind, [each.id for each in entries if each.kind == kind])
             for kind in dict.fromkeys(each.kind for each in entries)}
    return [Written(each.kind, each.id, each.op, names[each.kind].get(each.id) or _name(each, language),
                    f"{each.origin.sheet} {each.origin.row}" if each.origin is not None else "",
                    _told(each, language)) for each in entries]


def _name(entry: Any, language: str) -> str:
    """Of a record that is gone, what it was called."""
    values = {**(entry.old or {}), **(entry.new or {})}
    try:
        return show_name(entry.kind, values, language) or f"#{entry.id}"
    except KeyError:
        return f"#{entry.id}"


def _told(entry: Any, language: str) -> str:
    if entry.op != "edit":
        return ""
    return "; ".join(f"{words}: {before or '–'} → {after or '–'}" for words, before, after in lines_of(entry, language))
