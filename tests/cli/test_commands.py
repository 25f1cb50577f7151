"""Every command, as a colleague's script would use it on the Guangzhou office."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from promo_desk.cli.commands import desk
from promo_desk.fields.folders import shipped_data

Run = Callable[..., Any]


@pytest.mark.parametrize("text", ["华为", "huawei", "hw", "Huawei", "华"])
def test_huawei_is_found_by_name_pinyin_and_initials(promo_desk: Run, text: str) -> None:
    hits = promo_desk("search", text, "--json").data
    assert ("company", "Huawei") in {(hit["kind"], hit["name"]) for hit in hits}


def test_a_search_that_finds_nothing_says_so(promo_desk: Run) -> None:
    told = promo_desk("search", "zzzzzz")
    assert (told.code, told.out) == (0, "Nothing is found for “zzzzzz”.\n")
    assert promo_desk("search", "zzzzzz", "--language", "zh").out == "没有找到“zzzzzz”。\n"


def test_huaweis_agreement_with_its_three_commitments(promo_desk: Run) -> None:
    [agreement] = [each for each in promo_desk("list", "agreements", "--json").data if "Huawei" in each["title"]]
    assert "Baiyun" in agreement["title"]
    assert agreement["company"]["name"] == "Huawei"
    assert agreement["signed_on"] == {"earliest": "2017-09-01", "latest": "2017-09-30", "text": "September 2017"}
    assert len(agreement["commitments"]) == 3
    assert {each["by"] for each in agreement["commitments"]} == {"company"}


def test_the_tenants_of_pazhou(promo_desk: Run) -> None:
    listed = promo_desk("tenants", "Pazhou", "--json").data
    text = promo_desk("tenants", "Pazhou").out
    names = " ".join(row["company"]["name"] for row in listed["rows"])
    assert all(name in names for name in ("Alibaba", "VIPshop", "Tencent"))
    [tencent] = [row for row in listed["rows"] if row["company"]["name"] == "Tencent"]
    assert tencent["from"] == {"earliest": "2011-01-01", "latest": "2011-12-31", "text": "2011"}
    assert "17" in text and "3" in text


def test_a_list_is_filtered_sorted_and_cut(promo_desk: Run) -> None:
    projects = promo_desk("list", "projects", "--where", "total_investment", ">", "10亿元", "--json").data
    assert [each["title"] for each in projects] == ["Foxconn industry park"]
    names = [each["name"] for each in promo_desk("list", "companies", "--sort", "-name", "--limit", "2", "--json").data]
    assert len(names) == 2 and names == sorted(names, reverse=True)


@pytest.mark.parametrize("words", [
    ("list", "wishes"), ("list", "companies", "--where", "wish", "is", "1"),
    ("list", "companies", "--where", "name", "resembles", "x"),
    ("list", "projects", "--where", "total_investment", ">", "a lot"), ("show", "companies"), ("nonsense",),
    ("tenants", "Pazhou", "--as-of", "someday"),
])
def test_wrong_usage_is_exit_code_two(promo_desk: Run, words: tuple[str, ...]) -> None:
    told = promo_desk(*words)
    assert told.code == 2
    assert "Error" in told.err


@pytest.mark.parametrize("words", [
    ("show", "companies", "9999"), ("import", "absent.xlsx"), ("undo", "9999"), ("tenants", "Atlantis"),
    ("list", "companies", "--database", "no/such/office.db"), ("restore", "absent.db"), ("return", "absent.xlsx"),
    ("export", "companies", "-o", "no/such/folder/x.xlsx"),
])
def test_the_worlds_faults_are_one_line_and_exit_code_one(promo_desk: Run, words: tuple[str, ...]) -> None:
    told = promo_desk(*words)
    assert (told.code, told.out) == (1, "")
    assert len(told.err.strip().splitlines()) == 1


def test_show_tells_a_record_and_what_links_to_it(promo_desk: Run) -> None:
    [hit] = [hit for hit in promo_desk("search", "Huawei", "--json").data if hit["kind"] == "company"]
    shown = promo_desk("show", "companies", hit["id"], "--json").data
    assert shown["name_zh"] == "华为"
    assert "agreement.company" in shown["linked"]
    assert "华为" in promo_desk("show", "companies", hit["id"]).out


def test_the_history_names_changes_and_values(promo_desk: Run) -> None:
    [first] = promo_desk("history", "--json").data
    assert first["records"] > 40
    entries = promo_desk("history", "companies", 1, "--json").data
    assert entries[-1]["op"] == "add" and entries[-1]["old"] is None


def test_what_is_taken_back_can_be_made_again(promo_desk: Run) -> None:
    assert promo_desk("undo", "--json").data["left"] == []
    assert promo_desk("list", "companies", "--json").data == []
    promo_desk("redo")
    assert "Huawei" in {each["name"] for each in promo_desk("list", "companies", "--json").data}


def test_a_ledger_goes_in_after_its_plan_and_out_again_by_undo(promo_desk: Run) -> None:
    ledger = shipped_data() / "samples" / "签约项目台账.xlsx"
    before = promo_desk("list", "projects", "--json").data
    plan = promo_desk("import", ledger, "--dry-run", "--on-error", "skip", "--json").data
    assert plan["change"] is None and plan["sheets"][0]["verdicts"]["new"] >= 20
    assert promo_desk("list", "projects", "--json").data == before, "a dry run writes nothing"

    done = promo_desk("import", ledger, "--on-error", "skip", "--json").data
    assert done["sheets"] == plan["sheets"]
    assert len(promo_desk("list", "projects", "--json").data) > len(before)
    promo_desk("undo", done["change"])
    assert without_stamps(promo_desk("list", "projects", "--json").data) == without_stamps(before)


def without_stamps(records: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Records but for their version, which counts on, and who changed them last."""
    return [{key: value for key, value in record.items() if key not in ("version", "changed_at", "changed_by")}
            for record in records]


