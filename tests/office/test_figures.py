"""The pipeline, what was signed, series of figures: per currency, a project once, basis named."""

from decimal import Decimal

from promo_desk.fields.kinds import Money, Quantity, Ref
from promo_desk.office.figures import by_month, equivalents, indicators, pipeline, signed
from promo_desk.office.stages import ORDER
from promo_desk.store import Store

from .making import Making, when, yuan

DOLLARS = Money.of(5, "USD")


def test_the_pipeline_has_every_stage_and_sums_per_currency(make: Making, office: Store) -> None:
    for amount in (yuan(100), yuan(50), DOLLARS, None):
        make("project", title="P", stage="talks", total_investment=amount)
    make("project", title="Q", stage="lost", total_investment=yuan(7))
    stages = {each.stage: each for each in pipeline(office)}
    assert tuple(stages) == ORDER
    talks = stages["talks"]
    assert (talks.projects, talks.sums, talks.without_amount) == (4, (yuan(150), DOLLARS), 1)
    assert stages["lead"].projects == 0
    assert {each.stage: each.projects for each in pipeline(office, aside=True)}["lost"] == 1


def test_the_pipeline_of_a_place_holds_its_districts_and_zones(make: Making, office: Store) -> None:
    city = make("place", name="Guangzhou")
    district = make("place", name="Baiyun", within=city)
    zone = make("zone", name="Park", place=district)
    make("project", title="In a district", stage="lead", district=district)
    make("project", title="In a zone", stage="lead", zone=zone)
    make("project", title="Elsewhere", stage="lead")

    def leads(about: Ref) -> int:
        return next(each.projects for each in pipeline(office, about) if each.stage == "lead")

    assert [leads(about) for about in (city, district, zone)] == [2, 2, 1]


def test_a_project_counts_once_for_its_first_signing(make: Making, office: Store) -> None:
    project = make("project", title="P", total_investment=yuan(900))
    make("agreement", title="frame", kind="framework", project=project, value=yuan(999), signed_on=when("2017-01"))
    make("agreement", title="first", kind="investment", project=project, value=yuan(100), signed_on=when("2017-02"))
    make("agreement", title="second", kind="supplementary", project=project, value=yuan(50), signed_on=when("2017-03"))
    made = signed(office, when("2017"))
    assert (made.counted.count, made.counted.sums) == (1, (yuan(100),))
    assert (made.frameworks.count, made.frameworks.sums) == (1, (yuan(999),))
    assert signed(office, when("2017-03")).counted.count == 0


def test_without_a_value_the_total_investment_counts_and_says_so(make: Making, office: Store) -> None:
    project = make("project", title="P", total_investment=yuan(900))
    make("agreement", title="A", kind="investment", project=project, signed_on=when("2017-02"))
    make("project", title="known from a ledger", total_investment=yuan(30), signed_on=when("2017-04"))
    make("agreement", title="alone", kind="lease", signed_on=when("2017-05"))
    made = signed(office, when("2017"))
    assert {(each.kind, each.value, each.basis) for each in made.signings} == {
        ("project", yuan(900), "project"), ("project", yuan(30), "project"), ("agreement", None, "")}
    assert (made.counted.sums, made.counted.without_value) == ((yuan(930),), 1)


def test_an_agreement_whose_kind_is_not_stated_is_no_investment(guangzhou: Store) -> None:
    made = signed(guangzhou, when("2017"))
    assert (made.counted.count, made.frameworks.count, made.unstated.ids) == (0, 0, (1,))
    assert "framework and similar agreements" in made.basis.text("en")


def test_months_and_a_month_that_is_not_known(make: Making, office: Store) -> None:
    for day, amount in (("2017-02-03", 10), ("2017-02", 20), ("2017", 40), ("2016-12", 80)):
        make("agreement", title=day, kind="investment", value=yuan(amount), signed_on=when(day))
    months = by_month(office, 2017)
    assert [month.sums for month in months if month.signings] == [(yuan(30),), (yuan(40),)]
    assert (months[1].month, months[-1].month) == (when("2017-02"), None)


def test_series_stand_by_metric_and_unit_in_time(make: Making, office: Store) -> None:
    zone = make("zone", name="Park")
    for period, value in (("2017", "5.9"), ("2016", "1.8"), ("2018", "7")):
        make("indicator", subject=zone, metric="Revenue", period=when(period), value=Quantity(Decimal(value), "CNY"))
    make("indicator", subject=zone, metric="Revenue", period=when("2017"), value=Quantity(Decimal(1), "USD"))
    series = indicators(office, zone, until=when("2017"))
    assert [(each.unit, [point.value.amount for point in each.points if point.value]) for each in series] == [
        ("CNY", [Decimal("1.8"), Decimal("5.9")]), ("USD", [Decimal(1)])]


def test_a_conversion_is_shown_only_as_a_source_states_it(guangzhou: Store) -> None:
    [stated] = equivalents(guangzhou, Ref("project", 1), "total_investment")
    assert (stated.amount, stated.equivalent) == (
        Quantity(Decimal("61e9"), "CNY"), Quantity(Decimal("9.22e9"), "USD"))
    assert (stated.rate, [source.name for source in stated.sources]) == (
        Decimal("6.616"), ["High-tech boosts Guangzhou's national role"])
    assert equivalents(guangzhou, Ref("project", 2), "total_investment") == []
