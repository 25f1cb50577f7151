"""Links: another record, by kind and number."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from promo_desk.fields.kind import PLAIN, Parsed, Reading


@dataclass(frozen=True, slots=True)
class Ref:
    """Another record. ``name`` is for showing and is not compared."""

    kind: str
    id: int
    name: str = field(default="", compare=False)


class LinkKind:
    name = "link"
    align: Literal["start", "end"] = "start"
    width = 20

    def __init__(self, targets: tuple[str, ...]) -> None:
        self.targets = targets

    def parse(self, raw: Any, reading: Reading = PLAIN) -> Parsed[Ref]:
        return Parsed(raw)

    def text(self, value: Ref, language: str) -> str:
        return value.name or f"#{value.id}"

    def sort_key(self, value: Ref) -> Any:
        return (value.name.casefold(), value.kind, value.id)


def link(*targets: str) -> LinkKind:
    """A link to a record of one of these kinds."""
    return LinkKind(targets)
