"""Codes that check themselves: 统一社会信用代码."""

from __future__ import annotations

from promo_desk.fields.text import TextKind


class CreditCodeKind(TextKind):
    name = "credit_code"

    def __init__(self) -> None:
        super().__init__("credit_code", 20)
