"""``promo-desk import`` and ``profiles``, as a colleague's script would use them."""

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
GOOD = "企业名称,员工人数\n甲示例有限公司,10\n乙示例有限公司,20\n"
BAD = "企业名称,员工人数\n丙示例有限公司,很多\n丁示例有限公司,4\n"
SAYING = "项目名称,项目阶段\n云示例中心,盯着\n"


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    folder.mkdir()
    (folder / "1-good.csv").write_text(GOOD, encoding="utf-8")
    (folder / "2-bad.csv").write_text(BAD, encoding="utf-8")
    return folder


def companies(run: Run) -> set[str]:
    return {each["name"] for each in run("list", "companies", "--json").data if "示例" in each["name"]}


def test_one_file_that_cannot_be_taken_holds_all_back(promo_desk: Run, inbox: Path) -> None:
    told = promo_desk("import", inbox)
    assert told.code == 1 and len(told.err.strip().splitlines()) == 1
    assert companies(promo_desk) == set(), "and the good file was not taken either"


def test_a_folder_goes_in_without_what_fails_one_change_a_file(promo_desk: Run, inbox: Path) -> None:
    (inbox / "3-broken.xlsx").write_bytes(b"no workbook")
    told = promo_desk("import", inbox, "--on-error", "skip", "--rejects", "mend.xlsx", "--json")
    assert told.code == 0 and "3-broken.xlsx" in told.err
    reports = told.data
    assert [Path(each["file"]).name for each in reports] == ["1-good.csv", "2-bad.csv", "3-broken.xlsx"]
    assert reports[0]["change"] < reports[1]["change"] and reports[2]["change"] is None
    assert reports[2]["error"] and companies(promo_desk) == {"甲示例有限公司", "乙示例有限公司", "丁示例有限公司"}
    assert Path("mend 2-bad.xlsx").exists() and not Path("mend 1-good.xlsx").exists()


def test_the_end_sums_up_all_files(promo_desk: Run, inbox: Path) -> None:
    told = promo_desk("import", inbox, "--on-error", "skip")
    assert told.out.strip().splitlines()[-1] == "2 files, 2 of them with something new: 3 new, 1 with an error"
    assert promo_desk("import", inbox, "--on-error", "skip",
                      "--dry-run").out.strip().splitlines()[-1].startswith("2 files: ")


def test_only_files_that_cannot_be_read_are_the_worlds_fault(promo_desk: Run, tmp_path: Path) -> None:
    (tmp_path / "broken.xlsx").write_bytes(b"no workbook")
    assert promo_desk("import", "broken.xlsx", "--on-error", "skip").code == 1


def test_what_an_earlier_file_brings_the_next_one_knows(promo_desk: Run, inbox: Path) -> None:
    (inbox / "2-bad.csv").write_text(GOOD, encoding="utf-8")
    reports = promo_desk("import", inbox, "--json").data
    assert reports[0]["change"] is not None and reports[1]["change"] is None
    assert reports[1]["sheets"][0]["verdicts"]["same"] == 2


