"""Commands that write workbooks: export, tenants, briefing."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from promo_desk.cli.common import KindName, Setting, a_day, common
from promo_desk.cli.where import columns, conditions, sorting
from promo_desk.fields.kinds import WHEN, Ref, When
from promo_desk.fields.message import Message, WorldFault
from promo_desk.fields.words import LANGUAGES
from promo_desk.records import label
from promo_desk.records.choices import AUDIENCE

if TYPE_CHECKING:
    from promo_desk.store import Store

OUT = click.option("-o", "--output", "out", type=click.Path(path_type=Path), required=True, metavar="OUT.xlsx",
                   help="The workbook to write.")
AS_OF = click.option("--as-of", metavar="WHEN", help="As it was then: 2017, 2017-09, 2017-09-30.")
FOR = click.option("--audience", type=click.Choice([option.code for option in AUDIENCE.options]), default="office",
                   show_default=True, help="Who will read it.")
BOTH = click.option("--in", "headings", type=click.Choice([*LANGUAGES, "both"]),
                    help="Language of headings (default: --language).")


@click.command(epilog="Example: promo-desk export companies -o companies.xlsx --where sector is 'telecom equipment'")
@click.argument("kind", type=KindName())
@OUT
@click.option("--where", nargs=3, multiple=True, metavar="FIELD OP VALUE", help="Only records for which this holds.")
@click.option("--sort", metavar="FIELD[,-FIELD]", help="Sort by these fields; a minus sign turns the order.")
@click.option("--columns", "chosen", metavar="FIELD,FIELD", help="These columns, in this order.")
@AS_OF
@FOR
@BOTH
@click.option("--template", type=click.Path(path_type=Path), metavar="T.xlsx",
              help="Fill the office's own workbook instead.")
@common
def export(setting: Setting, kind: str, out: Path, where: tuple[tuple[str, str, str], ...], sort: str | None,
           chosen: str | None, as_of: str | None, audience: str, headings: str | None, template: Path | None) -> None:
    """Write a ledger: real dates and numbers, ready to be edited and to come back."""
    from promo_desk.sheets.ledger import write_ledger

    if template is not None:
        raise WorldFault("An office's own template cannot be filled yet; export without --template.")
    with setting.store() as store:
        written = write_ledger(
            store, kind, out, where=conditions(store, kind, where), sort=sorting(kind, sort),
            columns=columns(kind, chosen), language=headings or setting.language, as_of=day(as_of),
            audience=audience, today=a_day())
    tell(setting, written.path, rows=written.rows, remarks=written.remarks)


@click.command(epilog="Example: promo-desk tenants Pazhou -o tenants.xlsx --as-of 2017-12")
@click.argument("zone")
@click.option("-o", "--output", "out", type=click.Path(path_type=Path), metavar="OUT.xlsx",
              help="The workbook to write (default: only print the list).")
@AS_OF
@BOTH
@common
def tenants(setting: Setting, zone: str, out: Path | None, as_of: str | None, headings: str | None) -> None:
    """Who sits in a zone: the tenant list as of a day."""
    from promo_desk.office.tenants import tenant_list

    with setting.store() as store:
        found = one(store, "zone", zone)
        listed = tenant_list(store, found.id, day(as_of))
        setting.show({**listed.to_json(), "file": out and str(out)}, lambda: listed.text(setting.language))
        if out is not None:
            from promo_desk.sheets.tenants import write_tenants

            written = write_tenants(store, found.id, out, day(as_of), headings or setting.language, a_day())
            setting.say("Written: {file}", file=written.path)


@click.command(epilog="Example: promo-desk briefing -o briefing.xlsx --place Guangzhou --period 2017")
@OUT
@click.option("--place", metavar="P", help="About this place.")
@click.option("--zone", metavar="Z", help="About this zone.")
@click.option("--sector", metavar="S", help="About this sector.")
@click.option("--company", metavar="C", help="About this company.")
@click.option("--period", metavar="P", help="About this time: 2017, 2017 Q3, 2017-09.")
@FOR
@BOTH
@common
def briefing(setting: Setting, out: Path, period: str | None, audience: str, headings: str | None,
             **scope: str | None) -> None:
    """Write a briefing; it is frozen with its numbers, and the next one says what changed."""
    from promo_desk.office.briefing import freeze, make
    from promo_desk.sheets.briefing import write_briefing

    told = [(kind, name) for kind, name in scope.items() if name]
    if len(told) > 1:
        raise click.UsageError("A briefing is about one thing: give one of --place, --zone, --sector, --company.")
    with setting.store() as store:
        about = one(store, *told[0]) if told else None
        content = make(store, about, day(period), a_day(), headings or setting.language, audience)
        written = write_briefing(store, content, out)
        number = freeze(store, content, file=str(out))
    tell(setting, written, briefing=number)


def day(told: str | None) -> When | None:
    """The time an option names; anything unclear is wrong usage."""
    if told is None:
        return None
    parsed = WHEN.parse(told)
    if parsed.value is None or not parsed.stands or parsed.value.words:
        raise click.UsageError(f"{told!r} is no clear time. {parsed.message or ''}".strip())
    return parsed.value


def one(store: Store, kind: str, told: str) -> Ref:
    """The one record of that kind the text names; several, or none, are said and refused."""
    if told.lstrip("#").isdigit():
        number = int(told.lstrip("#"))
        store.get(kind, number)
        return Ref(kind, number, store.names(kind, [number])[number])
    hits = store.search(told, kinds=(kind,))
    exact = [hit for hit in hits if told.casefold() in (hit.name.casefold(), hit.matched.casefold())] or hits
    if not exact:
        raise WorldFault("There is no {kind} “{name}”.", kind=label(kind, "en").lower(), name=told)
    if len(exact) > 1:
        raise WorldFault("“{name}” may be {candidates}; give its number.", name=told,
                         candidates=", ".join(f"{hit.name} (#{hit.id})" for hit in exact))
    return Ref(kind, exact[0].id, exact[0].name)


def tell(setting: Setting, path: Any, *, remarks: Sequence[Message] = (), **facts: Any) -> None:
    """What was written: a path for people, a JSON object for machines. ``remarks``: what was left out or cut."""
    if setting.machine:
        said = {"remarks": [remark.text(setting.language) for remark in remarks]} if remarks else {}
        setting.show({"file": str(path), **facts, **said}, str)
        return
    setting.say("Written: {file}", file=path)
    for remark in remarks:
        setting.say(remark)
