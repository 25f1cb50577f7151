"""A briefing: about a place, zone, sector, company or the whole office, for a period, made whole at one moment.

``make`` gives its content, ``freeze`` keeps it with the number of the last change it saw. The next one about the same
says what changed since, and why a figure is another than it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from promo_desk.fields.kinds import WHEN, Money, Ref, When
from promo_desk.fields.message import Message
from promo_desk.fields.words import say
from promo_desk.office.asked import LEFT_OUT, Asked
from promo_desk.office.compared import changes_section, differences_section, entries_since
from promo_desk.office.content import BriefingContent, Number, Section
from promo_desk.office.figures import CURRENCY_BASIS, PIPELINE_BASIS, SIGNED_BASIS, Signed, added, pipeline, signed
from promo_desk.office.ledger_sections import (
    PAID,
    cited_refs,
    incentives_section,
    indicators_section,
    ledger_of,
    owed,
    programmes_section,
    promises_section,
    sectors_section,
    series_of,
    series_sections,
    sources_section,
    tenant_lists,
    tenants_section,
)
from promo_desk.office.promises import Ledger
from promo_desk.office.said import named, on, said
from promo_desk.office.sections import (
    agreements_section,
    months_section,
    pipeline_section,
    projects_section,
    signed_section,
    visits_section,
)
from promo_desk.office.stages import UNSIGNED
from promo_desk.store import Condition, Store

__all__ = ["BriefingContent", "freeze", "last_briefing", "make"]


def make(store: Store, scope: Ref | None, period: When | None, today: date, language: str = "both",
         audience: str = "office") -> BriefingContent:
    """The content of a briefing as of ``today``; ``scope`` None is the whole office, ``period`` None is ever.

    Raises Missing where the scope is not there, and ValueError for an audience or language there is none of.
    """
    if audience not in LEFT_OUT or language not in ("en", "zh", "both"):
        raise ValueError(f"{audience!r}, {language!r}")
    with store.still():
        asked = _asked(store, scope, period, today, language, audience)
        last = last_briefing(store, asked.about, audience)
        return _made(asked, last)


def _asked(store: Store, scope: Ref | None, period: When | None, today: date, language: str, audience: str) -> Asked:
    asked = Asked(store, scope, period, today, language, audience)
    if scope is None:
        return asked
    store.get(scope.kind, scope.id)
    return Asked(store, asked.names([scope])[scope], period, today, language, audience)


def _made(asked: Asked, last: BriefingContent | None) -> BriefingContent:
    ledger, lists, series = ledger_of(asked), tenant_lists(asked), series_of(asked)
    made = signed(asked.store, asked.period, asked.about)
    numbers = tuple(_numbers(asked, ledger, made, sum(each.named for each in lists)))
    entries = entries_since(asked, last.change_number) if last else []
    sections: Iterable[Section | None] = (
        changes_section(asked, last, entries), differences_section(asked, last, numbers, entries),
        pipeline_section(asked), signed_section(made), months_section(asked), agreements_section(asked),
        projects_section(asked),
        promises_section(asked, ledger), incentives_section(asked), programmes_section(asked),
        tenants_section(asked, lists) if lists else None,
        indicators_section(asked, series), *series_sections(asked, series), visits_section(asked),
        sectors_section(asked),
        sources_section(asked, cited_refs(asked)))
    return BriefingContent(_title(asked), _subtitle(asked), asked.today, asked.language, asked.audience, asked.about,
                           asked.period, asked.store.last_change(), tuple(_basis(asked)),
                           tuple(section for section in sections if section is not None), numbers)


def _title(asked: Asked) -> Message:
    if asked.about is None:
        return Message("Investment promotion briefing")
    return Message("Investment promotion briefing: {scope}", {"scope": named(asked.about)})


def _subtitle(asked: Asked) -> Message:
    if asked.period is None:
        return Message("As of {day}", {"day": on(asked.today)})
    return Message("{period}, as of {day}", {"period": said(WHEN, asked.period), "day": on(asked.today)})


def _basis(asked: Asked) -> list[Message]:
    """On what basis the figures stand, so that none is read for another."""
    told = [PIPELINE_BASIS, SIGNED_BASIS, CURRENCY_BASIS]
    if asked.period is not None:
        told.append(Message("The pipeline, promises and incentives are as of {day}; signings, visits and figures are "
                            "of the period, figures of earlier times beside them.", {"day": on(asked.today)}))
    hidden = sum(asked.left_out(kind) for kind in ("project", "agreement", "commitment", "award", "tenancy"))
    if hidden:
        told.append(Message("Records not named to this reader, but in the sums: {n}.", {"n": hidden}))
    return told


@dataclass(frozen=True)
class _Made:
    """The kinds of record and the fields that a figure is made of."""

    of: tuple[str, ...]
    by: tuple[str, ...]


_PIPELINE = _Made(("project",), ("stage", "total_investment", "district", "zone", "company", "sector"))
_SIGNED = _Made(("agreement", "project"), ("signed_on", "kind", "value", "total_investment", "project", "company",
                                           "place"))
_PROMISES = _Made(("commitment",), ("due", "amount", "achieved", "outcome", "agreement", "by"))
_AWARDS = _Made(("award",), ("approved", "paid", "status", "programme", "company", "project"))
_TENANCIES = _Made(("tenancy",), ("zone", "company", "from", "until", "status"))


def _numbers(asked: Asked, ledger: Ledger, made: Signed, tenants: int) -> Iterable[Number]:
    """The figures that the next briefing compares."""
    stages = [each for each in pipeline(asked.store, asked.about) if each.stage in UNSIGNED]
    yield _count("pipeline", Message("Projects before the signing"), sum(each.projects for each in stages), _PIPELINE)
    yield from _amounts("pipeline", Message("Pipeline before the signing"),
                        added(money for each in stages for money in each.sums), _PIPELINE)
    yield _count("signed", Message("Signings that count as investment"), made.counted.count, _SIGNED)
    yield from _amounts("signed", Message("Signed investment"), made.counted.sums, _SIGNED)
    yield _count("frameworks", Message("Framework and similar agreements"), made.frameworks.count, _SIGNED)
    for status, words in (("late", Message("Promises late")), ("met", Message("Promises met"))):
        yield _count(f"promises_{status}", words, len(ledger.of(status)), _PROMISES)
    yield from _award_numbers(asked)
    yield _count("tenants", Message("Tenants named"), tenants, _TENANCIES)


def _award_numbers(asked: Asked) -> Iterable[Number]:
    ids = asked.ids("award", Condition("status", "any_of", PAID))
    rows = asked.rows("award", ids, ("approved", "paid", "status"))
    yield from _amounts("paid", Message("Incentives paid"), added(row["paid"] for row in rows), _AWARDS)
    yield from _amounts("owed", Message("Incentives owed"), added(owed(row) for row in rows), _AWARDS)


def _count(key: str, words: Message, value: int, made: _Made) -> Number:
    return Number(key, words, "count", value, made.of, made.by)


def _amounts(key: str, words: Message, sums: Sequence[Money], made: _Made) -> Iterable[Number]:
    return (Number(f"{key}_{money.currency}", Message("{what} ({currency})",
                                                      {"what": words, "currency": money.currency}),
                   "money", money, made.of, made.by) for money in sums)


def freeze(store: Store, content: BriefingContent, file: str | None = None) -> int:
    """Keep a briefing as it is, with its numbers and what it saw; its id."""
    language = "zh" if content.language == "zh" else "en"
    values: dict[str, Any] = {
        "title": content.title.text(language), "scope": content.scope, "period": content.period,
        "as_of": When.day(content.as_of), "audience": content.audience, "change_number": content.change_number,
        "content": content.to_json(), "file": file}
    done = say("Keep the briefing {title}", store.language, title=values["title"])
    with store.change(done, source={"file": file} if file else None, aside=True) as change:
        return change.add("briefing", {key: value for key, value in values.items() if value is not None})


def last_briefing(store: Store, scope: Ref | None, audience: str = "office") -> BriefingContent | None:
    """The newest briefing about the same for the same reader, as it was frozen; None where there is none."""
    about = Condition("scope", "empty") if scope is None else Condition("scope", "is", scope)
    where = [about, Condition("audience", "is", audience), Condition("content", "filled")]
    ids = store.ids("briefing", where, (("id", True),), 1)
    return BriefingContent.from_json(store.read("briefing", ids, ["content"])[0][0]) if ids else None
