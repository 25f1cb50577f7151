"""What the user says of an import is plain data: refused, mended, answered; it can be written down and read again."""

import gc
import weakref
from contextlib import suppress
from dataclasses import replace
from typing import Any

import pytest
from offices import ledger, values, verdicts

from promo_desk.fields.kinds import MONEY, WHEN
from promo_desk.fields.message import WorldFault
from promo_desk.sheets.apply import apply
from promo_desk.sheets.cells import RawBook
from promo_desk.sheets.options import Options
from promo_desk.sheets.plan import Plan, make_plan
from promo_desk.sheets.planning import Planner
from promo_desk.sheets.questions import place_of, without
from promo_desk.store import Cancelled, Store

COMPANY = ("企业名称", "统一社会信用代码", "员工人数")
CODE = "91440100XY00000019"


@pytest.fixture
def office(store: Store) -> Store:
    """On both kinds of database."""
    return store


def planned(store: Store, book: RawBook, options: Options | None = None, *, anyway: bool = False) -> Plan:
    return make_plan(store, book, options, anyway=anyway)


def taken(store: Store, book: RawBook, options: Options | None = None) -> Plan:
    plan = planned(store, book, options)
    apply(store, plan)
    return plan


def test_decisions_are_read_back_as_they_were_written() -> None:
    said = Options(into="project", on_error="skip", refused={"S": frozenset({"17", "C", "C18"})},
                   kinds={"S": "company"}, taken={"Hidden": True}, ended_on=WHEN.parse("2017-09").value,
                   snapshot=True, named={"company": {"huawei": 3, "甲": "new"}}, shapes={"S": {"first_row": 4}})
    told = said.to_json()
    assert told["ended_on"] and told["refused"] == {"S": ["17", "C", "C18"]}
    assert Options.of_json(told) == said
    assert Options().to_json() == {}


@pytest.mark.parametrize(("told", "word"), [
    ([], "object"), ({"on_eror": "skip"}, "on_eror"), ({"on_error": "perhaps"}, "perhaps"),
    ({"into": "ship"}, "ship"), ({"refused": {"S": "17"}}, "refused"), ({"mended": {"C17": 3}}, "mended"),
    ({"ended_on": "soon or so"}, "soon")])
def test_a_decision_that_is_none_is_refused_in_a_sentence(told: object, word: str) -> None:
    with pytest.raises(WorldFault, match=word):
        Options.of_json(told)


def test_a_refused_row_is_as_if_it_were_not_there(office: Store) -> None:
    book = ledger(COMPANY, ("甲公司", None, 10), ("乙公司", None, "约三"), ("丙公司", None, 30))
    plan = taken(office, book, Options(refused={"S": frozenset({"3", "4"})}))
    assert verdicts(plan) == {"new": 1, "refused": 2}
    assert plan.asked == () and plan.errors == 0
    assert [name for name, in values(office, "company", "name")] == ["甲公司"]


def test_a_row_that_repeats_a_refused_one_makes_the_record_itself(office: Store) -> None:
    book = ledger(COMPANY, ("甲公司", None, 10), ("甲公司", None, 20))
    taken(office, book, Options(refused={"S": frozenset({"2"})}))
    assert values(office, "company", "name", "employees") == [("甲公司", 20)]


def test_a_refused_cell_or_column_keeps_what_stands_there(office: Store) -> None:
    with office.change("made") as change:
        change.add("company", {"name": "甲公司", "employees": 5, "credit_code": CODE})
    book = ledger(COMPANY, ("甲公司", CODE, 10))
    for names in ({"C2"}, {"C"}):
        plan = planned(office, book, Options(refused={"S": frozenset(names)}, blank="clear"))
        assert verdicts(plan) == {"same": 1} and plan.empty
    assert verdicts(planned(office, book)) == {"changed": 1}


def test_a_sheet_is_left_out_and_a_hidden_one_taken_by_the_users_word(office: Store) -> None:
    book = ledger(COMPANY, ("甲公司", None, 10))
    book.sheets[0].visible = False
    plan = planned(office, book, anyway=True)
    assert [(sheet.key, sheet.taken, sheet.kind) for sheet in plan.sheets] == [("S", False, None)]
    assert plan.sheets[0].remarks
    assert verdicts(planned(office, book, Options(taken={"S": True}))) == {"new": 1}
    book.sheets[0].visible = True
    assert planned(office, book, Options(taken={"S": False}), anyway=True).empty


