"""A field added in one line of ``records`` stands in the form and in the grid without a word said to the window."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

PROGRAM = r'''
import importlib.machinery, json, sys
from pathlib import Path

folder = Path(sys.argv[1])
plain = importlib.machinery.SourceFileLoader.get_data


def with_line(self, path):
    data = plain(self, path)
    if path.endswith("companies.py"):
        line = b'    website = column(WEB)\n'
        data = data.replace(line, line + b'    slogan = column(TEXT, "Slogan of the firm")\n', 1)
    return data


importlib.machinery.SourceFileLoader.get_data = with_line
importlib.machinery.SourceFileLoader.path_stats = lambda self, path: (_ for _ in ()).throw(OSError)

from promo_desk.desktop import app
from promo_desk.desktop.desk import Place
from promo_desk.desktop.pictures import settle
from promo_desk.store import open_store

application = app.application()
window = app.make_window(folder, "en")
window.show()
store = open_store(folder / "office.db", create=True)
with store.change("Enter") as change:
    id = change.add("company", {"name": "Huawei", "slogan": "Building a fully connected world"})
window.desk.take_store(store)
window.go(Place("companies", "company", id))
settle(application, window)
grid = window.page.listing.grid
grid.set_keys(["name", "slogan"])
seen = {"grid": grid.rows.cell(0, 1)[1], "header": grid.rows.headers[1]}
window.registry.run("edit")
settle(application, window)
line = window.panel.form.editors["slogan"].line
seen["form"] = line.text()
line.setText("Another")
line.textEdited.emit("Another")
window.registry.run("save")
settle(application, window)
seen["saved"] = store.get("company", id)["slogan"]
window.close()
print(json.dumps(seen))
'''


def test_one_line_is_enough_for_form_and_grid(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM, str(tmp_path)], capture_output=True, text=True, check=False,
                          env={**os.environ, "QT_QPA_PLATFORM": "offscreen"})
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout.splitlines()[-1]) == {
        "grid": "Building a fully connected world", "header": "Slogan of the firm",
        "form": "Building a fully connected world", "saved": "Another"}
