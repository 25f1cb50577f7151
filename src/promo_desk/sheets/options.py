"""What the user says of an import: how to deal with blanks and faults, every correction, every answer.

A plan is a function of the file, the office and these options. They are plain data, so that a window, a file of
decisions for the command line, a remembered layout and the history of an import all speak of the same thing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Literal

from promo_desk.fields.kinds import WHEN, When, fold
from promo_desk.fields.message import WorldFault
from promo_desk.records import kinds

Blank = Literal["keep", "fill", "clear"]
OnError = Literal["stop", "skip", "blank"]
New = Literal["new"]
BySheet = Mapping[str, Mapping[str, Any]]
Values = Mapping[str, Mapping[str, Any]]

_WORDS: dict[str, tuple[str, ...]] = {"blank": ("keep", "fill", "clear"), "on_error": ("stop", "skip", "blank"),
                                      "leftover": ("notes", "left_out"), "language": ("en", "zh")}
_TWO_DEEP = ("mapping", "mended", "answers", "choices", "shapes", "replaced", "named", "units")


@dataclass(frozen=True)
class Options:
    """``blank``: an empty cell keeps the value, or only empty fields are filled, or it clears the value. ``on_error``:
    a bad cell stops the import, or its row is left out, or is taken without it. Where "sheet" stands below, the key of
    a table is meant: the sheet's name, "Sheet1 #2" for the second table of a sheet."""

    into: str | None = None
    sheet: str | None = None
    """Only this sheet."""
    blank: Blank = "keep"
    on_error: OnError = "stop"
    profile: str | None = None
    """The name of a remembered layout; with one that is new, this layout is remembered by that name."""
    language: str = "en"
    leftover: Literal["notes", "left_out"] = "notes"
    """What becomes of columns that fit no field."""
    kinds: Mapping[str, str] = field(default_factory=dict)
    """By sheet: what its rows are; goes before ``into``."""
    taken: Mapping[str, bool] = field(default_factory=dict)
    """By sheet: a hidden one is taken, another left out."""
    refused: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """By sheet: the names of what is not to be taken: "17" a row, "C" a column, "C17" a cell."""
    mapping: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """By sheet and column letter: a path such as "project.jobs", "notes", or "" for left out."""
    mended: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """By sheet and cell: what stands there instead."""
    replaced: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """By path ("project.total_investment") and raw text: what it stands for wherever it stands in that field."""
    answers: Mapping[str, Mapping[str, int | New]] = field(default_factory=dict)
    """By sheet and cell: the number of the record that is meant, or "new"."""
    named: Mapping[str, Mapping[str, int | New]] = field(default_factory=dict)
    """By kind and folded name: the number of the record that is meant wherever the name stands, or "new"."""
    choices: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """By choice table: the office's own words (folded) and their codes; remembered with the import."""
    fixed: Mapping[str, Any] = field(default_factory=dict)
    """By path: what holds for every row that says nothing, such as "tenancy.zone"."""
    snapshot: bool = False
    """The list is complete: what stands in the office and not in it, is missing."""
    ended_on: When | None = None
    """With a snapshot: the missing tenancies end then."""
    shapes: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """By sheet: header_rows, first_row, last_row and so on, as the user corrected them."""
    units: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """By sheet and column letter: the unit of a column that names none: "万元"."""

    def kind_of(self, key: str) -> str | None:
        """What the user says the rows of a sheet are."""
        return self.kinds.get(key) or self.into

    def to_json(self) -> dict[str, Any]:
        """What was said, as JSON holds it; nothing that is as usual."""
        usual = Options()
        told = {each.name: getattr(self, each.name) for each in fields(self)}
        return {name: _plain(value) for name, value in told.items() if value and value != getattr(usual, name)}

    @classmethod
    def of_json(cls, told: Any) -> Options:
        """The options that :meth:`to_json` told; WorldFault where somebody has written them wrongly."""
        if not isinstance(told, dict):
            raise WorldFault("Decisions are an object of JSON, such as {example}.", example='{"on_error": "skip"}')
        known = {each.name for each in fields(cls)}
        for name, value in told.items():
            if name not in known:
                raise WorldFault('There is no decision "{name}"; there are: {known}', name=name,
                                 known=", ".join(sorted(known)))
            if not _right(name, value):
                raise WorldFault('The decision "{name}" cannot be {value}.', name=name, value=str(value)[:60])
        return cls(**{name: _made(name, value) for name, value in told.items()})


def _plain(value: Any) -> Any:
    if isinstance(value, When):
        return WHEN.text(value, "en")
    if isinstance(value, Mapping):
        return {key: _plain(each) for key, each in value.items()}
    return sorted(value) if isinstance(value, frozenset) else list(value) if isinstance(value, tuple) else value


def _right(name: str, value: Any) -> bool:
    """Whether a decision from outside has the form it needs."""
    if name in _WORDS:
        return value in _WORDS[name]
    if name in _TWO_DEEP:
        return _all(value, lambda each: isinstance(each, dict))
    forms: dict[str, Callable[[Any], bool]] = {
        "refused": lambda told: _all(told, lambda each: isinstance(each, list) and all(map(_is_text, each))),
        "kinds": lambda told: _all(told, lambda each: each in kinds()),
        "taken": lambda told: _all(told, lambda each: isinstance(each, bool)),
        "fixed": lambda told: isinstance(told, dict),
        "snapshot": lambda told: isinstance(told, bool),
        "into": lambda told: told in kinds(),
        "ended_on": lambda told: _is_text(told) and WHEN.parse(told).level == "ok"}
    return forms.get(name, _is_text)(value)


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _all(told: Any, right: Callable[[Any], bool]) -> bool:
    return isinstance(told, dict) and all(map(right, told.values()))


def _made(name: str, value: Any) -> Any:
    if name == "ended_on":
        return WHEN.parse(value).value
    if name == "refused":
        return {key: frozenset(each) for key, each in value.items()}
    if name in ("choices", "named"):
        return {key: {fold(word): said for word, said in words.items()} for key, words in value.items()}
    return value
