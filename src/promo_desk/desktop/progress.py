"""Progress of a task as the rooms below want it told."""

from __future__ import annotations

from collections.abc import Callable

from promo_desk.desktop.tasks import Work


def progress_of(work: Work) -> Callable[[int, int], None]:
    """The work's progress as ``sheets`` wants it told: a cancel is the store's own."""
    def tell(done: int, of: int) -> None:
        if work.cancelled():
            from promo_desk.store import Cancelled

            raise Cancelled
        work.tell(done, of)
    return tell