def test_an_exported_ledger_comes_back_the_same(promo_desk: Run, tmp_path: Path) -> None:
    promo_desk("export", "companies", "-o", "companies.xlsx", "--in", "both")
    plan = promo_desk("return", "companies.xlsx", "--dry-run", "--json").data
    [sheet] = plan["sheets"]
    counts = sheet["verdicts"]
    assert counts["same"] > 3 and not sum(count for verdict, count in counts.items() if verdict != "same")


def test_tenants_and_briefing_are_written(promo_desk: Run, tmp_path: Path) -> None:
    assert promo_desk("tenants", "Pazhou", "-o", "tenants.xlsx").code == 0
    assert promo_desk("briefing", "-o", "briefing.xlsx", "--place", "Guangzhou", "--period", "2017").code == 0
    assert (tmp_path / "tenants.xlsx").exists() and (tmp_path / "briefing.xlsx").exists()
    assert len(promo_desk("list", "briefings", "--json").data) == 1


def test_what_needs_attention_names_its_rule(promo_desk: Run) -> None:
    items = promo_desk("attention", "--json").data
    assert items and all(item["rule"] and item["message"] and item["id"] for item in items)


def test_the_database_is_checked_backed_up_restored_and_copied(promo_desk: Run, tmp_path: Path) -> None:
    assert promo_desk("check", "--json").data == {"sound": True, "faults": []}
    promo_desk("backup", "kept.db")
    promo_desk("undo", 1)
    promo_desk("restore", "kept.db")
    names = {each["name"] for each in promo_desk("list", "companies", "--json").data}
    assert "Huawei" in names
    promo_desk("copy", "--to", str(tmp_path / "copy.db"))
    again = promo_desk("list", "companies", "--json", "--database", tmp_path / "copy.db").data
    assert {each["name"] for each in again} == names
    assert promo_desk("migrate", "--json").data["migrated"] is False


@pytest.mark.parametrize("name", sorted(desk.commands))
def test_every_command_shows_an_example(promo_desk: Run, name: str) -> None:
    told = promo_desk(name, "--help")
    assert told.code == 0
    assert name == "window" or f"Example: promo-desk {name}" in told.out


def test_the_readme_names_every_command() -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    assert not [name for name in desk.commands if name != "window" and name not in readme]


def test_demo_makes_a_fresh_office_and_writes_over_none(promo_desk: Run, tmp_path: Path) -> None:
    report = promo_desk("demo", "--output", "office", "--no-window", "--json", "--database", tmp_path / "new.db").data
    assert [step["step"] for step in report["steps"]].count("import") == 4
    told = promo_desk("demo", "--output", "office", "--no-window", "--database", tmp_path / "new.db")
    assert told.code == 1 and "is there already" in told.err
