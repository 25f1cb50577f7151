"""Small offices and small ledgers, so that a test says only what it is about."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
from books import raw

from promo_desk.sheets.apply import Applied, apply
from promo_desk.sheets.cells import RawBook, Row
from promo_desk.sheets.plan import Options, Plan, make_plan
from promo_desk.store import Store, open_store

SAMPLES = Path(__file__).resolve().parents[2] / "data" / "samples"


def empty_office(folder: Path) -> Store:
    return open_store(str(folder / "office.db"), create=True)


def ledger(*rows: Row, sheet: str = "S", file: str = "ledger.xlsx", merged: tuple[Any, ...] = (),
           properties: dict[str, str] | None = None) -> RawBook:
    """A workbook as if it had been read; its first row is the header."""
    return RawBook(Path(file), "xlsx", "0" * 64, [raw(*rows, name=sheet, merged=merged)], [], properties or {})


def planned(store: Store, book: RawBook | Path, **options: Any) -> Plan:
    return make_plan(store, book, Options(**options))


def taken(store: Store, book: RawBook | Path, **options: Any) -> Applied:
    return apply(store, planned(store, book, **options))


def verdicts(plan: Plan) -> dict[str, int]:
    """The verdicts of the first sheet that are not nought."""
    return {verdict: count for verdict, count in plan.sheets[0].counts().items() if count}


def notes(plan: Plan, row: int) -> list[tuple[str, str, str]]:
    """(cell, level, sentence) of a row of the first sheet."""
    told = next((each for each in plan.sheets[0].to_json()["rows"] if each["row"] == row), {"cells": []})
    return [(each["cell"], each.get("level", "change"), each["message"]) for each in told["cells"]]


def values(store: Store, kind: str, *keys: str) -> list[tuple[Any, ...]]:
    """The records of a kind, in the order they were made."""
    return store.read(kind, list(store.ids(kind)), keys)


def grid(path: Path, sheet: int = 0) -> list[tuple[Any, ...]]:
    """The cells of a written workbook."""
    return list(openpyxl.load_workbook(path).worksheets[sheet].iter_rows(values_only=True))
