"""Stages: an order, moves, and the evidence a stage asks for."""

import pytest

from promo_desk.fields.kinds import Ref
from promo_desk.fields.message import WorldFault
from promo_desk.office import stages
from promo_desk.records.choices import STAGE
from promo_desk.store import Store

from .making import Making, when


def told(gates: tuple[stages.Gate, ...], language: str = "en") -> list[str]:
    return [gate.message.text(language) for gate in gates]


def test_every_stage_has_its_place() -> None:
    assert (*stages.ORDER, *stages.ASIDE) == tuple(option.code for option in STAGE.options)
    assert stages.UNSIGNED + stages.SIGNED == stages.ORDER
    assert stages.label("pre_sign", "zh") == "拟签约"


def test_a_project_moves_anywhere_but_what_was_lost_comes_back_before_the_signing() -> None:
    assert "signed" in stages.moves("lead") and "lead" in stages.moves("signed") and "paused" in stages.moves("signed")
    assert stages.moves("lost") == stages.UNSIGNED
    assert stages.is_back("signed", "talks") and not stages.is_back("talks", "signed")


def test_a_signing_asks_for_its_date_and_for_an_agreement_that_is_an_investment(make: Making, office: Store) -> None:
    project = make("project", title="Park", stage="talks")
    assert told(stages.gates(office, project.id, "signed")) == [
        "Signed: Signing date is asked for.", "The agreement that was signed is not on record."]
    framework = make("agreement", title="A", project=project, kind="framework")
    assert told(stages.gates(office, project.id, "signed", {"signed_on": when("2017-09")})) == [
        "Only a framework or other agreement that is not an investment is on record."]
    make.set(framework, kind="unstated")
    assert told(stages.gates(office, project.id, "signed"), "zh") == [
        "签约：需填写签约日期。", "协议类型未说明。"]
    make.set(framework, kind="investment")
    assert stages.gates(office, project.id, "signed", {"signed_on": when("2017-09")}) == ()


def test_a_landing_asks_for_the_registered_company_and_its_credit_code(make: Making, office: Store) -> None:
    company = make("company", name="Huawei")
    project = make("project", title="Park", stage="signed", company=company)
    keys = [gate.key for gate in stages.gates(office, project.id, "landed")]
    assert keys == ["landed_on", "registered_company", ""]
    make.set(company, credit_code="91440101MA59UQXT0B")
    make.set(project, landed_on=when("2017-10"), registered_company="Huawei Guangzhou")
    assert stages.gates(office, project.id, "landed") == ()


def test_a_move_keeps_the_date_as_precise_as_it_is_and_the_step(make: Making, office: Store) -> None:
    project = make("project", title="Park", stage="talks")
    number = stages.move(office, project.id, "signed", when("2017-09"))
    values = office.get("project", project.id)
    assert (values["stage"], values["signed_on"]) == ("signed", when("2017-09"))
    assert stages.history(office, project.id) == [stages.Step("signed", when("2017-09"), "")]
    office.undo(number)
    assert office.get("project", project.id)["stage"] == "talks" and not office.count("stage_step")


def test_a_date_that_is_there_is_not_written_over(make: Making, office: Store) -> None:
    project = make("project", title="Park", stage="talks", signed_on=when("2017-09-15"))
    stages.move(office, project.id, "signed", when("2017-10"))
    assert office.get("project", project.id)["signed_on"] == when("2017-09-15")


def test_going_back_or_aside_needs_a_reason_that_stays(make: Making, office: Store) -> None:
    project = make("project", title="Park", stage="talks")
    for stage in ("lead", "lost", "paused"):
        with pytest.raises(WorldFault, match="Say why"):
            stages.move(office, project.id, stage)
    stages.move(office, project.id, "lost", reason="Went to Foshan")
    assert office.get("project", project.id)["reason_lost"] == "Went to Foshan"
    assert office.changes(limit=1)[0].why == "Went to Foshan"
    with pytest.raises(WorldFault, match="From Lost a project does not move to Started"):
        stages.move(office, project.id, "started")


def test_announced_and_not_signed_is_said_beside_the_stage(guangzhou: Store) -> None:
    standing = stages.standing(guangzhou.get("project", 2))
    assert standing.text("en") == "About to sign: announced (November 2017), not signed"
    assert standing.text("zh") == "拟签约：已宣布（2017年11月），尚未签约"
    assert stages.standing(guangzhou.get("project", 1)).text("en") == "Started"


def test_the_history_is_read_from_steps_and_dates_in_time(make: Making, office: Store) -> None:
    project = make("project", title="Park", stage="started", signed_on=when("2017-01"), started_on=when("2017-06"))
    make("stage_step", project=Ref("project", project.id), stage="talks", reached_on=when("2016"), evidence="met")
    assert [(step.stage, step.reached_on) for step in stages.history(office, project.id)] == [
        ("talks", when("2016")), ("signed", when("2017-01")), ("started", when("2017-06"))]
