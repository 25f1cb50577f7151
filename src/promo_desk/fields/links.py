"""Links: another record, by kind and number. Which record a name means is found elsewhere, never guessed here."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, Literal

from promo_desk.fields.kind import PLAIN, Parsed, Reading
from promo_desk.fields.message import Message
from promo_desk.fields.plain import ask, exact_number, half_width, refuse, said_nothing, shown, unreadable


@dataclass(frozen=True, slots=True)
class Ref:
    """Another record. ``name`` is for showing and is not compared."""

    kind: str
    id: int
    name: str = field(default="", compare=False)


_NUMBERED = re.compile(r"(?:(?P<kind>[a-z_]+) )?#(?P<id>\d{1,18})")


@dataclass(frozen=True, slots=True)
class LinkKind:
    """A link to a record of one of ``targets``. A Ref and "#12" ("company #12") are read; a name needs a finder."""

    targets: tuple[str, ...]
    name: str = "link"
    align: Literal["start", "end"] = "start"
    width: int = 20

    def parse(self, raw: Any, reading: Reading = PLAIN) -> Parsed[Ref]:
        if raw is None:
            return Parsed(None)
        if isinstance(raw, Ref):
            return Parsed(raw) if raw.kind in self.targets else self._wrong(raw.kind)
        if isinstance(raw, str):
            return said_nothing(raw) or self._read(half_width(raw))
        number = exact_number(raw)
        return unreadable(raw) if number is None else self._read(f"{number:f}")

    def text(self, value: Ref, language: str) -> str:
        """The name where it is known; else the number, which is read back."""
        return value.name or (f"#{value.id}" if len(self.targets) == 1 else f"{value.kind} #{value.id}")

    def sort_key(self, value: Ref) -> Any:
        return (value.name.casefold(), value.kind, value.id)

    def _read(self, text: str) -> Parsed[Ref]:
        match = _NUMBERED.fullmatch(text)
        if match is None:
            return ask(Message("Which record is “{raw}”?", {"raw": shown(text)}))
        if match["kind"] and match["kind"] not in self.targets:
            return self._wrong(match["kind"])
        refs = [Ref(kind, int(match["id"])) for kind in ([match["kind"]] if match["kind"] else self.targets)]
        return Parsed(refs[0]) if len(refs) == 1 else ask(Message("Which record is “{raw}”?", {"raw": text}), *refs)

    def _wrong(self, kind: str) -> Parsed[Ref]:
        return refuse(Message("A record of the kind {kind} does not belong here.", {"kind": kind}))


def link(*targets: str) -> LinkKind:
    """A link to a record of one of these kinds."""
    return LinkKind(targets)
