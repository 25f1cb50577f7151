"""The way back: places in the order they were visited."""

from __future__ import annotations

from promo_desk.desktop.desk import Place

LONGEST = 100


class Trail:
    """Back and forward through the places of the window."""

    def __init__(self, start: Place) -> None:
        self._places = [start]
        self._at = 0

    @property
    def place(self) -> Place:
        return self._places[self._at]

    @property
    def can_go_back(self) -> bool:
        return self._at > 0

    @property
    def can_go_forward(self) -> bool:
        return self._at + 1 < len(self._places)

    def go(self, place: Place) -> None:
        """A new place: what lay ahead is forgotten. The same place again is no step."""
        if place == self.place:
            return
        self._places = [*self._places[:self._at + 1], place][-LONGEST:]
        self._at = len(self._places) - 1

    def replace(self, place: Place) -> None:
        """The same step, a little further on."""
        self._places[self._at] = place

    def step(self, by: int) -> bool:
        """Back (-1) or forward (1); False where there is nothing."""
        if not 0 <= self._at + by < len(self._places):
            return False
        self._at += by
        return True
