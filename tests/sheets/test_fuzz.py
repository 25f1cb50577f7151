"""Some hundreds of workbooks broken at random (``fuzz.py`` runs as many more as one likes): no crash of the desk, no
hang, bounded memory, and every file is a book or one sentence."""

from collections.abc import Iterator
from itertools import islice
from random import Random

import pytest
from fuzz import LIMITS, MUTATIONS, Fuzz, mutant
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from promo_desk.sheets.reader import read_book


@pytest.fixture(scope="module")
def fuzz(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Fuzz]:
    made = Fuzz(tmp_path_factory.mktemp("fuzz"))
    yield made
    made.reader.close()


def test_the_seeds_are_sound(fuzz: Fuzz) -> None:
    for name, content in fuzz.seeds.items():
        path = fuzz.folder / "seed"
        path.write_bytes(content)
        assert read_book(path, LIMITS, isolated=False).sheets[0].rows, name


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation.__name__)
def test_a_mutation_changes_something_and_takes_anything(mutation: object) -> None:
    changed = [mutation(Random(seed), content) != content for seed in range(20)  # type: ignore[operator]  # one of MUTATIONS
               for content in (b"", b"<", b'<a b="1">7</a>')]
    assert any(changed)


def test_three_hundred_mutants_end_as_a_book_or_in_one_sentence(fuzz: Fuzz) -> None:
    for name, content in islice(fuzz.mutants(2017), 300):
        fuzz.run(name, content)
    assert not fuzz.bad
    ends = {ending.partition(": ")[2] for ending in fuzz.counts}
    assert {"book", "fault"} <= ends, "some are still read, some are refused"
    assert fuzz.reader.peak < 2 * LIMITS.memory_bytes >> 20


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_hypothesis_finds_no_other(fuzz: Fuzz, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(fuzz.seeds)))
    content = mutant(Random(data.draw(st.integers(0, 2**32))), fuzz.seeds[name])
    told = fuzz.run(name, content)
    assert told.startswith(("book", "fault", "aborted, then fault")), told


def test_what_the_fuzzer_looks_for_it_finds(fuzz: Fuzz, monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader that falls over is noticed: else the other tests would prove nothing."""
    monkeypatch.setattr(fuzz.reader, "read", lambda _path: "UNFORESEEN KeyError: 'x'")
    monkeypatch.setattr(fuzz, "bad", [])
    fuzz.run("csv", b"a,b")
    assert fuzz.bad == ["csv: UNFORESEEN KeyError: 'x'"]
