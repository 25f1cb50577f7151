"""What the first page reads, on a worker: figures with the list behind each, and what is due, late and new."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from promo_desk.desktop.desk import Place
from promo_desk.desktop.moments import moment_text
from promo_desk.desktop.pages import page_of
from promo_desk.fields.kinds import WHEN, When
from promo_desk.fields.message import Message
from promo_desk.records import fields_of

if TYPE_CHECKING:
    from promo_desk.store import Condition, Store

SHOWN = 6
"""Lines of a section; the list behind it has them all."""
WITHIN = 30
"""Days ahead that count as due."""
MORE = {"project": "next_step"}
"""What is said beside the name."""
OPEN_STAGES = ("target", "lead", "qualified", "talks", "pre_sign")


@dataclass(frozen=True)
class Figure:
    """A number with its words and the list behind it."""

    words: Message
    number: int
    shown: str
    place: Place
    aside: str = ""


@dataclass(frozen=True)
class Line:
    """One record of a section."""

    words: str
    aside: str
    tone: str
    place: Place


@dataclass(frozen=True)
class Section:
    """Records of one sort; ``nothing`` says what it means that there are none."""

    words: Message
    total: int
    lines: list[Line]
    nothing: Message
    place: Place | None = None


@dataclass(frozen=True)
class Facts:
    """The whole page."""

    figures: list[Figure] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    funnel: list[Figure] = field(default_factory=list)


def read_today(store: Store, today: date, language: str) -> Facts:
    """Everything the page shows."""
    return Facts(_figures(store, today), _sections(store, today, language), _funnel(store, language))


def _condition(key: str, op: str, value: Any = None) -> Condition:
    from promo_desk.store import Condition

    return Condition(key, op, value)


def _figures(store: Store, today: date) -> list[Figure]:
    year = When(date(today.year, 1, 1), date(today.year, 12, 31))
    asked = ((Message("Projects under way"), "project", (_condition("stage", "any_of", OPEN_STAGES),)),
             (Message("Agreements signed this year"), "agreement", (_condition("signed_on", "is", year),)),
             (Message("Promises on record"), "commitment", ()),
             (Message("Companies known"), "company", ()))
    return [_figure(store, words, kind, where) for words, kind, where in asked]


def _figure(store: Store, words: Message, kind: str, where: tuple[Condition, ...]) -> Figure:
    number = store.count(kind, where)
    return Figure(words, number, f"{number:,}", Place(page_of(kind), kind, where=where))


def _sections(store: Store, today: date, language: str) -> list[Section]:
    soon = When(None, today + timedelta(days=WITHIN))
    late = When(today, today)
    steps = (_condition("next_step_due", "less", When(soon.latest, soon.latest)),)
    promises = (_condition("due", "less", When(soon.latest, soon.latest)), _condition("outcome", "empty"))
    awards = (_condition("status", "any_of", ("draft", "checking", "returned", "approved")),)
    return [
        _due(store, Message("Next steps"), "project", steps, "next_step_due", late, language,
             Message("No next step is due in the next 30 days.")),
        _due(store, Message("Promises due or late"), "commitment", promises, "due", late, language,
             Message("No promise is due in the next 30 days, on either side.")),
        _due(store, Message("Awards waiting"), "award", awards, "applied_on", None, language,
             Message("No award waits for a decision or for payment.")),
        _changes(store, today, language)]


def _due(store: Store, words: Message, kind: str, where: tuple[Condition, ...], key: str, today: When | None,
         language: str, nothing: Message) -> Section:
    """Records in the order of a date, late ones in red."""
    ids = store.ids(kind, where=where, sort=((key, False),))
    first = list(ids[:SHOWN])
    names, rows = store.names(kind, first), store.read(kind, first, [key, MORE.get(kind, key)])
    lines = [Line(_named(str(names.get(id) or id), row[1]), _text(row[0], language), _tone(row[0], today),
                  Place(page_of(kind), kind, id)) for id, row in zip(first, rows, strict=True)]
    return Section(words, len(ids), lines, nothing, Place(page_of(kind), kind, where=where))


def _named(name: str, more: Any) -> str:
    return f"{name} · {more}" if isinstance(more, str) and more else name


def _text(value: When | None, language: str) -> str:
    return WHEN.text(value, language) if value is not None else ""


def _tone(value: When | None, today: When | None) -> str:
    past = value is not None and today is not None and value.latest is not None and value.latest < _day(today)
    return "danger" if past else "quiet"


def _day(when: When) -> date:
    return when.earliest or date.min


def _changes(store: Store, today: date, language: str) -> Section:
    changes = store.changes(limit=SHOWN)
    lines = [Line(info.label, moment_text(info.at, language, today), "quiet", Place("imports")) for info in changes]
    return Section(Message("Last changes"), len(changes), lines,
                   Message("Nothing has been written yet. Bring a ledger in with Ctrl+I."), Place("imports"))


def _funnel(store: Store, language: str) -> list[Figure]:
    """The projects of each stage on the way, with what they come to."""
    stage, money = fields_of("project")["stage"], fields_of("project")["total_investment"].kind
    made = []
    for option in getattr(stage.kind, "options", ()):
        where = (_condition("stage", "is", option.code),)
        number = store.count("project", where)
        sums = store.sums("project", "total_investment", where) if number else []
        aside = "; ".join(money.text(value, language) for value in sums if value is not None)
        made.append(Figure(Message(option.english), number, f"{number:,}",
                           Place("projects", "project", where=where), aside))
    return made if any(figure.number for figure in made) else []


