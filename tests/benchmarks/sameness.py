"""How fast 10,000 delivered names are held against 100,000 known ones, and how many respelt ones are found.

    python tests/benchmarks/sameness.py [known] [asked]
"""

from __future__ import annotations

import random
import sys
import time
from collections import Counter

from names import companies, respelt

from promo_desk.store.sameness import Ask, New, Same, SamenessIndex


def main(known: int = 100_000, asked: int = 10_000) -> None:
    names, dice = companies(known), random.Random(3)
    start = time.perf_counter()
    index = SamenessIndex()
    index.add_many((id, [name], None) for id, name in enumerate(names))
    print(f"index of {known} names: {time.perf_counter() - start:.2f} s")

    truth = dice.sample(range(known), asked)
    typed = [respelt(names[id], dice) for id in truth]
    start = time.perf_counter()
    found = index.near_many(typed)
    print(f"near, {asked} names: {time.perf_counter() - start:.2f} s; recall at 5 "
          f"{sum(id in [each.id for each in some] for id, some in zip(truth, found, strict=True)) / asked:.3f}, at 1 "
          f"{sum(bool(some) and some[0].id == id for id, some in zip(truth, found, strict=True)) / asked:.3f}")

    start = time.perf_counter()
    verdicts = [index.verdict(name) for name in typed]
    took = time.perf_counter() - start
    wrong = sum(isinstance(each, Same) and each.id != id for id, each in zip(truth, verdicts, strict=True))
    asked_right = sum(isinstance(each, Ask) and id in [one.id for one in each.candidates]
                      for id, each in zip(truth, verdicts, strict=True))
    print(f"verdicts of respelt names: {took:.2f} s; {dict(Counter(type(each).__name__ for each in verdicts))}; "
          f"same but another firm: {wrong}; asked about the right one: {asked_right}")

    strangers = companies(asked, seed=99)
    others = [name for name in strangers if name not in set(names)]
    verdicts = [index.verdict(name) for name in others]
    print(f"verdicts of {len(others)} strangers: {dict(Counter(type(each).__name__ for each in verdicts))}; "
          f"new: {sum(isinstance(each, New) for each in verdicts) / len(others):.3f}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
