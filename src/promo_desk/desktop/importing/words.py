"""What the page of imports says of a file: its state, its counts, its size, what the button will do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from promo_desk.desktop.chips import Look
from promo_desk.fields.message import Message
from promo_desk.fields.words import say
from promo_desk.records import plural

if TYPE_CHECKING:
    from promo_desk.desktop.importing.file import Incoming

VERDICTS: dict[str, tuple[Message, Look]] = {
    "new": (Message("{n} new"), ("green", "full")), "changed": (Message("{n} changed"), ("blue", "half")),
    "same": (Message("{n} the same"), ("grey", "ring")), "conflict": (Message("{n} in conflict"), ("amber", "alert")),
    "duplicate": (Message("{n} twice in the file"), ("violet", "half")),
    "error": (Message("{n} with a fault"), ("red", "cross")),
    "refused": (Message("{n} refused"), ("grey", "cross")),
    "not_a_record": (Message("{n} rows that are no records"), ("grey", "pause")),
}
UNITS = ("B", "KB", "MB", "GB")
WRITTEN = (("new", Message("{n} {kinds} new")), ("changed", Message("{n} {kinds} changed")))
STATES: dict[str, tuple[Message, Look]] = {
    "waiting": (Message("waiting"), ("grey", "ring")), "reading": (Message("reading"), ("blue", "quarter")),
    "locked": (Message("password"), ("amber", "alert")), "refused": (Message("not taken"), ("red", "cross")),
    "writing": (Message("importing"), ("blue", "three")), "imported": (Message("imported"), ("green", "check")),
    "undone": (Message("undone"), ("grey", "cross")), "ready": (Message("ready"), ("teal", "full")),
    "nothing": (Message("nothing new"), ("grey", "ring")), "unknown": (Message("to be told"), ("amber", "alert")),
    "held": (Message("held back"), ("red", "alert")),
}


def state_chip(file: Incoming, language: str) -> tuple[str, Look]:
    """A file's state in a word or two, with its colour and shape."""
    if file.state == "planned" and file.facts.holding:
        return _questions(file.facts.asked, language), ("amber", "alert")
    words, how = STATES[_state(file)]
    return words.text(language), how


def _state(file: Incoming) -> str:
    if file.state != "planned" or file.plan is None:
        return file.state
    if not any(sheet.mapping for sheet in file.plan.sheets):
        return "unknown"
    if file.hindrance():
        return "held"
    return "ready" if file.facts.writes else "nothing"


def _questions(n: int, language: str) -> str:
    return say("{n} question", language, n=n) if n == 1 else say("{n} questions", language, n=f"{n:,}")


def counts_line(file: Incoming, language: str) -> str:
    """The rows by verdict, in one line: "30 new · 2 changed"."""
    told = [Message(words.msgid, {"n": f"{file.facts.counts[verdict]:,}"}).text(language)
            for verdict, (words, _) in VERDICTS.items() if file.facts.counts.get(verdict) and verdict != "not_a_record"]
    return " · ".join(told) if file.plan is not None else size_text(file)


def size_text(file: Incoming) -> str:
    """How large it is on disk; nothing where it is not there."""
    try:
        return "" if file.pasted else bytes_text(file.file.stat().st_size)
    except OSError:
        return ""


def bytes_text(size: int) -> str:
    """1572864 is "1.5 MB"; nobody wants to know it nearer."""
    unit, rest = 0, float(size)
    while rest >= 1000 and unit < len(UNITS) - 1:
        rest, unit = rest / 1024, unit + 1
    return f"{rest:.1f} {UNITS[unit]}" if unit and rest < 10 else f"{rest:.0f} {UNITS[unit]}"


def imported_line(file: Incoming, language: str) -> str:
    """What was written: "30 companies new, 2 companies changed"."""
    counts = file.applied.counts if file.applied is not None else {}
    return kinds_line(counts, language)


def kinds_line(counts: dict[str, dict[str, int]], language: str) -> str:
    """Records by kind and what became of them."""
    told = [Message(words.msgid, {"n": f"{each[what]:,}", "kinds": plural(kind, language).lower()}).text(language)
            for what, words in WRITTEN for kind, each in counts.items() if each.get(what)]
    return say(", ", language).join(told)


def deed(file: Incoming, language: str) -> str:
    """What the button will do."""
    n = file.facts.writes
    if not n:
        return say("Import", language)
    return (say("Import {n} record as one change", language, n=n) if n == 1 else
            say("Import {n} records as one change", language, n=f"{n:,}"))


def reason(file: Incoming, language: str) -> tuple[str, str]:
    """Why it cannot be written yet, or what is left out when it is; and the tone of the sentence."""
    if file.busy or file.stale:
        return _under_way(file, language), "quiet"
    if (held := file.hindrance()) is not None:
        return say("Rows with a fault: {n}. Correct them, or leave them out.", language, n=held), "danger"
    if file.plan is not None and not any(sheet.mapping for sheet in file.plan.sheets):
        return say("Say what the rows are, then it can be imported.", language), "warn"
    return _small_print(file, language)


def _under_way(file: Incoming, language: str) -> str:
    if file.state == "writing":
        return say("Importing…", language)
    if file.busy:
        return say("Working out what it would do…", language)
    return say("The office was written to meanwhile; this is looked at again.", language)


def _small_print(file: Incoming, language: str) -> tuple[str, str]:
    """What does not hinder it: rows that stay behind, nothing to write."""
    held = file.facts.held
    if not file.facts.writes:
        return (say("Rows that wait for an answer: {n}.", language, n=held), "warn") if held else \
            (say("Nothing in it is new.", language), "quiet")
    if held and file.options.on_error == "skip":
        return say("Rows that are left out for now: {n}.", language, n=held), "warn"
    return "", "quiet"
