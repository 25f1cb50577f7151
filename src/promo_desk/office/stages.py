"""The stages of a project: their order, the moves between them, and the evidence each asks for.

The codes are fixed so that figures compare; what an office calls them is words. "Announced" is no stage but a date of
a project, and is said beside its stage.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from promo_desk.fields.kinds import WHEN, Ref, When
from promo_desk.fields.message import Message, WorldFault
from promo_desk.fields.words import say
from promo_desk.office.said import said
from promo_desk.records import fields_of
from promo_desk.records.choices import ASIDE, NOT_INVESTMENT, STAGE
from promo_desk.store import Condition, Store

ORDER = tuple(option.code for option in STAGE.options if option.code not in ASIDE)
"""The way from target to at target."""
UNSIGNED = ORDER[:ORDER.index("signed")]
"""Before the signing: the pipeline that is talked about."""
SIGNED = ORDER[ORDER.index("signed"):]
DATES = {
    "lead": "registered_on", "qualified": "judged_on", "talks": "first_contact_on", "pre_sign": "expected_signing_on",
    "signed": "signed_on", "landed": "landed_on", "started": "started_on", "completed": "completed_on",
    "operating": "operating_on", "at_target": "at_target_on"}
"""The project's own date of each stage."""
REASONS = {"qualified": "judgement", "landed": "registered_company", "paused": "problems", "lost": "reason_lost",
           "withdrawn": "reason_lost"}
"""What else a stage asks the project for."""


@dataclass(frozen=True)
class Gate:
    """A piece of evidence that a stage asks for and that is not there yet: a field to fill, or something to do.

    ``key`` is the project's field; empty where it is a matter of another record (``kind``).
    """

    key: str
    message: Message
    kind: str = "project"


def moves(stage: str | None) -> tuple[str, ...]:
    """The stages a project may move to: any other on the way, forward or back, and those aside.

    What was lost or withdrawn comes back before the signing; a signing is never put back by a mere move.
    """
    if stage in ("lost", "withdrawn"):
        return UNSIGNED
    return tuple(code for code in (*ORDER, *ASIDE) if code != stage)


def is_back(old: str | None, new: str) -> bool:
    """Whether the move goes backwards: then a reason is asked for."""
    return old in ORDER and new in ORDER and ORDER.index(new) < ORDER.index(str(old))


def label(stage: str, language: str) -> str:
    return STAGE.text(stage, language)


def words(stage: str) -> Message:
    """The stage's label, as a part of a sentence."""
    return Message(next((option.english for option in STAGE.options if option.code == stage), stage))


def gates(store: Store, project: int, stage: str, given: Mapping[str, Any] | None = None) -> tuple[Gate, ...]:
    """The evidence this stage asks for that neither the project nor ``given`` (values by key) has."""
    values = {**store.get("project", project), **(given or {})}
    wanted = [key for key in (DATES.get(stage), REASONS.get(stage)) if key and values[key] in (None, "")]
    made = [Gate(key, Message("{stage}: {field} is asked for.", {"stage": words(stage), "field": _field(key)}))
            for key in wanted]
    further = _FURTHER[stage](store, project, values) if stage in _FURTHER else None
    return (*made, further) if further else tuple(made)


def _field(key: str) -> Message:
    return Message(fields_of("project")[key].english)


def _agreement(store: Store, project: int, values: Mapping[str, Any]) -> Gate | None:
    """Signed on what? A framework agreement is not a signing."""
    ids = store.ids("agreement", [Condition("project", "is", Ref("project", project))])
    kinds = [kind for kind, in store.read("agreement", ids, ["kind"])]
    if not kinds:
        return Gate("", Message("The agreement that was signed is not on record."), "agreement")
    if all(kind in (None, "unstated") for kind in kinds):
        return Gate("", Message("The kind of the agreement is not stated."), "agreement")
    if all(kind in (None, "unstated", *NOT_INVESTMENT) for kind in kinds):
        return Gate("", Message("Only a framework or other agreement that is not an investment is on record."),
                    "agreement")
    return None


def _credit_code(store: Store, project: int, values: Mapping[str, Any]) -> Gate | None:
    company = values["company"]
    code = store.read("company", [company.id], ["credit_code"])[0][0] if company else None
    return None if code else Gate("", Message("The credit code of the registered company is not on record."), "company")


_FURTHER: dict[str, Callable[[Store, int, Mapping[str, Any]], Gate | None]] = {
    "signed": _agreement, "landed": _credit_code}
"""Evidence that stands in another record."""


def move(store: Store, project: int, stage: str, on: When | None = None, reason: str = "",
         agreement: int | None = None, version: int | None = None) -> int:
    """Move a project to a stage, keep the day it got there and the step in its history; the number of the change.

    WorldFault where there is no such move, and where a move back or aside has no reason. ``on`` may be a month.
    """
    values = store.get("project", project)
    if stage not in moves(values["stage"]):
        raise WorldFault("From {old} a project does not move to {new}.", old=words(values["stage"]), new=words(stage))
    if (is_back(values["stage"], stage) or stage in ASIDE) and not reason:
        raise WorldFault("Say why the project goes to {new}.", new=words(stage))
    done = say("Move {title} to {stage}", store.language, title=values["title"], stage=label(stage, store.language))
    with store.change(done, why=reason) as change:
        change.update("project", project, _moved(values, stage, on, reason), version)
        change.add("stage_step", {"project": Ref("project", project), "stage": stage, "reached_on": on,
                                  "evidence": reason or None, "agreement": agreement and Ref("agreement", agreement)})
    return change.number


def _moved(values: Mapping[str, Any], stage: str, on: When | None, reason: str) -> dict[str, Any]:
    """What a move writes: a date that is there already is kept, and so is what was said before."""
    made: dict[str, Any] = {"stage": stage}
    date_key, reason_key = DATES.get(stage), REASONS.get(stage) if stage in ASIDE else None
    if date_key and on is not None and not values[date_key]:
        made[date_key] = on
    if reason_key and reason and not values[reason_key]:
        made[reason_key] = reason
    return made


def standing(values: Mapping[str, Any]) -> Message:
    """The stage of a project with what must be said beside it: announced, and not signed.

    ``values`` hold ``stage``, ``announced_on`` and ``signed_on``.
    """
    stage, announced = words(values["stage"] or "target"), values["announced_on"]
    if announced is not None and values["stage"] in UNSIGNED and values["signed_on"] is None:
        return Message("{stage}: announced ({when}), not signed", {"stage": stage, "when": said(WHEN, announced)})
    return stage


@dataclass(frozen=True)
class Step:
    """A stage a project has reached, when, and on what evidence."""

    stage: str
    reached_on: When | None
    evidence: str


def history(store: Store, project: int) -> list[Step]:
    """The stages a project is known to have reached, by its steps and by its dates, the earliest first."""
    values = store.get("project", project)
    ids = store.ids("stage_step", [Condition("project", "is", Ref("project", project))])
    made = [Step(stage, when, evidence or "") for stage, when, evidence in
            store.read("stage_step", ids, ["stage", "reached_on", "evidence"])]
    told = {step.stage for step in made}
    dated = [Step(stage, values[key], "") for stage, key in DATES.items()
             if values[key] is not None and stage not in told and stage != "pre_sign"]
    return sorted((*made, *dated), key=_in_time)


def _in_time(step: Step) -> tuple[bool, Any, int]:
    place = ORDER.index(step.stage) if step.stage in ORDER else len(ORDER)
    return step.reached_on is None, WHEN.sort_key(step.reached_on) if step.reached_on else (), place
