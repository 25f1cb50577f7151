"""The seeded office is loaded from readable files, in one change that knows each record's line."""

from pathlib import Path

import pytest

from promo_desk.fields.message import WorldFault
from promo_desk.office.seed import load
from promo_desk.records import kinds
from promo_desk.store import Condition, Store

SOURCE = '[[source]]\ntitle = "A report"\n'


def office_of(folder: Path, text: str) -> Path:
    (folder / "all.toml").write_text(text, encoding="utf-8")
    return folder


def test_everything_is_one_change_and_goes_with_it(seeded: Store) -> None:
    [change] = seeded.changes()
    assert change.source == {"file": "guangzhou"}
    seeded.undo()
    assert not any(seeded.count(kind) for kind in kinds())


def test_a_value_knows_the_file_and_line_it_came_from(guangzhou: Store) -> None:
    [huawei] = guangzhou.ids("company", [Condition("name", "is", "Huawei")])
    birth = guangzhou.birth("company", huawei, "name_zh")
    assert birth is not None
    lines = (Path(__file__).parents[2] / "data" / "guangzhou" / birth.sheet).read_text(encoding="utf-8").splitlines()
    assert (birth.file, birth.sheet) == ("guangzhou", "3-companies.toml")
    assert lines[int(birth.cell) - 1:int(birth.cell) + 1] == ["[[company]]", 'name = "Huawei"']


def test_it_is_loaded_once(seeded: Store) -> None:
    with pytest.raises(WorldFault, match="is in this office already"):
        load(seeded)


def test_a_citation_may_be_of_one_field_or_of_the_whole_record(office: Store, tmp_path: Path) -> None:
    load(office,
         office_of(tmp_path,
                   SOURCE + '[[place]]\nname = "A"\nlevel = "city"\ncited = { record = "1", level = ["2", "3"] }\n'))
    said = office.read("citation", office.ids("citation"), ["field", "passage"])
    assert said == [(None, "1"), ("level", "2"), ("level", "3")]


@pytest.mark.parametrize(("text", "told"), [
    ('[[place]]\nname = "A"\nwithin = "B"\n',
     "all.toml, line 1: “B” does not name one record above. Nothing was loaded."),
    ('\n[[place]]\nname = "A"\nlevle = "city"\n', "all.toml, line 2: There is no field levle. Nothing was loaded."),
    ('[[plaice]]\nname = "A"\n', "all.toml, line 1: There is no record of the kind plaice. Nothing was loaded."),
    ('[[zone]]\nname = "A"\nplanned_area = "370000"\n',
     "all.toml, line 1: planned_area: “370000” is not clear. Nothing was loaded."),
    ('[[place]]\nname = "A"\ncited = "4"\n',
     "all.toml, line 1: No source stands above what is cited. Nothing was loaded."),
    ('[[place]]\nname = "A"\n[[place]]\nname = "A"\n[[place]]\nname = "B"\nwithin = "A"\n',
     "all.toml, line 5: “A” does not name one record above. Nothing was loaded."),
])
def test_what_is_not_clear_is_named_with_its_line_and_nothing_is_loaded(
        office: Store, tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(WorldFault) as fault:
        load(office, office_of(tmp_path, text))
    assert str(fault.value) == told
    assert office.count("place") == office.count("source") == 0


def test_a_broken_file_and_an_empty_folder_are_said(office: Store, tmp_path: Path) -> None:
    with pytest.raises(WorldFault, match="nothing to load"):
        load(office, tmp_path)
    with pytest.raises(WorldFault, match=r"all\.toml cannot be read"):
        load(office, office_of(tmp_path, "[[place"))
