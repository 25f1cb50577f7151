"""What the first page reads, on a worker: figures with the list behind each, what needs somebody, what was changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from promo_desk.desktop.desk import Place
from promo_desk.desktop.moments import moment_text
from promo_desk.desktop.pages import page_of
from promo_desk.fields.kinds import MONEY, Money, When
from promo_desk.fields.message import Message
from promo_desk.office.attention import Item, attention
from promo_desk.office.figures import StageSum, by_month, pipeline, signed
from promo_desk.office.stages import words

if TYPE_CHECKING:
    from promo_desk.store import Condition, Store

SHOWN = 5
"""Lines of a section; the list behind it has them all."""
UNDER_WAY = ("target", "lead", "qualified", "talks", "pre_sign")
SECTIONS: tuple[tuple[Message, tuple[str, ...], Message], ...] = (
    (Message("Next steps, tasks, requests"), ("next_step", "task", "request"),
     Message("No next step, task or request is due.")),
    (Message("Leads to answer"), ("lead", "referrer", "follow_up"), Message("Every lead has been answered in time.")),
    (Message("Stalled projects"), ("stall",), Message("No signed project stalls.")),
    (Message("Promises due or late"), ("promise", "commitment"), Message("No promise is due, on either side.")),
    (Message("Awards waiting"), ("award",), Message("No award waits for a decision or for payment.")),
    (Message("Leases ending"), ("lease",), Message("No lease ends soon.")),
)
"""Heading, the beginnings of the rules that belong below it, what it means that there is nothing."""


@dataclass(frozen=True)
class Figure:
    """A number with its words, the list behind it and what it comes to."""

    words: Message
    number: int
    place: Place
    aside: str = ""

    @property
    def shown(self) -> str:
        return f"{self.number:,}"


@dataclass(frozen=True)
class Line:
    """One record of a section: its name, and beside or below it why it stands here."""

    words: str
    aside: str
    place: Place
    why: str = ""


@dataclass(frozen=True)
class Section:
    """Records of one sort; ``nothing`` says what it means that there are none."""

    words: Message
    total: int
    lines: list[Line]
    nothing: Message
    place: Place | None = None


@dataclass(frozen=True)
class Month:
    """The signings of one month of the year, 1 to 12, per currency."""

    number: int
    signings: int
    sums: tuple[Money, ...]


@dataclass(frozen=True)
class Facts:
    """The whole page."""

    figures: list[Figure] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    funnel: list[Figure] = field(default_factory=list)
    months: list[Month] = field(default_factory=list)


def read_today(store: Store, today: date, language: str) -> Facts:
    """Everything the page shows, of one moment."""
    with store.still():
        items = attention(store, today)
        sections = [_section(heading, rules, nothing, items, language) for heading, rules, nothing in SECTIONS]
        sections.sort(key=lambda section: not section.total)
        return Facts(_figures(store, today, items, language), [*sections, _changes(store, today, language)],
                     _funnel(store, language), _months(store, today.year))


def _section(heading: Message, rules: tuple[str, ...], nothing: Message, items: Sequence[Item],
             language: str) -> Section:
    mine = [item for item in items if item.rule.startswith(rules)]
    by_record: dict[tuple[str, int], list[Item]] = {}
    for item in mine:
        by_record.setdefault((item.kind, item.id), []).append(item)
    lines = [_line(said, language) for said in list(by_record.values())[:SHOWN]]
    return Section(heading, len(by_record), lines, nothing, _behind(mine))


def _line(said: list[Item], language: str) -> Line:
    """A record once, with everything that is said of it."""
    first = said[0]
    why = "  ".join(item.message.text(language) for item in said)
    return Line(first.name, "", Place(page_of(first.kind), first.kind, first.id), why)


def _behind(items: Sequence[Item]) -> Place | None:
    """The list of the records that are meant; of several kinds, of the kind that most are of."""
    if not items:
        return None
    kind = Counter(item.kind for item in items).most_common(1)[0][0]
    return _of_ids(kind, sorted({item.id for item in items if item.kind == kind}))


def _of_ids(kind: str, ids: Sequence[int]) -> Place:
    return Place(page_of(kind), kind, where=(_condition("id", "any_of", tuple(ids)),))


def _condition(key: str, op: str, value: Any = None) -> Condition:
    from promo_desk.store import Condition

    return Condition(key, op, value)


def _figures(store: Store, today: date, items: Sequence[Item], language: str) -> list[Figure]:
    counted = signed(store, When(date(today.year, 1, 1), date(today.year, 12, 31)))
    projects = [each.id for each in counted.signings if each.kind == "project"]
    late = sorted({item.id for item in items if item.kind == "project"})
    open_ones = (_condition("stage", "any_of", UNDER_WAY),)
    return [
        Figure(Message("Projects that need somebody"), len(late), _of_ids("project", late)),
        Figure(Message("Projects under way"), store.count("project", open_ones),
               Place("projects", "project", where=open_ones),
               _amounts(store.sums("project", "total_investment", open_ones), language)),
        Figure(Message("Signed this year"), len(counted.signings), _of_ids("project", projects),
               _amounts(counted.counted.sums, language)),
        Figure(Message("Companies known"), store.count("company"), Place("companies", "company"))]


def _amounts(sums: Sequence[Any], language: str) -> str:
    return "; ".join(MONEY.text(value, language) for value in sums)


def _changes(store: Store, today: date, language: str) -> Section:
    changes = store.changes(limit=SHOWN)
    lines = [Line(info.told(language), moment_text(info.at, language, today), Place("imports")) for info in changes]
    return Section(Message("Last changes"), len(changes), lines,
                   Message("Nothing has been written yet. Bring a ledger in with Ctrl+I."), Place("imports"))


def _funnel(store: Store, language: str) -> list[Figure]:
    """The projects of each stage on the way, with what they come to."""
    stages = pipeline(store)
    return [_stage(stage, language) for stage in stages] if any(stage.projects for stage in stages) else []


def _stage(stage: StageSum, language: str) -> Figure:
    where = (_condition("stage", "is", stage.stage),)
    return Figure(words(stage.stage), stage.projects, Place("projects", "project", where=where),
                  _amounts(stage.sums, language))


def _months(store: Store, year: int) -> list[Month]:
    known = [each for each in by_month(store, year) if each.month is not None]
    return [Month(number, len(each.signings), each.sums) for number, each in enumerate(known, 1)]