def test_cells_are_pasted_on_standard_input(promo_desk: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    pasted = io.TextIOWrapper(io.BytesIO(GOOD.replace(",", "\t").encode()), encoding="utf-8")
    monkeypatch.setattr("promo_desk.cli.importing.standard_input", pasted.buffer.read)
    report = promo_desk("import", "-", "--json").data
    assert report["file"] == "pasted cells" and companies(promo_desk) == {"甲示例有限公司", "乙示例有限公司"}


def test_a_dry_run_says_what_every_column_is_and_why(promo_desk: Run, tmp_path: Path) -> None:
    Path("a.csv").write_text("企业名称,食堂评价\n甲示例有限公司,好\n", encoding="utf-8")
    told = promo_desk("import", "a.csv", "--dry-run").out
    assert "A 企业名称 → company.name: “企业名称” is the name of the field." in told
    assert "B 食堂评价: No field is called “食堂评价”. Kept as a note." in told
    assert "该字段的名称" in promo_desk("import", "a.csv", "--dry-run", "--language", "zh").out


def test_a_question_is_told_once_with_its_answer_and_the_answer_is_taken(promo_desk: Run, tmp_path: Path) -> None:
    Path("p.csv").write_text(SAYING + "数示例谷,盯着\n", encoding="utf-8")
    told = promo_desk("import", "p.csv", "--dry-run").out
    assert told.count("“盯着”") >= 1 and told.count("? B2 (+1)") == 1
    snippet = json.loads(told[told.index("{"): told.rindex("}") + 1])
    assert set(snippet["choices"]["stage"]) == {"盯着"}
    snippet["choices"]["stage"]["盯着"] = "talks"
    Path("answers.json").write_text(json.dumps(snippet, ensure_ascii=False), encoding="utf-8")
    report = promo_desk("import", "p.csv", "--decide", "answers.json", "--json").data
    assert report["questions"] == [] and report["sheets"][0]["verdicts"]["new"] == 2
    stages = {each["title"]: each["stage"] for each in promo_desk("list", "projects", "--json").data}
    assert stages["云示例中心"] == stages["数示例谷"] == "talks"


def test_a_file_of_decisions_does_all_the_window_can(promo_desk: Run, inbox: Path) -> None:
    decisions = {"files": {"2-bad.csv": {"mended": {"2-bad": {"B2": "12"}}, "refused": {"2-bad": ["3"]}},
                           "1-good.csv": {"mapping": {"1-good": {"B": "notes"}}}}}
    Path("d.json").write_text(json.dumps(decisions), encoding="utf-8")
    reports = promo_desk("import", inbox, "--decide", "d.json", "--json").data
    assert [column["field"] for column in reports[0]["sheets"][0]["columns"]] == ["company.name", None]
    assert companies(promo_desk) == {"甲示例有限公司", "乙示例有限公司", "丙示例有限公司"}


@pytest.mark.parametrize("content", ["", "[]", '{"wish": 1}', '{"on_error": "perhaps"}', '{"mapping": {"S": 3}}',
                                     '{"files": []}',
                                     '{"files": {"a.csv": {"wish": 1}}}'])
def test_decisions_that_are_none_are_refused_in_a_line(promo_desk: Run, inbox: Path, content: str) -> None:
    Path("d.json").write_text(content, encoding="utf-8")
    told = promo_desk("import", inbox, "--decide", "d.json")
    assert (told.code, told.out, len(told.err.strip().splitlines())) == (1, "", 1)


def test_a_complete_list_says_who_is_missing_and_ends_their_tenancy(promo_desk: Run) -> None:
    listed = promo_desk("tenants", "Pazhou", "--json").data["rows"]
    kept = listed[0]["company"]["name"]
    Path("t.csv").write_text(f"企业名称,所属园区\n{kept},Pazhou\n", encoding="utf-8")
    report = promo_desk("import", "t.csv", "--into", "tenancies", "--snapshot", "--dry-run", "--json").data
    assert report["sheets"][0].get("missing"), "those who are not in the list"
    assert promo_desk("import", "t.csv", "--ended-on", "2024-06-30").code == 2
    assert promo_desk("import", "t.csv", "--snapshot", "--ended-on", "someday").code == 2


def test_layouts_are_remembered_given_away_taken_in_and_forgotten(promo_desk: Run, inbox: Path) -> None:
    assert promo_desk("profiles").out == "No layout is remembered yet.\n"
    promo_desk("import", inbox / "1-good.csv", "--profile", "周报")
    assert "周报" in promo_desk("profiles").out
    assert promo_desk("profiles", "--export", "周报", "-o", "w.json").out == "Written: w.json\n"
    assert promo_desk("profiles", "--forget", "周报", "--json").data == []
    promo_desk("profiles", "--import", "w.json")
    [layout] = promo_desk("profiles", "--json").data
    assert (layout["name"], layout["rows"], layout["columns"]["企业名称"]) == ("周报", "companies", "company.name")
    assert promo_desk("profiles", "--export", "月报", "-o", "w.json").code == 1
    assert promo_desk("profiles", "--export", "周报").code == 2
