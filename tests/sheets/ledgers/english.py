"""Ledgers of offices that write English: a pipeline, business retention visits, awards, tenants, signed deals."""

# ruff: noqa: E501  # rows of a ledger are read as rows
from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

from ledgers.truth import Asked, Truth, day, hectares, ledger, many, month, rows, span, square_feet, unknown, usd, year
from ledgers.writers import bare_xlsx, book_of, save, text_file
from promo_desk.fields.kinds import Money


@ledger("Pipeline 2025.xlsx")
def pipeline(path: Path) -> Truth:
    """A tracker with its unit in the header, percent cells, a year of two quarters, two enquiries of one name, a
    disclaimer and a total below, a second sheet of lists for its drop-downs."""
    table = [
        ("Inbound pipeline 2025",), ("Prepared by: Example Office", None, None, "As of 3 June 2025"), (),
        ("Enquiry ID", "Date received", "Company", "HQ country", "Sector", "Project name", "Project type", "Capex (USD m)", "Jobs new", "Site need (ha)",
         "Floor area (sq ft)", "Stage", "Probability", "Account manager", "Next action", "Due date", "Reason lost"),
        ("0045", date(2025, 1, 14), "Northquill Batteries Ltd", "Norway", "Batteries", "Project Heron", "greenfield", 120.5, 340, 12.5, None, "In talks", (0.4, "0%"), "A. Example",
         "Site visit", "Q3 2025", None),
        ("0046", "Feb 2025", "Saltmere Foods plc", "United Kingdom", "Food", "Project Teal", "expansion", "(1,200)", "1,100", None, 25000, "Negotiation", (0.25, "0%"), "B. Example",
         "Send offer", "TBD", None),
        ("0047", "17/02/2025", "Ostrava Example Optics a.s.", "Czechia", "Optics", "Project Plover", "M&A", "US$9.2m", "80-90", 0.8, "12,000", "Lost", (0, "0%"), "A. Example", None, None,
         "Chose another site"),
        ("Total", None, None, None, None, None, None, 1329.7, 1525), ("Note: figures as reported by investors, unaudited.",)]
    book = book_of(("Pipeline", table, ("A1:Q1",)), ("Lists", [("Lead",), ("In talks",), ("Lost",)], ()))
    save(book, path)
    return Truth(
        kinds={"Pipeline": "project"}, left=("Lists",),
        records={
            "project": [
                {"title": "Project Heron", "code_name": "0045", "company": "Northquill Batteries Ltd", "kind": "greenfield", "total_investment": usd("120.5"), "jobs": 340,
                 "land": hectares("12.5"), "stage": "talks", "probability": Decimal(40), "officer": "A. Example", "next_step": "Site visit",
                 "next_step_due": span("2025-07-01", "2025-09-30"), "first_contact_on": day("2025-01-14"), "sector": "Batteries"},
                {"title": "Project Teal", "code_name": "0046", "total_investment": usd(-1200), "jobs": 1100, "floor_area": square_feet(25000), "stage": "talks",
                 "probability": Decimal(25), "next_step_due": unknown("TBD"), "first_contact_on": month(2025, 2)},
                {"title": "Project Plover", "kind": "merger", "total_investment": usd("9.2"), "jobs": 80, "land": hectares("0.8"), "floor_area": square_feet(12000),
                 "stage": "lost", "probability": Decimal(0), "reason_lost": "Chose another site", "first_contact_on": day("2025-02-17")}],
            "company": [{"name": "Northquill Batteries Ltd", "origin": "Norway"}, {"name": "Saltmere Foods plc", "origin": "United Kingdom"},
                        {"name": "Ostrava Example Optics a.s.", "origin": "Czechia"}]},
        names={"place": ["Norway", "United Kingdom", "Czechia"], "sector": ["Batteries", "Food", "Optics"], "officer": ["A. Example", "B. Example"]},
        out=rows("Pipeline", {8: "total", 9: "note"}),
        asked=(Asked("project.jobs", "80-90", 80, ("Pipeline!I7",)),))


