"""The wheel carries the words and the seeded office: installed elsewhere, it opens the demo office by itself."""

import json
import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the programs of a fresh virtual environment that has the wheel. The libraries are those of this
    environment, seen through a path file, so that the test asks no registry."""
    folder = tmp_path_factory.mktemp("elsewhere")
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)], cwd=ROOT, check=True,
                   capture_output=True)
    [wheel] = folder.glob("*.whl")
    venv.create(folder / "venv", with_pip=True)
    programs = folder / "venv" / ("Scripts" if os.name == "nt" else "bin")
    site = output(programs / "python", "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=folder)
    output(programs / "python", "-m", "pip", "install", "--no-deps", "--no-index", str(wheel), cwd=folder)
    libraries = [path for path in sys.path if path.endswith("site-packages")]
    (Path(site.strip()) / "libraries.pth").write_text("\n".join(libraries))
    return programs


def output(program: Path, *words: str, cwd: Path) -> str:
    """What a program prints; it must succeed, without a display and without this checkout on its path."""
    aside = ("PYTHONPATH", "DISPLAY", "WAYLAND_DISPLAY")
    plain = {key: value for key, value in os.environ.items() if key not in aside}
    done = subprocess.run([str(program), *words], cwd=cwd, capture_output=True, text=True, env=plain, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_demo_office_opens_from_the_wheel(installed: Path, tmp_path: Path) -> None:
    where = output(installed / "python", "-c", "import promo_desk; print(promo_desk.__file__)", cwd=tmp_path)
    assert str(installed.parent) in where, "the package must be the wheel's, not the checkout's"

    program = installed / "promo-desk"
    report = json.loads(output(program, "demo", "--output", "office", "--no-window", "--json", cwd=tmp_path))
    made = {path.name for path in (tmp_path / "office").iterdir()}
    assert made >= {"briefing-guangzhou-2017.xlsx", "tenants-pazhou.xlsx", "companies.xlsx"}
    assert len(report["pictures"]) >= 8
    assert all((tmp_path / picture).stat().st_size > 5_000 for picture in report["pictures"])

    for query in ("华为", "huawei", "hw"):
        found = json.loads(output(program, "search", query, "--database", report["database"], "--json", cwd=tmp_path))
        assert "Huawei" in {hit["name"] for hit in found}, query
