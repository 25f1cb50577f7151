"""Every sentence the program shows has its Chinese words, and the compiled catalogue is the one of the .po files."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import promo_desk
from promo_desk.fields.folders import resources
from promo_desk.fields.words import LANGUAGES, catalogue, compiled, known, say

PACKAGE = Path(promo_desk.__file__).parent
SAYING = {"say", "Message", "WorldFault", "tr"}
"""The functions whose first literal is shown to a person."""


def spoken() -> Iterator[tuple[str, str]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args and _name(node.func) in SAYING:
                first = getattr(node.args[0], "value", None)
                if isinstance(first, str) and re.search("[A-Za-z]{2}", first):
                    yield f"{path.relative_to(PACKAGE)}:{node.lineno}", first


def _name(function: ast.expr) -> str:
    return getattr(function, "id", "") or getattr(function, "attr", "")


def test_every_sentence_is_translated() -> None:
    missing = [f"{where}: {sentence!r}" for where, sentence in spoken() if not known(sentence, "zh")]
    assert not missing, "\n".join(missing)


def test_the_sentences_are_found_at_all() -> None:
    assert len(list(spoken())) > 100


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_the_compiled_catalogue_is_the_one_of_the_po_files(language: str) -> None:
    stored = (resources() / "words" / f"{language}.mo").read_bytes()
    assert stored == compiled(language), "run: python -m promo_desk.fields.words"


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_translations_name_the_same_values(language: str) -> None:
    words = getattr(catalogue(language), "_catalog", {})
    wrong = [msgid for msgid, text in words.items()
             if msgid and set(re.findall(r"{(\w+)", msgid)) != set(re.findall(r"{(\w+)", text))]
    assert not wrong


def test_a_sentence_is_said_in_both_languages() -> None:
    assert say("Total investment", "en") == "Total investment"
    assert say("Total investment", "zh") == "总投资额"