@ledger("BRE visits.csv")
def visits(path: Path) -> Truth:
    """Business retention and expansion visits: Windows-1252, semicolons, days first."""
    table = [
        ("Business name", "Contact", "Title", "Employees", "Year established", "Last visit", "Summary", "Issue", "Referral to", "Action item"),
        ("Café Brûlé Example Ltd", "Zoë Example", "Managing Director", "45", "1998", "25/03/2025", "Toured the roastery – full capacity", "Needs 2,000 sq ft more", "Property team", "Send list"),
        ("Harrow & Pike Example Tools", "Jörg Example", "Plant manager", "1,210", "1974", "03/04/2025", "Apprentices wanted", None, None, None),
        ("Señal Example Networks", None, None, "12", "2019", "31/01/2025", "First visit; £2m order won", "Skills", "College", "Call back")]
    text_file(path, table, "cp1252", delimiter=";")
    return Truth(
        kinds={"BRE visits": "interaction"},
        records={
            "interaction": [
                {"summary": "Toured the roastery – full capacity", "company": "Café Brûlé Example Ltd", "when": day("2025-03-25")},
                {"summary": "Apprentices wanted", "company": "Harrow & Pike Example Tools", "when": day("2025-04-03")},
                {"summary": "First visit; £2m order won", "company": "Señal Example Networks", "when": day("2025-01-31")}],
            "company": [{"name": "Café Brûlé Example Ltd", "employees": 45, "founded": year(1998)}, {"name": "Harrow & Pike Example Tools", "employees": 1210},
                        {"name": "Señal Example Networks", "employees": 12, "founded": year(2019)}],
            "contact": [{"name": "Zoë Example", "company": "Café Brûlé Example Ltd", "post": "Managing Director"},
                        {"name": "Jörg Example", "company": "Harrow & Pike Example Tools", "post": "Plant manager"}],
            "request": [{"text": "Needs 2,000 sq ft more", "company": "Café Brûlé Example Ltd", "handled_by": "Property team"},
                        {"text": "Skills", "company": "Señal Example Networks", "handled_by": "College"}]})


@ledger("Incentive awards.xlsx")
def awards(path: Path) -> Truth:
    """Awards with what was promised; pounds and dollars in one column; a hidden sheet of drafts; #N/A."""
    table = [
        ("Incentive", "Company", "Award amount", "Award date", "Disbursed to date", "Compliance date", "Status"),
        ("Jobs Grant", "Larkfen Robotics Inc.", "$1,250,000", "12 May 2024", "$250,000.50", "31 Dec 2027", "Approved"),
        ("Jobs Grant", "Tern & Co Example LLP", "£400,000", "2024-06", None, None, "Paid"),
        ("Relocation Fund", "Larkfen Robotics Inc.", "USD 0.3 m", date(2024, 9, 2), ("error", "#N/A"), "Dec 2026", "Draft")]
    flat = [[value.strftime("%Y-%m-%d") if isinstance(value, date) else value for value in row] for row in table]
    bare_xlsx(path, {"Awards": flat})
    return Truth(
        kinds={"Awards": "award"},
        records={"award": [
            {"company": "Larkfen Robotics Inc.", "programme": "Jobs Grant", "approved": usd("1.25"), "approved_on": day("2024-05-12"), "paid": Money(25_000_050, "USD"), "status": "approved"},
            {"company": "Tern & Co Example LLP", "programme": "Jobs Grant", "approved": Money(40_000_000, "GBP"), "approved_on": month(2024, 6), "status": "paid", "paid": None},
            {"company": "Larkfen Robotics Inc.", "programme": "Relocation Fund", "approved": usd("0.3"), "approved_on": day("2024-09-02"), "paid": None, "status": "draft"}]},
        names={"programme": ["Jobs Grant", "Relocation Fund"], "company": ["Larkfen Robotics Inc.", "Tern & Co Example LLP"]},
        asked=(Asked("award.paid", "#N/A", None, ("Awards!E4",), "error"),))


