"""The fixed codes of the office, each declared once: code and English label.

Chinese labels are in the catalogue, further words people write for a code in ``resources/choices.toml`` under the
table's name, and an office's own words are mapped when they are met and remembered.
"""

from __future__ import annotations

from promo_desk.fields.kinds import ChoiceKind, Option, choice


def _choice(table: str, **options: str) -> ChoiceKind:
    return choice(*(Option(code.rstrip("_"), english) for code, english in options.items()), table=table)


CONFIDENTIALITY = _choice("confidentiality", public="Public", internal="Internal", confidential="Confidential")

STAGE = _choice(
    "stage", target="Target", lead="Lead", qualified="Qualified", talks="In talks", pre_sign="About to sign",
    signed="Signed", landed="Landed", started="Started", completed="Completed", operating="Operating",
    at_target="At target output", paused="Paused", lost="Lost", withdrawn="Withdrawn")
ASIDE = ("paused", "lost", "withdrawn")
"""Stages that stand aside of the way from target to at target."""

RELATION = _choice("relation", target="Target", lead="Lead", investor="Investor", tenant="Tenant", dormant="Dormant")
OWNERSHIP = _choice("ownership", state="State-owned", private="Private", foreign="Foreign-invested",
                    hmt="Hong Kong, Macao or Taiwan-invested", joint="Joint venture")
CAPITAL = _choice("capital", domestic="Domestic capital", foreign="Foreign capital", joint="Joint capital")
PROJECT_KIND = _choice("project_kind", greenfield="Greenfield", expansion="Expansion", merger="Merger or acquisition")
JUDGEMENT = _choice("judgement", pursue="Pursue", observe="Observe", refuse="Do not pursue")

AGREEMENT_KIND = _choice(
    "agreement_kind", mou="Memorandum of understanding", intent="Letter of intent", framework="Framework agreement",
    strategic="Strategic cooperation agreement", investment="Investment agreement", land="Land-use agreement",
    lease="Lease agreement", supplementary="Supplementary agreement", nda="Non-disclosure agreement",
    termination="Termination agreement", unstated="Kind not stated")
NOT_INVESTMENT = ("mou", "intent", "framework", "strategic", "nda", "termination")
"""Kinds of agreement that are never counted as investment."""
AGREEMENT_STATUS = _choice("agreement_status", draft="Draft", in_force="In force", fulfilled="Fulfilled",
                           expired="Expired", terminated="Terminated")
SIDE = _choice("side", company="Company", government="Government")
PROMISE = _choice("promise", build="Build", invest="Invest", jobs="Jobs", output="Output", tax="Tax", land="Land",
                  subsidy="Subsidy", service="Service", other="Other")
PROMISE_STATUS = _choice("promise_status", open="Open", due="Due soon", late="Late", met="Met", undated="No due date",
                         waived="Waived")
PROMISE_OUTCOME = _choice("promise_outcome", met="Met", waived="Waived", broken="Broken")

LEVEL = _choice("level", national="National", province="Provincial", city="Municipal", district="District",
                zone="Zone")
INSTRUMENT = _choice(
    "instrument", grant="Grant", special_fund="Special fund", tax="Tax relief", rent="Rent support",
    land="Land support", talent="Talent support", interest="Interest subsidy", hq_award="Headquarters award",
    strategy="Strategy or plan", package="Package of measures", case_by_case="Case by case")
REVIEW = _choice("review", passed="Passed review", pending="Under review", exempt="Exempt from review",
                 objection="Objection raised")
AWARD_STATUS = _choice("award_status", draft="Draft", checking="Being checked", returned="Returned",
                       approved="Approved", paid="Paid", refused="Refused", clawed_back="Clawed back")

PLACE_LEVEL = _choice("place_level", country="Country", province="Province", city="City", district="District",
                      township="Township")
ZONE_KIND = _choice("zone_kind", development="Development zone", high_tech="High-tech zone",
                    free_trade="Free-trade zone", internet="Internet and software park", industrial="Industrial park",
                    incubator="Incubator", building="Business building", other="Other zone")
TENANCY_STATUS = _choice("tenancy_status", planned="Planned", in_place="In place", ended="Ended")

BASIS = _choice("basis", stated="As stated by the source", plan="Plan", contract="Contract",
                statistics="In statistics", paid_in="Paid in")
INTERACTION_KIND = _choice("interaction_kind", call="Call", meeting="Meeting", site_visit="Site visit",
                           email="E-mail", event="Event", interview="Interview or quotation", other="Other contact")
REQUEST_KIND = _choice("request_kind", talent="Talent", finance="Finance", infrastructure="Infrastructure",
                       permits="Permits and licences", policy="Policy", land="Land and premises",
                       other="Other request")
REQUEST_STATUS = _choice("request_status", noted="Noted", passed_on="Passed on", in_hand="In hand", done="Done")
OFFICER_ROLE = _choice("officer_role", officer="Officer", head="Head", leader="Leader", partner="Partner officer")
LANGUAGE = _choice("language", zh="Chinese", en="English", yue="Cantonese", ja="Japanese", ko="Korean", de="German",
                   fr="French", other="Other language")
SOURCE_KIND = _choice("source_kind", press="Press", document="Official document", statistics="Statistics",
                      ledger="Ledger", web_page="Web page", statement="Statement by the company")
AUDIENCE = _choice("audience", office="The office", leader="Leader", department="Sister department", park="Park",
                   public="The public")
