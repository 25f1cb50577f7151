"""Data: rules, saved views, frozen briefings, as JSON."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Literal

from promo_desk.fields.kind import PLAIN, Parsed, Reading
from promo_desk.fields.message import Message
from promo_desk.fields.plain import outer, refuse, unreadable


@dataclass(frozen=True, slots=True)
class DataKind:
    """A dict or list that JSON can hold; as text it is JSON."""

    name: str = "data"
    align: Literal["start", "end"] = "start"
    width: int = 30

    def parse(self, raw: Any, reading: Reading = PLAIN) -> Parsed[Any]:
        if raw is None or (isinstance(raw, str) and not outer(raw)):
            return Parsed(None)
        try:
            value = json.loads(raw) if isinstance(raw, str) else json.loads(self.text(raw, "en"))
        except (ValueError, TypeError, RecursionError) as fault:
            return refuse(Message("This is not JSON: {fault}", {"fault": str(fault)}))
        return Parsed(value) if isinstance(value, (dict, list)) else unreadable(raw)

    def text(self, value: Any, language: str) -> str:
        return json.dumps(value, ensure_ascii=False, sort_keys=True, allow_nan=False)

    def sort_key(self, value: Any) -> Any:
        return self.text(value, "en")