def test_a_question_is_asked_once_and_answered_for_every_cell(office: Store) -> None:
    with office.change("made") as change:
        ids = [change.add("company", {"name": "华讯公司", "short_name": name}) for name in ("一", "二")]
    book = ledger(("项目名称", "企业名称"), ("甲", "华讯公司"), ("乙", "华讯公司"))
    plan = planned(office, book)
    [question] = plan.asked
    assert (question.about, question.kind, question.holds) == ("record", "company", True)
    assert question.cells == (("S", "B2"), ("S", "B3"))
    assert {each.id for each in question.candidates} == set(ids)
    answered = plan.answer(question, ids[1])
    after = taken(office, book, answered)
    assert after.asked == () and verdicts(after) == {"new": 2}
    assert {ref.id for _, ref in values(office, "project", "title", "company")} == {ids[1]}
    assert without(answered, place_of(question)) == replace(plan.options, named={"company": {}})


def test_a_choice_word_and_a_bad_cell_are_answered_wherever_they_stand(office: Store) -> None:
    book = ledger(("项目名称", "项目阶段", "总投资(亿元)"), ("甲", "磨合", "约摸三"), ("乙", "磨合", "约摸三"),
                  ("丙", "在谈", 4), ("丁", "在谈", 5))
    plan = planned(office, book)
    by = {question.about: question for question in plan.asked}
    assert set(by) == {"choice", "error"} and len(by["choice"].cells) == len(by["error"].cells) == 2
    options = plan.answer(by["choice"], "talks")
    options = planned(office, book, options).answer(by["error"], "3")
    after = taken(office, book, options)
    assert after.asked == ()
    three = MONEY.parse("3亿元").value
    assert values(office, "project", "title", "stage", "total_investment")[:2] == [
        ("甲", "talks", three), ("乙", "talks", three)]
    assert [question.about for question in planned(office, book).asked] == ["error"]  # the word is remembered


def test_a_firm_said_to_be_another_is_known_by_both_names_the_next_time(office: Store) -> None:
    with office.change("made") as change:
        foxconn = change.add("company", {"name": "Foxconn"})
    book = ledger(COMPANY, ("鸿海精密", None, 10), ("富士康科技", None, None))
    said = Options(named={"company": {"鸿海精密": foxconn, "富士康科技": foxconn}})
    plan = taken(office, book, said)
    assert verdicts(plan) == {"changed": 2}
    assert values(office, "company", "name", "name_zh", "aliases", "employees") == [
        ("Foxconn", "鸿海精密", ("富士康科技",), 10)]
    again = planned(office, book)
    assert verdicts(again).get("new", 0) == 0 and again.empty


def test_a_renamed_firm_is_known_by_its_code_and_keeps_its_former_name(office: Store) -> None:
    with office.change("made") as change:
        change.add("company", {"name": "珠江显示有限公司", "credit_code": CODE})
    taken(office, ledger(COMPANY, ("粤海光电有限公司", CODE, None)))
    assert values(office, "company", "name", "former_names") == [("粤海光电有限公司", ("珠江显示有限公司",))]


def test_the_very_same_file_is_recognised(office: Store) -> None:
    book = ledger(COMPANY, ("甲公司", None, 10))
    number = taken(office, book).change
    again = planned(office, book)
    assert again.empty and str(number) in [str(remark.values["number"]) for remark in again.remarks]
    office.undo(number)
    assert not planned(office, book).remarks


def births(office: Store, kind: str, key: str) -> list[str]:
    told = [office.birth(kind, id, key) for id in office.ids(kind)]
    return [birth.cell for birth in told if birth is not None]


def test_several_people_of_one_cell_are_born_in_it(office: Store) -> None:
    taken(office, ledger(("项目名称", "企业名称", "联系人及联系电话"),
                         ("甲", "华讯公司", "王一 13800138000；李二 13900139000"), ("乙", "华讯公司")))
    assert births(office, "project", "title") == ["A2", "A3"]
    assert births(office, "company", "name") == ["B2"]
    assert births(office, "contact", "name") == births(office, "contact", "phones") == ["C2", "C2"]


def test_two_promises_of_one_row_are_each_born_in_their_own_column(office: Store) -> None:
    taken(office, ledger(("协议名称", "签约单位", "签约日期", "承诺产值(亿元)", "承诺税收(万元)"),
                         ("甲协议", "华讯公司", "2017-09", 3, 500)))
    assert births(office, "agreement", "signed_on") == ["C2"]
    assert sorted(births(office, "commitment", "amount")) == ["D2", "E2"]


def test_a_value_that_another_row_adds_is_born_there(office: Store) -> None:
    with office.change("made") as change:
        known = change.add("company", {"name": "甲公司"})
    book = ledger((*COMPANY, "法定代表人"), ("甲公司", None, 10, None), ("乙公司", None, 7, None),
                  ("甲公司", None, None, "王一"), ("乙公司", None, None, "李二"))
    taken(office, book)
    new = next(id for id in office.ids("company") if id != known)
    for id, employees, person in ((known, "C2", "D4"), (new, "C3", "D5")):
        births = [office.birth("company", id, key) for key in ("employees", "legal_representative")]
        assert [birth.cell for birth in births if birth] == [employees, person]


