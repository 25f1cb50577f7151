"""What was understood of a date or an amount, said back while it is typed: "September 2017 · month"."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from promo_desk.fields.field import Field
from promo_desk.fields.message import Message


def understood(field: Field, value: Any, language: str) -> str:
    """The value as it will be kept; of a date also how precise it is."""
    text = field.kind.text(value, language)
    if field.kind.name == "when":
        return f"{text} · {precision(value.earliest, value.latest).text(language)}"
    return text


def precision(earliest: date | None, latest: date | None) -> Message:
    """How precise a span of days is, in a word."""
    if earliest is None and latest is None:
        return Message("no date yet")
    if earliest is None or latest is None:
        return Message("open span")
    if earliest == latest:
        return Message("day")
    whole = earliest.day == 1 and (latest + timedelta(days=1)).day == 1
    months = (latest.year - earliest.year) * 12 + latest.month - earliest.month + 1
    if not whole:
        return Message("span of days")
    return {1: Message("month"), 3: Message("quarter"), 6: Message("half-year"), 12: Message("year")}.get(
        months, Message("span of months"))
