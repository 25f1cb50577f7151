"""Known already? Who it may be, who met them, whose first claim it is."""

from datetime import date

import pytest

from promo_desk.office.known import known_already
from promo_desk.store import Store
from promo_desk.store.sameness import SamenessIndex

from .making import Making, when

TODAY = date(2017, 12, 8)


@pytest.mark.parametrize("typed", ["华为", "huawei", "hw", "Huawei"])
def test_a_company_is_known_by_any_of_its_names(guangzhou: Store, typed: str) -> None:
    known = known_already(guangzhou, typed)
    assert "Huawei" in [each.company.name for each in known]


def test_an_old_form_of_the_name_is_known(guangzhou: Store) -> None:
    [foxconn] = known_already(guangzhou, "鴻海")
    assert (foxconn.company.name, foxconn.matched) == ("Foxconn", "鴻海")
    assert foxconn.message.text("en") == "Foxconn: nobody has met them"
    [cloud] = known_already(guangzhou, "阿里云")
    assert cloud.group is not None and cloud.group.name == "Alibaba"


def test_who_met_them_whose_claim_it_is_and_who_comes_next(make: Making, office: Store) -> None:
    company = make("company", name="Huawei", name_zh="华为")
    project = make("project", title="Cloud", company=company, first_claim="Baiyun office",
                   first_contact_on=when("2017-03"))
    make("interaction", summary="met", company=company, when=when("2017-05-02"), officer=make("officer", name="Li"))
    visit = make("interaction", summary="will meet", project=project, when=when("2017-12-20"), leader="Vice mayor")
    [known] = known_already(office, "华为", TODAY)
    assert (known.last_met, known.met_by, known.near_visits) == (when("2017-12-20"), "Vice mayor", (visit,))
    assert known.message.text("en") == (
        "Huawei: last met 2017-12-20 by Vice mayor, first claim: Baiyun office (Cloud, March 2017), "
        "another visit is close by")
    assert known.message.text("zh") == (
        "Huawei：最近一次洽谈：2017-12-20（Vice mayor）、首谈归属：Baiyun office（Cloud，2017年3月）、近期另有走访")
    assert known_already(office, "华为", date(2018, 6, 1))[0].near_visits == ()


def test_a_name_that_is_merely_like_it_is_offered_with_the_index(make: Making, office: Store) -> None:
    make("company", name="广州小鹏汽车科技有限公司")
    with office.reading() as connection:
        index = SamenessIndex.of(connection)
    assert known_already(office, "广州小鹏汽车制造有限公司") == []
    [near] = known_already(office, "广州小鹏汽车制造有限公司", index=index)
    assert near.matched == "广州小鹏汽车科技有限公司"


def test_nothing_typed_is_nothing_known(guangzhou: Store) -> None:
    assert known_already(guangzhou, "  ") == []
