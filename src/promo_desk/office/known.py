"""Known already? While a name is typed: who it may be, who met them and when, whose first claim it is.

Several bodies visit one firm in one month because nobody knew; so a visit within the last or next 30 days is said.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from promo_desk.fields.kinds import WHEN, Ref, When
from promo_desk.fields.message import Message
from promo_desk.office.limits import limits
from promo_desk.office.said import listed, named, said
from promo_desk.store import Condition, Either, Store
from promo_desk.store.sameness import SamenessIndex

OFFERED = 5
"""Companies that are offered for what is typed."""


@dataclass(frozen=True)
class Claim:
    """The first talk about a project of the company: whose claim it is, since when."""

    project: Ref
    claim: str
    since: When | None


@dataclass(frozen=True)
class Known:
    """A company that the typed name may mean, with what the office knows of it."""

    company: Ref
    matched: str
    """The name, code or text that was found, where it is another than the company's name."""
    group: Ref | None
    officer: Ref | None
    last_met: When | None
    met_by: str
    """Who met them then, as far as it is on record."""
    claims: tuple[Claim, ...]
    near_visits: tuple[Ref, ...]
    """Visits and contacts within 30 days of today, before or after."""
    message: Message


def known_already(store: Store, text: str, today: date | None = None,
                  index: SamenessIndex | None = None) -> list[Known]:
    """The companies that ``text`` (a name, alias, pinyin, initials, a code) may mean, the likeliest first.

    ``today`` None: visits close by are not looked for. ``index``: names that are merely like it are offered too.
    """
    if not text.strip():
        return []
    with store.still():
        found = {hit.id: hit.matched for hit in store.search(text, kinds=("company",), limit=OFFERED)}
        for near in index.near(text, OFFERED) if index else ():
            found.setdefault(near.id, near.name)
        names = store.names("company", list(found))
        return [_known(store, id, names[id], matched, today) for id, matched in found.items() if id in names]


def _known(store: Store, id: int, name: str, matched: str, today: date | None) -> Known:
    company = Ref("company", id, name)
    [(group, officer)] = store.read("company", [id], ["group", "officer"])
    visits = _visits(store, company)
    newest = max(visits, key=lambda row: _ends(row["when"]), default=None)
    met = newest["when"] if newest else None
    met_by = _who(newest) if newest else ""
    claims, near = _claims(store, company), _near(store, visits, today)
    return Known(company, matched, group, officer, met, met_by, claims, near,
                 _told(company, met, met_by, claims, near))


def _ends(when: When | None) -> date:
    return (when.latest if when else None) or date.min


_VISIT = ("id", "when", "officer", "created_by", "leader")


def _visits(store: Store, company: Ref) -> list[dict[str, Any]]:
    where = [Either(Condition("company", "is", company), Condition("project.company", "is", company))]
    return [dict(zip(_VISIT, row, strict=True)) for row in
            store.read("interaction", store.ids("interaction", where), _VISIT)]


def _who(visit: dict[str, Any]) -> str:
    return str(visit["officer"].name if visit["officer"] else visit["leader"] or visit["created_by"] or "")


def _claims(store: Store, company: Ref) -> tuple[Claim, ...]:
    """Every project of the company that says whose first claim it is, the earliest first."""
    ids = store.ids("project", [Condition("company", "is", company)], (("first_contact_on", False), ("id", False)))
    rows = store.read("project", ids, ["title", "first_claim", "first_contact_on"])
    return tuple(Claim(Ref("project", id, title), claim, since)
                 for id, (title, claim, since) in zip(ids, rows, strict=True) if claim)


def _near(store: Store, visits: Sequence[dict[str, Any]], today: date | None) -> tuple[Ref, ...]:
    if today is None:
        return ()
    days = timedelta(days=limits(store).visit_days)
    span = When(today - days, today + days)
    return tuple(Ref("interaction", row["id"]) for row in visits if row["when"] and row["when"].overlaps(span))


def _told(company: Ref, met: When | None, met_by: str, claims: Sequence[Claim], near: Sequence[Ref]) -> Message:
    """All of it in one line."""
    return Message("{company}: {facts}", {"company": named(company), "facts": listed(
        (_met_words(met, met_by), *(_claim_words(claim) for claim in claims[:1]),
         *((Message("another visit is close by"),) if near else ())))})


def _met_words(met: When | None, met_by: str) -> Message:
    if met is None:
        return Message("nobody has met them")
    if not met_by:
        return Message("last met {when}", {"when": said(WHEN, met)})
    return Message("last met {when} by {who}", {"when": said(WHEN, met), "who": met_by})


def _claim_words(claim: Claim) -> Message:
    values = {"claim": claim.claim, "project": named(claim.project)}
    if claim.since is None:
        return Message("first claim: {claim} ({project})", values)
    return Message("first claim: {claim} ({project}, {when})", {**values, "when": said(WHEN, claim.since)})
