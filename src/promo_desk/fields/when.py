"""When: a span of days, as precise as it was said. No day is ever invented.

"September 2017" is kept as 1 to 30 September and printed as a month again; "before 2018" has no first day; 待定 has
neither day and keeps its words.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from promo_desk.fields.spans import Precision, precision


@dataclass(frozen=True, slots=True)
class When:
    """From ``earliest`` to ``latest``, both included; None is an open end. Both None: not known, ``words`` say it.

    With a span, ``words`` are what was said beside it (预计, 暂定). ValueError when the span runs backwards, or when
    there is neither a day nor a word.
    """

    earliest: date | None
    latest: date | None
    words: str = ""

    def __post_init__(self) -> None:
        if self.earliest and self.latest and self.earliest > self.latest:
            raise ValueError(f"{self.earliest} is after {self.latest}")
        if not (self.earliest or self.latest or self.words):
            raise ValueError("a When needs a day or a word")

    @classmethod
    def day(cls, day: date) -> When:
        return cls(day, day)

    @property
    def known(self) -> bool:
        """Whether there is any day at all."""
        return bool(self.earliest or self.latest)

    @property
    def precision(self) -> Precision:
        return precision(self.earliest, self.latest)

    def overlaps(self, other: When) -> bool:
        """Whether both may mean one same day; what is not known overlaps nothing."""
        if not (self.known and other.known):
            return False
        return (self.earliest or date.min) <= (other.latest or date.max) and \
            (other.earliest or date.min) <= (self.latest or date.max)

    def surely_before(self, day: date) -> bool:
        """Whether every day of the span is before that day."""
        return self.latest is not None and self.latest < day

    def surely_after(self, day: date) -> bool:
        """Whether every day of the span is after that day."""
        return self.earliest is not None and self.earliest > day

    def may_be(self, day: date) -> bool:
        """Whether that day lies in the span."""
        return self.known and (self.earliest or date.min) <= day <= (self.latest or date.max)
