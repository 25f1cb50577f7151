"""Values inside sentences: printed by their own kind, in the language the sentence is printed in.

    Message("Due on {due}.", {"due": said(WHEN, value)}).text("zh")

A sentence of the office is kept (a briefing is frozen with its remarks), so it goes to JSON and back.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from promo_desk.fields import kinds
from promo_desk.fields.kind import Kind
from promo_desk.fields.kinds import MONEY, QUANTITY, WHEN, Money, Quantity, Ref, When
from promo_desk.fields.message import Message
from promo_desk.fields.money import currency_of
from promo_desk.office.plain import from_json, to_json

KINDS: dict[str, Kind[Any]] = {made.name: made for made in vars(kinds).values()
                               if isinstance(made, Kind) and not isinstance(made, type)} | {
                                   "link": kinds.link("company")}
"""A printer for each kind of value that needs no options of its own."""


@dataclass(frozen=True)
class Said(Message):
    """A value of a kind, as a part of a sentence."""

    kind: str = "text"
    value: Any = None

    def text(self, language: str) -> str:
        return KINDS[self.kind].text(self.value, language)

    def __hash__(self) -> int:
        return hash((self.kind, self.text("en")))


@dataclass(frozen=True)
class Listed(Message):
    """Several parts of a sentence, one after another, as a language separates them."""

    parts: tuple[Message | str, ...] = ()

    def text(self, language: str) -> str:
        return ("、" if language == "zh" else ", ").join(
            part.text(language) if isinstance(part, Message) else part for part in self.parts)

    def __hash__(self) -> int:
        return hash(self.text("en"))


@dataclass(frozen=True)
class Both(Message):
    """Words that a record keeps in both languages, such as a metric's name."""

    english: str = ""
    chinese: str = ""

    def text(self, language: str) -> str:
        return self.chinese if language == "zh" and self.chinese else self.english

    def __hash__(self) -> int:
        return hash((self.english, self.chinese))


def said(kind: Kind[Any], value: Any) -> Said:
    """The value as a part of a sentence."""
    return Said("", {}, kind.name, value)


def amount(value: Quantity) -> Said:
    """A quantity as a part of a sentence: of a currency as money reads, 61亿元 and not 6,100,000,000元."""
    is_money = len(value.unit) == 3 and currency_of(value.unit) == value.unit
    try:
        return said(MONEY, Money.of(value.amount, value.unit)) if is_money else said(QUANTITY, value)
    except ValueError:  # finer than the currency's minor unit
        return said(QUANTITY, value)


def on(day: date) -> Said:
    """A day as a part of a sentence."""
    return said(WHEN, When.day(day))


def named(ref: Ref) -> Said:
    """A record by its name."""
    return Said("", {}, "link", ref)


def listed(parts: Iterable[Message | str]) -> Listed:
    return Listed("", {}, tuple(parts))


def both(english: str, chinese: str | None) -> Both:
    """Words of a record in both languages; the English ones where there are no Chinese."""
    return Both("", {}, english, chinese or "")


def message_json(message: Message) -> Any:
    """The sentence with its values, as JSON."""
    match message:
        case Said():
            return {"kind": message.kind, "value": to_json(message.kind, message.value)}
        case Both():
            return {"english": message.english, "chinese": message.chinese}
        case Listed():
            return {"parts": [_part_json(part) for part in message.parts]}
    return {"msgid": message.msgid, "values": {key: _part_json(value) for key, value in message.values.items()}}


def _part_json(part: Any) -> Any:
    return message_json(part) if isinstance(part, Message) else part


def message_back(stored: Any) -> Message:
    """The sentence that was kept."""
    if "kind" in stored:
        return Said("", {}, stored["kind"], from_json(stored["kind"], stored["value"]))
    if "english" in stored:
        return both(stored["english"], stored["chinese"])
    if "parts" in stored:
        return listed(_part_back(part) for part in stored["parts"])
    return Message(stored["msgid"], {key: _part_back(value) for key, value in stored["values"].items()})


def _part_back(stored: Any) -> Any:
    return message_back(stored) if isinstance(stored, dict) else stored
