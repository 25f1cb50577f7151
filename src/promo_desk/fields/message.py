"""Sentences that are made in one place and shown in another, in the reader's language.

A rule, an import plan or a fault knows *what* to say; the window, the workbook or the terminal knows in which
language. A :class:`Message` carries the English msgid and its values, and is printed late.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from promo_desk.fields.words import say


@dataclass(frozen=True)
class Message:
    """A sentence of the catalogue: ``Message("{n} rows left out", {"n": 3}).text("zh")``.

    Values may themselves be messages; they are printed in the same language.
    """

    msgid: str
    values: dict[str, Any] = field(default_factory=dict)

    def text(self, language: str) -> str:
        shown = {k: v.text(language) if isinstance(v, Message) else v for k, v in self.values.items()}
        return say(self.msgid, language, **shown)

    def __str__(self) -> str:
        return self.text("en")

    def __hash__(self) -> int:
        return hash((self.msgid, tuple(sorted((k, str(v)) for k, v in self.values.items()))))


class WorldFault(Exception):
    """The world's fault: a file open elsewhere, a full disk, a wrong password. One sentence that says what
    happened, what was kept and what to do; exit code 1 on the command line, a line in the window.

    Everything else that is raised is ours, and carries a report.
    """

    def __init__(self, msgid: str, **values: Any) -> None:
        self.message = Message(msgid, values)
        super().__init__(str(self.message))
