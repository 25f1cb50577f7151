"""What is typed of a record and not saved yet. Knows no widget, so that it outlives the form it was typed in."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from promo_desk.fields.kind import Parsed
from promo_desk.fields.message import Message

NEW = -1
"""The id of a record that is not there yet."""


@dataclass
class Buffer:
    """A record as it was read, and the drafts laid over it."""

    kind: str
    id: int
    was: dict[str, Any] = field(default_factory=dict)
    drafts: dict[str, Parsed[Any]] = field(default_factory=dict)
    raw: dict[str, str] = field(default_factory=dict)
    """The text of drafts that are not understood yet, so that nothing typed is lost."""

    @property
    def is_new(self) -> bool:
        return self.id == NEW

    @property
    def version(self) -> int | None:
        """The version that was read; an edit that meets a newer one is not written."""
        return self.was.get("version")

    @property
    def dirty(self) -> bool:
        return bool(self.changed() or self.faults())

    def draft(self, key: str, parsed: Parsed[Any], raw: str = "") -> None:
        """Lay what was typed over the record; the same as before is no draft."""
        if parsed.stands and parsed.value == self.was.get(key):
            self.drafts.pop(key, None)
            self.raw.pop(key, None)
            return
        self.drafts[key] = parsed
        self.raw[key] = raw

    def value(self, key: str) -> Any:
        """The value as it would be saved."""
        parsed = self.drafts.get(key)
        return parsed.value if parsed is not None and parsed.stands else self.was.get(key)

    def changed(self) -> dict[str, Any]:
        """What is to be written."""
        return {key: parsed.value for key, parsed in self.drafts.items() if parsed.stands}

    def faults(self) -> dict[str, Message | None]:
        """Drafts that do not stand, with the reason."""
        return {key: parsed.message for key, parsed in self.drafts.items() if not parsed.stands}

    def rebase(self, now: dict[str, Any], keep: set[str]) -> None:
        """Somebody else has saved: what they wrote is the ground, of our drafts those of ``keep`` stay."""
        self.was = dict(now)
        self.drafts = {key: parsed for key, parsed in self.drafts.items() if key in keep}