def test_a_label_above_rows_stays_with_each_of_them(office: Store) -> None:
    book = ledger(("序号", "项目名称", "总投资(亿元)"), ("一、白云区",), (1, "甲", 3), (2, "乙", 4),
                  ("二、天河区",), (3, "丙", 5))
    taken(office, book)
    assert values(office, "project", "title", "notes") == [
        ("甲", "分组：一、白云区"), ("乙", "分组：一、白云区"), ("丙", "分组：二、天河区")]
    assert planned(office, book).empty and planned(office, book, Options(language="zh")).empty


def test_a_name_said_to_be_new_is_new_and_one_said_to_be_known_is_kept_beside(office: Store) -> None:
    with office.change("made") as change:
        known = change.add("company", {"name": "Foxconn"})
    book = ledger(("项目名称", "投资方"), ("甲", "鸿海精密"), ("乙", "鸿海精密"), ("丙", "Foxconn"))
    plan = planned(office, book, Options(named={"company": {"鸿海精密": known, "foxconn": "new"}}))
    apply(office, plan)
    assert values(office, "company", "name", "name_zh") == [("Foxconn", "鸿海精密"), ("Foxconn", None)]
    assert office.birth("company", known, "name_zh").cell == "B2"


def test_a_building_that_a_tenant_list_names_stands_in_its_zone(office: Store) -> None:
    with office.change("made") as change:
        zone = change.add("zone", {"name": "汀洲科技园"})
    plan = taken(office, ledger(("汀洲科技园入驻企业名单",), ("企业名称", "楼栋", "租赁面积(㎡)"),
                                ("甲公司", "A栋", 300), ("乙公司", "A栋", 200), merged=((1, 1, 1, 3),)))
    assert verdicts(plan)["new"] == 2
    assert [(name, ref.id) for name, ref in values(office, "building", "name", "zone")] == [("A栋", zone)]


def test_a_request_raised_in_a_visit_is_the_visited_firms(office: Store) -> None:
    taken(office, ledger(("走访企业", "走访时间", "走访内容", "企业诉求"),
                         ("甲公司", "2017-09-01", "参观", "用地不足")))
    [(company, text)] = values(office, "request", "company", "text")
    assert (company.name, text) == ("甲公司", "用地不足")


def test_a_layout_that_was_corrected_is_known_the_next_time(office: Store) -> None:
    header = ("项目名称", "投资方", "神秘数")
    taken(office, ledger(header, ("甲", "甲公司", 12)), Options(mapping={"S": {"C": "project.jobs"}}))
    assert [name for name, in values(office, "import_profile", "name")] == ["ledger · S"]
    taken(office, ledger(header, ("乙", "乙公司", 34)))
    assert values(office, "project", "title", "jobs") == [("甲", 12), ("乙", 34)]
    assert office.count("import_profile") == 1


def test_every_sheet_of_a_named_layout_is_remembered(office: Store) -> None:
    book = ledger(("项目名称", "投资方"), ("甲", "甲公司"))
    book.sheets += ledger(("企业名称", "员工人数"), ("乙公司", 3), sheet="T").sheets
    taken(office, book, Options(profile="月报"))
    assert sorted(name for name, in values(office, "import_profile", "name")) == ["月报", "月报 · T"]


def test_a_number_that_several_kinds_have_is_asked_about_and_answered_by_kind(office: Store) -> None:
    with office.change("made") as change:
        company, project = change.add("company", {"name": "甲公司"}), change.add("project", {"title": "甲项目"})
    assert company == project
    book = ledger(("任务内容", "关于", "截止日期"), ("回访", f"#{company}", "2017-09-01"))
    said = Options(into="task", mapping={"S": {"A": "task.text", "B": "task.about", "C": "task.due"}})
    plan = planned(office, book, said)
    [question] = plan.asked
    assert {each.kind for each in question.candidates} == {"company", "project"} and question.holds
    meant = next(each for each in question.candidates if each.kind == "project")
    for everywhere in (True, False):
        answered = planned(office, book, plan.answer(question, meant, everywhere=everywhere))
        [draft] = answered.drafts
        assert (draft.values["about"].kind, draft.values["about"].id) == ("project", project)
        assert Options.of_json(answered.options.to_json()) == answered.options


def test_a_plan_that_is_stopped_is_let_go_of_at_once(office: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its hundreds of megabytes must not wait for the collector of cycles."""
    book = ledger(COMPANY, *((f"第{n}公司", None, n) for n in range(600)))
    planners: list[weakref.ref[Planner]] = []

    def noted(planner: Planner) -> list[Any]:
        planners.append(weakref.ref(planner))
        return []

    def stop(done: int, _total: int) -> None:
        if done > 700:
            raise Cancelled

    monkeypatch.setattr(Planner, "_seen_before", noted)
    gc.disable()
    try:
        with suppress(Cancelled):
            make_plan(office, book, progress=stop)
        assert planners and planners[0]() is None
    finally:
        gc.enable()
