"""Data: rules, saved views, frozen briefings, as JSON."""

from __future__ import annotations

import json
from typing import Any, Literal

from promo_desk.fields.kind import PLAIN, Parsed, Reading


class DataKind:
    name = "data"
    align: Literal["start", "end"] = "start"
    width = 30

    def parse(self, raw: Any, reading: Reading = PLAIN) -> Parsed[Any]:
        return Parsed(json.loads(raw) if isinstance(raw, str) else raw)

    def text(self, value: Any, language: str) -> str:
        return json.dumps(value, ensure_ascii=False, sort_keys=True)

    def sort_key(self, value: Any) -> Any:
        return json.dumps(value, ensure_ascii=False, sort_keys=True)
