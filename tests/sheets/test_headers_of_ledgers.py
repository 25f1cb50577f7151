"""The headers of real ledgers, one after another: each becomes the field it means there, or a note with its reason.

The words stand in ``headers_of_ledgers.toml``; what is not taken for a field is as much a decision as what is.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from books import raw

from promo_desk.sheets.headers import find, flag_of, is_left_out, is_note, split_of
from promo_desk.sheets.mapping import SheetMapping, map_columns
from promo_desk.sheets.shape import find_shape

TOLD: dict[str, Any] = tomllib.loads((Path(__file__).parent / "headers_of_ledgers.toml").read_text(encoding="utf-8"))
LEDGERS = {each["name"]: each for each in TOLD["ledger"]}


def mapped(ledger: dict[str, Any], into: str | None = None) -> SheetMapping | None:
    headers = tuple(header for header, _ in ledger["columns"])
    sheet = raw(headers, tuple(None for _ in headers), name=ledger["sheet"])
    return map_columns(find_shape(sheet, header_rows=(1,), last_row=2), sheet, into=into)


def columns() -> Iterator[Any]:
    for name, ledger in LEDGERS.items():
        for place, (header, path) in enumerate(ledger["columns"]):
            yield pytest.param(ledger, place, path, id=f"{name}: {header}")


@pytest.mark.parametrize(("ledger", "place", "path"), list(columns()))
def test_each_header_goes_where_it_belongs(ledger: dict[str, Any], place: int, path: str) -> None:
    made = mapped(ledger, ledger["kind"])
    assert made is not None
    assert made.columns[place].target == path
    assert made.columns[place].message is not None, "and the reason is said"


@pytest.mark.parametrize("name", [name for name, ledger in LEDGERS.items() if not ledger.get("told")])
def test_the_headers_tell_what_the_rows_are(name: str) -> None:
    made = mapped(LEDGERS[name])
    assert made is not None and made.kind == LEDGERS[name]["kind"]


def words() -> Iterator[Any]:
    for path, listed in TOLD["dictionary"].items():
        for word in listed:
            yield pytest.param(path.partition("@")[0], word, id=f"{word} {path}")


@pytest.mark.parametrize(("path", "word"), list(words()))
def test_each_word_of_the_dictionary_leads_to_its_field(path: str, word: str) -> None:
    flag = flag_of(word)
    paths = {*find(word), *(split_of(word) or "").split("+"), *((flag[0],) if flag else ())}
    if path == "notes":
        assert is_note(word)
    elif path == "":
        assert is_left_out(word)
    else:
        assert ("*.notes" if path == "remarks" else path) in paths


def test_the_list_is_long() -> None:
    assert len(list(columns())) > 400 and len(list(words())) > 280
