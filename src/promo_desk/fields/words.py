"""Words of both languages: gettext catalogues under ``resources/words``, one ``.po`` per room, one compiled ``.mo``.

English is the msgid; Chinese is translated. ``python -m promo_desk.fields.words`` compiles the catalogue after
words were added; a test holds the compiled file to the ``.po`` files.
"""

from __future__ import annotations

import gettext
import io
import locale
import os
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from promo_desk.fields.folders import resources

LANGUAGES = ("en", "zh")
_LANGUAGE_VARIABLES = ("PROMO_DESK_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
_FIXED = datetime(2017, 12, 8, tzinfo=UTC)
"""The compiled file depends on the words alone, not on the day it was compiled."""


@cache
def catalogue(language: str) -> gettext.NullTranslations:
    """The words of a language; English needs no catalogue. An unknown language is an error of ours."""
    if language == "en":
        return gettext.NullTranslations()
    with (resources() / "words" / f"{language}.mo").open("rb") as file:
        return gettext.GNUTranslations(file)


def say(msgid: str, language: str, **values: Any) -> str:
    """The sentence in that language, its ``{placeholders}`` filled."""
    shown = catalogue(language).gettext(msgid) if msgid else ""
    return shown.format(**values) if values else shown


def user_language() -> str:
    """The language of this user's system: Chinese where it is Chinese, else English."""
    told = next((os.environ[name] for name in _LANGUAGE_VARIABLES if os.environ.get(name)), None)
    return "zh" if (told or locale.getlocale()[0] or "").casefold().startswith(("zh", "chinese")) else "en"


def known(msgid: str, language: str) -> bool:
    """Whether the catalogue has a translation (English always has)."""
    return language == "en" or msgid in getattr(catalogue(language), "_catalog", {})


def compiled(language: str) -> bytes:
    """The ``.mo`` made of every ``.po`` of the language. A msgid translated in two ways is refused."""
    from babel.messages.catalog import Catalog
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    whole = Catalog(locale=language, charset="utf-8")
    for path in sorted((resources() / "words" / language).glob("*.po")):
        with path.open("rb") as file:
            for message in read_po(file, locale=language):
                if not message.id or not message.string:
                    continue
                earlier = whole.get(message.id)
                if earlier is not None and earlier.string != message.string:
                    raise ValueError(f"{path.name}: {message.id!r} is translated in two ways: "
                                     f"{earlier.string!r} and {message.string!r}")
                whole.add(message.id, message.string)
    whole.revision_date = whole.creation_date = _FIXED
    buffer = io.BytesIO()
    write_mo(buffer, whole)
    return buffer.getvalue()


def compile_catalogues() -> list[Path]:
    made = []
    for language in LANGUAGES[1:]:
        target = resources() / "words" / f"{language}.mo"
        target.write_bytes(compiled(language))
        made.append(target)
    return made


if __name__ == "__main__":
    for made in compile_catalogues():
        print(made)
