"""``promo-desk profiles``: the layouts the office remembers; given away and taken in as small files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from promo_desk.cli.common import Setting, common
from promo_desk.records import plural, plural_key

if TYPE_CHECKING:
    from promo_desk.sheets.mapping import Profile

FILE = click.Path(path_type=Path)
EXAMPLES = """Example: promo-desk profiles --export 周报 -o weekly.json

\b
Examples:
  promo-desk profiles
  promo-desk profiles --import weekly.json
  promo-desk profiles --forget 周报
"""


@click.command(epilog=EXAMPLES)
@click.option("--export", "given", metavar="NAME", help="Write the layout of this name to the file -o.")
@click.option("-o", "--output", "out", type=FILE, metavar="OUT.json", help="The file that --export writes.")
@click.option("--import", "taken", type=FILE, metavar="FILE.json", help="Remember a colleague's layout.")
@click.option("--forget", metavar="NAME", help="Let the layout of this name go; `undo` brings it back.")
@common
def profiles(setting: Setting, given: str | None, out: Path | None, taken: Path | None, forget: str | None) -> None:
    """List the layouts that imports remember, give one away, take one in, forget one."""
    from promo_desk.sheets import profiles as layouts

    if sum(each is not None for each in (given, taken, forget)) > 1:
        raise click.UsageError("--export, --import and --forget are told one at a time.")
    if (given is None) != (out is None):
        raise click.UsageError("--export NAME and -o OUT.json go together.")
    with setting.store() as store:
        if given is not None and out is not None:
            layouts.export_profile(store, given, out)
            setting.say("Written: {file}", file=out)
        elif taken is not None:
            setting.say("Remembered: {name}", name=layouts.import_profile(store, taken, setting.language))
        elif forget is not None:
            layouts.forget(store, forget, setting.language)
            setting.say("Forgotten: {name}", name=forget)
        kept = layouts.remembered(store, None)
    if setting.machine or not (given or taken or forget):
        setting.show([_plain(each) for each in kept], lambda: _listed(kept, setting.language))


def _plain(profile: Profile) -> dict[str, object]:
    return {"kind": "import_profile", "id": profile.id, "name": profile.name, "rows": plural_key(profile.kind),
            "columns": dict(profile.columns), "choices": {table: dict(said) for table, said in profile.choices.items()}}


def _listed(kept: Sequence[Profile], language: str) -> str:
    from promo_desk.fields.words import say

    lines = [f"{each.name} · {plural(each.kind, language)} · {', '.join(each.columns)}" for each in kept]
    return "\n".join(lines) or say("No layout is remembered yet.", language)
