"""Pictures of every screen, as ``promo-desk demo`` saves them where there is no display."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QImage

from promo_desk.desktop import pictures
from promo_desk.desktop.pages import PAGES
from promo_desk.store import open_store

from .conftest import seed


def colours(path: Path) -> int:
    """How many colours a picture has, looked at every fourth point."""
    image = QImage(str(path))
    return len({image.pixel(x, y) for x in range(0, image.width(), 4) for y in range(0, image.height(), 4)})


def test_every_screen_is_drawn_light_and_dark(qapp: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "LANGUAGES", ("zh",))
    monkeypatch.setattr(pictures, "SIZE", (1000, 640))
    with open_store(tmp_path / "office.db", create=True) as store:
        seed(store)
    saved = pictures.save_pictures(str(tmp_path / "office.db"), tmp_path / "pictures")
    names = {path.name for path in saved}
    for page in PAGES:
        assert {f"-{page.id}-zh-light.png", f"-{page.id}-zh-dark.png"} <= {name[2:] for name in names}
    assert {"20-record-zh-light.png", "26-palette-zh-dark.png", "27-import-plan-zh-light.png",
            "28-import-cells-zh-dark.png"} <= names
    assert all(colours(path) > 20 for path in saved), "a picture is empty"
    light, dark = (QImage(str(tmp_path / "pictures" / f"01-companies-zh-{scheme}.png")) for scheme in ("light", "dark"))
    assert light.pixelColor(900, 600).lightness() > 200
    assert dark.pixelColor(900, 600).lightness() < 60