@ledger("Tenants of Millrace Park.xlsx")
def tenants(path: Path) -> Truth:
    """An English tenant list by unit, with square feet and a rent in dollars; blank rows between the buildings."""
    table = [
        ("Tenants of Millrace Park",), ("Tenant", "Unit", "Leased area", "Rent", "Move-in date", "Lease ends", "Activity"),
        ("Finchley Example Labs", "B1-02", "4,000 sq m", "$18/sq m/month", "1 Feb 2022", "2027-01-31", "Assays"), (),
        ("Osprey Example Print", "C3", "650 m2", None, "2023", None, "3D printing"), ("Sub-total", None, 4650), ("Total", None, 4650)]
    save(book_of(("Tenants", table, ("A1:G1",))), path)
    return Truth(
        kinds={"Tenants": "tenancy"},
        records={"tenancy": [
            {"company": "Finchley Example Labs", "zone": "Millrace Park", "unit": "B1-02", "floor_area": hectares("0.4"), "rent": many(18, "USD/m2/month"),
             "from": day("2022-02-01"), "lease_ends": day("2027-01-31"), "activity": "Assays"},
            {"company": "Osprey Example Print", "zone": "Millrace Park", "unit": "C3", "floor_area": hectares("0.065"), "rent": None, "from": year(2023), "lease_ends": None}]},
        names={"zone": ["Millrace Park"], "company": ["Finchley Example Labs", "Osprey Example Print"]},
        out=rows("Tenants", {6: "subtotal", 7: "total"}))


@ledger("Signed MoUs.xlsx")
def memoranda(path: Path) -> Truth:
    """Agreements by region: label rows, months only, values in billions and millions, a kind nobody knows; the
    label above a row stands in its notes."""
    table = [
        ("No.", "Agreement", "Company", "Type", "Signed on", "Value", "Supervising unit", "Remarks"), ("Asia",),
        (1, "MoU on a battery park", "Kestrel Example Cells Co., Ltd.", "MoU", "Sept 2024", "US$1.2bn", "Example Agency", None),
        (2, "Framework on data halls", "Redshank Example Data Pte Ltd", "Framework agreement", "2024", "S$ 300 million", None, "No.: 7"), ("Europe",),
        (3, "Term sheet for a lab", "Dipper Example Labs GmbH", "Term sheet", "14.10.2024", "EUR 12,5 m", None, None), ("Subtotal Europe", None, None, None, None, "EUR 12.5 m")]
    save(book_of(("MoUs", table, ("A2:H2", "A5:H5"))), path)
    return Truth(
        kinds={"MoUs": "agreement"},
        records={"agreement": [
            {"title": "MoU on a battery park", "company": "Kestrel Example Cells Co., Ltd.", "kind": "mou", "signed_on": month(2024, 9), "value": usd(1200), "supervising_unit": "Example Agency"},
            {"title": "Framework on data halls", "company": "Redshank Example Data Pte Ltd", "kind": "framework", "signed_on": year(2024), "value": Money.of(300_000_000, "SGD"),
             "notes": "No.: 7\nGroup: Asia"},
            {"title": "Term sheet for a lab", "company": "Dipper Example Labs GmbH", "kind": "intent", "signed_on": day("2024-10-14"), "value": Money.of(12_500_000, "EUR")}]},
        names={"company": ["Kestrel Example Cells Co., Ltd.", "Redshank Example Data Pte Ltd", "Dipper Example Labs GmbH"]},
        out=rows("MoUs", {2: "group", 5: "group", 7: "subtotal"}),
        asked=(Asked("agreement.kind", "Term sheet", "intent", ("MoUs!D6",), "choice"),
               Asked("agreement.value", "EUR 12,5 m", Money.of(12_500_000, "EUR"), ("MoUs!F6",), "error")))
