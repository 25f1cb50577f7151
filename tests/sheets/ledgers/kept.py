"""Ledgers that LibreOffice saved, kept beside this script: an .xls, an .ods and an .xlsx of its own hand.

``PYTHONPATH=tests/sheets python -m ledgers.kept`` makes them anew; it needs LibreOffice.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from ledgers import projects
from ledgers.truth import Truth, ledger
from ledgers.writers import save

FOLDER = Path(__file__).parent / "saved_by_libreoffice"


def _kept(path: Path) -> None:
    shutil.copyfile(FOLDER / path.name, path)


@ledger("2023签约.xls")
def old_xls(path: Path) -> Truth:
    """Signed agreements in a true .xls, with a hidden row."""
    _kept(path)
    return projects.SIGNED


@ledger("2023签约(改存).xlsx")
def saved_again(path: Path) -> Truth:
    """The same, saved again as .xlsx."""
    _kept(path)
    return projects.SIGNED


@ledger("2023签约.ods")
def saved_as_ods(path: Path) -> Truth:
    """The same, saved as .ods."""
    _kept(path)
    return projects.SIGNED


def _convert(folder: Path, source: Path, kind: str) -> Path:
    profile = (folder / "profile").as_uri()
    subprocess.run(["soffice", "--headless", f"-env:UserInstallation={profile}", "--convert-to", kind, "--outdir",
                    str(folder / kind), str(source)], check=True, stdout=subprocess.DEVNULL)
    return folder / kind / f"{source.stem}.{kind}"


def remake() -> None:
    """Make the kept files anew."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = folder / "2023签约.xlsx"
        save(projects.old_system_book(), source)
        for kind in ("xls", "ods"):
            shutil.copyfile(_convert(folder, source, kind), FOLDER / f"2023签约.{kind}")
        again = _convert(folder, folder / "xls" / "2023签约.xls", "xlsx")
        shutil.copyfile(again, FOLDER / "2023签约(改存).xlsx")


if __name__ == "__main__":
    sys.exit(remake())
