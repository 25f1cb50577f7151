"""A remembered layout as a small file that a colleague can take in: read with care, for it comes from outside."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from promo_desk.fields.message import WorldFault
from promo_desk.records import fields_of, kinds
from promo_desk.sheets.related import kind_of

FORMAT = "promo_desk layout"
VERSION = 1
LARGEST = 1_000_000
"""Bytes; a layout of a thousand columns is far smaller."""
MOST_COLUMNS = 2_000
LONGEST_TEXT = 2_000


def write_layout(path: Path, name: str, definition: Mapping[str, Any]) -> None:
    """The old file or the new one, nothing between. WorldFault where it cannot be written."""
    told = {"format": FORMAT, "version": VERSION, "name": name, **definition}
    try:
        handle, there = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(told, file, ensure_ascii=False, indent=1)
        Path(there).replace(path)
    except OSError as fault:
        raise WorldFault("{name} cannot be written: {detail}", name=path, detail=fault.strerror or fault) from fault


def read_layout(path: Path) -> tuple[str, dict[str, Any]]:
    """The name and the definition in a layout file; WorldFault with one sentence where it is none."""
    told = _json(path)
    if not isinstance(told, dict) or told.get("format") != FORMAT:
        raise WorldFault('"{name}" is not a file of a layout.', name=path.name)
    if told.get("version") != VERSION:
        raise WorldFault('"{name}" is a layout of a newer promo_desk; update this one.', name=path.name)
    wrong = _wrong(told)
    if wrong:
        raise WorldFault('"{name}" is damaged: “{part}” is not as it should be.', name=path.name, part=wrong)
    return told["name"], {"kind": told["kind"], "columns": told["columns"], "choices": told.get("choices", {})}


def _json(path: Path) -> Any:
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
        if len(content) > LARGEST:
            raise WorldFault('"{name}" is too large for a layout.', name=path.name)
        return json.loads(content.decode("utf-8-sig"))
    except OSError as fault:
        raise WorldFault("{name} cannot be read: {detail}", name=path, detail=fault.strerror or fault) from fault
    except (ValueError, RecursionError):
        raise WorldFault('"{name}" is not a file of a layout.', name=path.name) from None


def _wrong(told: Mapping[str, Any]) -> str:
    """The part of a layout that is not as it should be; "" where all is well."""
    if not _is_text(told.get("name")) or not str(told["name"]).strip():
        return "name"
    if told.get("kind") not in kinds():
        return "kind"
    columns, choices = told.get("columns"), told.get("choices", {})
    if not isinstance(columns, dict) or len(columns) > MOST_COLUMNS:
        return "columns"
    bad = next((header for header, said in columns.items() if not (_is_text(header) and _is_target(said))), None)
    if bad is not None:
        return str(bad)[:60]
    return "" if _is_words(choices) else "choices"


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and len(value) <= LONGEST_TEXT and value.isprintable() | ("\n" in value)


def _is_target(said: Any) -> bool:
    """A path with its role, "notes", or "" for left out."""
    if said in ("notes", ""):
        return True
    slot, _, key = said.rpartition(".") if isinstance(said, str) else ("", "", "")
    known = fields_of(kind_of(slot)).get(key) if kind_of(slot) in kinds() else None
    return known is not None and (known.writable or key == "id") and len(slot) < LONGEST_TEXT


def _is_words(choices: Any) -> bool:
    return isinstance(choices, dict) and all(
        _is_text(table) and isinstance(words, dict) and all(_is_text(word) and _is_text(code) for word, code
                                                            in words.items()) for table, words in choices.items())
