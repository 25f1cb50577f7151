"""The first office: every table as of the first version, frozen here whatever becomes of the records later.

A table is a name and its columns. ``name:text!*>place`` is a column of text that must be filled (!), is indexed (*)
and links to a place (>); ``#`` is the primary key. ``big`` is BIGINT, ``whole`` too but INTEGER on SQLite,
``counted`` a primary key that the database counts. ``index(a,b)`` is an index over several.
"""

from __future__ import annotations

import re
from typing import Any
from uuid import uuid4

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TABLES = """
officer: name:text!* name_zh:text* unit:text role:text phone:text active:int officer_id:big*>officer
  confidentiality:text tags:text notes:text id:counted# version:big created_at:text created_by:text changed_at:text
  changed_by:text
attachment: name:text!* about_kind:text about_id:big sha256:text! size:big officer_id:big*>officer
  confidentiality:text tags:text notes:text id:counted# version:big created_at:text created_by:text changed_at:text
  changed_by:text
briefing: title:text!* scope_kind:text scope_id:big period:text period_latest:text period_words:text as_of:text
  as_of_latest:text as_of_words:text audience:text change_number:big content:text file:text officer_id:big*>officer
  confidentiality:text tags:text notes:text id:counted# version:big created_at:text created_by:text changed_at:text
  changed_by:text
export: name:text! file:text audience:text change_number:big definition:text officer_id:big*>officer
  confidentiality:text tags:text notes:text id:counted# version:big created_at:text created_by:text changed_at:text
  changed_by:text
import_profile: name:text! headers:text definition:text officer_id:big*>officer confidentiality:text tags:text
  notes:text id:counted# version:big created_at:text created_by:text changed_at:text changed_by:text
place: name:text!* name_zh:text* aliases:text* level:text within_id:big*>place role:text assets:text
  officer_id:big*>officer confidentiality:text tags:text notes:text id:counted# version:big created_at:text
  created_by:text changed_at:text changed_by:text
rate: about_kind:text about_id:big field:text amount:big amount_unit:text equivalent:big equivalent_unit:text
  rate:big as_of:text as_of_latest:text as_of_words:text officer_id:big*>officer confidentiality:text tags:text
  notes:text id:counted# version:big created_at:text created_by:text changed_at:text changed_by:text
saved_view: name:text! list:text! definition:text shared:int officer_id:big*>officer confidentiality:text tags:text
  notes:text id:counted# version:big created_at:text created_by:text changed_at:text changed_by:text
setting: name:text!* value:text officer_id:big*>officer confidentiality:text tags:text notes:text id:counted#
  version:big created_at:text created_by:text changed_at:text changed_by:text
source: title:text!* kind:text publisher:text author:text published_on:text published_on_latest:text
  published_on_words:text file:text address:text officer_id:big*>officer confidentiality:text tags:text notes:text
  id:counted# version:big created_at:text created_by:text changed_at:text changed_by:text
task: text:text! due:text* due_latest:text due_words:text about_kind:text about_id:big done:int done_on:text
  done_on_latest:text done_on_words:text officer_id:big*>officer confidentiality:text tags:text notes:text
  id:counted# version:big created_at:text created_by:text changed_at:text changed_by:text
citation: about_kind:text! about_id:big field:text source_id:big!*>source passage:text remark:text
  officer_id:big*>officer confidentiality:text tags:text notes:text id:counted# version:big created_at:text
  created_by:text changed_at:text changed_by:text
programme: name:text!* name_zh:text* issuer:text level:text place_id:big*>place parent_id:big*>programme
  document_number:text instrument:text purpose:text announced:text announced_latest:text announced_words:text
  valid_from:text valid_from_latest:text valid_from_words:text valid_until:text valid_until_latest:text
  valid_until_words:text budget:big budget_currency:text target_sectors:text rules:text review:text
  contact_unit:text officer_id:big*>officer confidentiality:text tags:text notes:text id:counted# version:big
  created_at:text created_by:text changed_at:text changed_by:text
sector: name:text!* name_zh:text* aliases:text* within_id:big*>sector code:text targeted_by_id:big*>place
  officer_id:big*>officer confidentiality:text tags:text notes:text id:counted# version:big created_at:text
  created_by:text changed_at:text changed_by:text
zone: name:text!* name_zh:text* aliases:text* place_id:big*>place kind:text established:text established_latest:text
  established_words:text planned_area:big built_area:big rentable_area:big vacant_area:big sectors:text
  operator:text description:text officer_id:big*>officer confidentiality:text tags:text notes:text id:counted#
  version:big created_at:text created_by:text changed_at:text changed_by:text
building: name:text!* zone_id:big!*>zone address:text floors:big floor_area:big rentable_area:big
  officer_id:big*>officer confidentiality:text tags:text notes:text id:counted# version:big created_at:text
  created_by:text changed_at:text changed_by:text
company: name:text!* name_zh:text* short_name:text* brand:text* aliases:text* former_names:text* credit_code:text*
  relation:text sector_id:big*>sector origin_id:big*>place district_id:big*>place group_id:big*>company
  ownership:text marks:text listing:text legal_representative:text registered_capital:big
  registered_capital_currency:text founded:text founded_latest:text founded_words:text employees:big revenue:big
  revenue_currency:text tax_paid:big tax_paid_currency:text website:text address:text business:text
  officer_id:big*>officer confidentiality:text tags:text notes:text id:counted# version:big created_at:text
  created_by:text changed_at:text changed_by:text
indicator: subject_kind:text! subject_id:big sector_id:big*>sector metric:text! metric_zh:text period:text*
  period_latest:text period_words:text value:big value_unit:text change:big rank:big basis:text remark:text
  officer_id:big*>officer confidentiality:text tags:text notes:text id:counted# version:big created_at:text
  created_by:text changed_at:text changed_by:text
contact: name:text!* name_zh:text* company_id:big*>company post:text department:text phones:text email:text
  wechat:text language:text is_main:int reason_held:text officer_id:big*>officer confidentiality:text tags:text
  notes:text id:counted# version:big created_at:text created_by:text changed_at:text changed_by:text
project: title:text!* title_zh:text* code_name:text* company_id:big*>company stage:text* sector_id:big*>sector
  content:text district_id:big*>place zone_id:big*>zone capital:text kind:text total_investment:big*
  total_investment_currency:text fixed_investment:big fixed_investment_currency:text foreign_investment:big
  foreign_investment_currency:text foreign_utilised:big foreign_utilised_currency:text invested:big
  invested_currency:text land:big floor_area:big jobs:big output_promised:big output_promised_currency:text
  tax_promised:big tax_promised_currency:text probability:big lead_unit:text leader:text lead_source:text
  referrer:text first_claim:text first_contact_on:text first_contact_on_latest:text first_contact_on_words:text
  registered_on:text registered_on_latest:text registered_on_words:text judged_on:text judged_on_latest:text
  judged_on_words:text referrer_answered_on:text referrer_answered_on_latest:text referrer_answered_on_words:text
  announced_on:text announced_on_latest:text announced_on_words:text expected_signing_on:text
  expected_signing_on_latest:text expected_signing_on_words:text signed_on:text signed_on_latest:text
  signed_on_words:text landed_on:text landed_on_latest:text landed_on_words:text expected_start_on:text
  expected_start_on_latest:text expected_start_on_words:text started_on:text started_on_latest:text
  started_on_words:text completed_on:text completed_on_latest:text completed_on_words:text operating_on:text
  operating_on_latest:text operating_on_words:text at_target_on:text at_target_on_latest:text
  at_target_on_words:text registered_company:text* judgement:text judgement_notes:text progress:text problems:text
  next_step:text next_step_due:text* next_step_due_latest:text next_step_due_words:text last_contact_on:text
  last_contact_on_latest:text last_contact_on_words:text competing_places:text reason_lost:text is_major:int
  in_statistics:int funds_arrived:int officer_id:big*>officer confidentiality:text tags:text notes:text id:counted#
  version:big created_at:text created_by:text changed_at:text changed_by:text
tenancy: zone_id:big!*>zone company_id:big!*>company status:text from_:text* from_latest:text from_words:text
  until:text until_latest:text until_words:text building_id:big*>building unit:text floor_area:big rent:big
  rent_unit:text lease_number:text lease_from:text lease_from_latest:text lease_from_words:text lease_ends:text*
  lease_ends_latest:text lease_ends_words:text activity:text officer_id:big*>officer confidentiality:text tags:text
  notes:text id:counted# version:big created_at:text created_by:text changed_at:text changed_by:text
agreement: title:text!* title_zh:text* kind:text company_id:big*>company counterparty:text place_id:big*>place
  project_id:big*>project signed_on:text* signed_on_latest:text signed_on_words:text signed_at:text event:text
  value:big value_currency:text land:text valid_until:text valid_until_latest:text valid_until_words:text
  status:text filed_on:text filed_on_latest:text filed_on_words:text supervising_unit:text document:text
  content:text officer_id:big*>officer confidentiality:text tags:text notes:text id:counted# version:big
  created_at:text created_by:text changed_at:text changed_by:text
award: title:text* programme_id:big!*>programme company_id:big*>company project_id:big*>project batch:text year:big
  applied:big applied_currency:text applied_on:text applied_on_latest:text applied_on_words:text approved:big
  approved_currency:text approved_on:text approved_on_latest:text approved_on_words:text paid:big paid_currency:text
  paid_on:text paid_on_latest:text paid_on_words:text status:text* returned_reason:text override_reason:text
  unit:text officer_id:big*>officer confidentiality:text tags:text notes:text id:counted# version:big
  created_at:text created_by:text changed_at:text changed_by:text
interaction: when:text* when_latest:text when_words:text kind:text company_id:big*>company contact_id:big*>contact
  project_id:big*>project place:text summary:text! outcome:text leader:text attendees:text officer_id:big*>officer
  confidentiality:text tags:text notes:text id:counted# version:big created_at:text created_by:text changed_at:text
  changed_by:text
posting: contact_id:big!*>contact company_id:big*>company organisation:text post:text department:text from_:text
  from_latest:text from_words:text until:text until_latest:text until_words:text officer_id:big*>officer
  confidentiality:text tags:text notes:text id:counted# version:big created_at:text created_by:text changed_at:text
  changed_by:text
commitment: agreement_id:big!*>agreement by:text kind:text text:text! amount:big amount_unit:text due:text*
  due_latest:text due_words:text achieved:big achieved_unit:text achieved_on:text achieved_on_latest:text
  achieved_on_words:text evidence:text outcome:text officer_id:big*>officer confidentiality:text tags:text
  notes:text id:counted# version:big created_at:text created_by:text changed_at:text changed_by:text
participant: interaction_id:big!*>interaction company_id:big*>company contact_id:big*>contact
  took_part_id:big*>officer officer_id:big*>officer confidentiality:text tags:text notes:text id:counted#
  version:big created_at:text created_by:text changed_at:text changed_by:text
party: agreement_id:big!*>agreement company_id:big*>company body:text side:text role:text officer_id:big*>officer
  confidentiality:text tags:text notes:text id:counted# version:big created_at:text created_by:text changed_at:text
  changed_by:text
request: text:text! company_id:big*>company interaction_id:big*>interaction project_id:big*>project kind:text
  handled_by:text due:text* due_latest:text due_words:text status:text answer:text done_on:text done_on_latest:text
  done_on_words:text officer_id:big*>officer confidentiality:text tags:text notes:text id:counted# version:big
  created_at:text created_by:text changed_at:text changed_by:text
stage_step: project_id:big!*>project stage:text! reached_on:text reached_on_latest:text reached_on_words:text
  evidence:text agreement_id:big*>agreement officer_id:big*>officer confidentiality:text tags:text notes:text
  id:counted# version:big created_at:text created_by:text changed_at:text changed_by:text
condition: award_id:big!*>award commitment_id:big*>commitment text:text satisfied:int evidence:text
  officer_id:big*>officer confidentiality:text tags:text notes:text id:counted# version:big created_at:text
  created_by:text changed_at:text changed_by:text
change: number:whole# at:text! who:text! label:text! why:text! source:text step:text! root:whole!* undoes:whole
  first_entry:whole! last_entry:whole! rows:whole!
change_column: change:whole# sheet:text# field:text# letters:text! without-rowid
change_origin: change:whole# kind:text# id:whole# sheet:text! row:int! without-rowid
entry: seq:counted# change:whole! kind:text! id:whole! op:text! old:text new:text index(kind,id)
office: identity:text#
open_change: number:whole
"""

NAMES = {"ix": "ix_%(column_0_label)s", "uq": "uq_%(table_name)s_%(column_0_name)s",
         "fk": "fk_%(table_name)s_%(column_0_name)s", "pk": "pk_%(table_name)s"}
_WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_TYPES: dict[str, Any] = {"text": sa.Text(), "int": sa.Integer(), "big": sa.BigInteger(), "whole": _WHOLE,
                          "counted": _WHOLE}


def upgrade() -> None:
    tables = sa.MetaData(naming_convention=NAMES)
    for line in re.sub(r"\n  ", " ", TABLES).splitlines():
        if line:
            name, _, words = line.partition(": ")
            _table(tables, name, words.split())
    tables.create_all(op.get_bind())
    op.execute("INSERT INTO open_change (number) VALUES (NULL)")
    op.execute(f"INSERT INTO office (identity) VALUES ('{uuid4().hex}')")


def _table(tables: sa.MetaData, name: str, words: list[str]) -> None:
    columns = [_column(word) for word in words if ":" in word]
    several = [word[6:-1].split(",") for word in words if word.startswith("index(")]
    indexes = [sa.Index(f"ix_{name}_{'_'.join(parts)}", *parts) for parts in several]
    sa.Table(name, tables, *columns, *indexes, sqlite_with_rowid="without-rowid" not in words)


def _column(word: str) -> sa.Column[Any]:
    name, kind, marks, target = re.fullmatch(r"(\w+):(\w+)([!#*]*)(?:>(\w+))?", word).groups()  # type: ignore[union-attr]  # every word of the list is of this form
    keys = [sa.ForeignKey(f"{target}.id", deferrable=True, initially="DEFERRED")] if target else []
    return sa.Column(name, _TYPES[kind], *keys, primary_key="#" in marks, nullable=not set("!#") & set(marks),
                     index=True if "*" in marks else None, autoincrement=kind == "counted")


def downgrade() -> None:
    raise NotImplementedError("an older program reads the backup that was made before")
