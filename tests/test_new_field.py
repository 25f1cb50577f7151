"""A field is added in one line: form, grid, filter, import, export, history and command line show it by themselves.

The line is written into the source of ``records/companies.py`` as it is loaded, in an interpreter of its own.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

LINE = '    annual_output = column(MONEY, "Annual output of the firm")\n'

PROGRAM = r'''
import importlib.machinery, json, sys
from pathlib import Path

LINE, folder = sys.argv[1], Path(sys.argv[2])
plain = importlib.machinery.SourceFileLoader.get_data


def with_line(self, path):
    data = plain(self, path)
    if path.endswith("companies.py"):
        data = data.replace(b"    website = column(WEB)\n", b"    website = column(WEB)\n" + LINE.encode(), 1)
    return data


importlib.machinery.SourceFileLoader.get_data = with_line
importlib.machinery.SourceFileLoader.path_stats = lambda self, path: (_ for _ in ()).throw(OSError)

from datetime import date

from promo_desk.fields.kinds import MONEY
from promo_desk.records import fields_of
from promo_desk.records.layouts import layout
from promo_desk.sheets.ledger import write_ledger
from promo_desk.sheets.plan import Options, make_plan
from promo_desk.sheets.apply import apply
from promo_desk.store import Condition, open_store

seen = {"field": "annual_output" in fields_of("company"),
        "form": any("annual_output" in keys for _, keys in layout("company").groups)}
value = MONEY.parse("61亿元").value
with open_store(str(folder / "office.db"), create=True) as store:
    with store.change("try the field") as change:
        number = change.add("company", {"name": "Huawei", "annual_output": value})
    seen["read"] = store.get("company", number)["annual_output"] == value
    seen["filter"] = list(store.ids("company", where=[Condition("annual_output", "is", value)])) == [number]
    seen["history"] = any((entry.new or {}).get("annual_output") == value for entry in store.history("company", number))
    book = folder / "companies.xlsx"
    write_ledger(store, "company", book, columns=["name", "annual_output"], language="en", today=date(2017, 12, 8))
    import openpyxl
    header = [str(cell.value) for sheet in openpyxl.load_workbook(book) for row in sheet.iter_rows() for cell in row]
    seen["export"] = any("Annual output of the firm" in text for text in header)
    ledger = openpyxl.Workbook()
    for row in (["Company name", "Annual output of the firm"], ["Foxconn", "3,500万"], ["Huawei", "61亿元"]):
        ledger.active.append(row)
    ledger.save(folder / "in.xlsx")
    plan = make_plan(store, folder / "in.xlsx", Options(into="company", language="en"))
    columns = {each["field"] for sheet in plan.to_json()["sheets"] for each in sheet["columns"]}
    seen["import mapping"] = "company.annual_output" in columns
    apply(store, plan)
    [foxconn] = store.ids("company", where=[Condition("name", "is", "Foxconn")])
    seen["import"] = store.get("company", foxconn)["annual_output"] == MONEY.parse("3,500万").value
    from promo_desk.cli.shown import json_value
    seen["json"] = json_value(fields_of("company")["annual_output"], value)["currency"] == "CNY"
    from PySide6.QtWidgets import QApplication
    application = QApplication([])
    from promo_desk.desktop.desk import Desk
    from promo_desk.desktop.editors import editor_for
    from promo_desk.desktop.grid_model import Rows
    desk = Desk(folder, "en", date(2017, 12, 8))
    field = fields_of("company")["annual_output"]
    seen["editor"] = editor_for(field)(desk, field) is not None
    rows = Rows(desk, "company")
    rows.set_keys(["name", "annual_output"])
    seen["grid"] = "Annual output of the firm" in rows.headers
print(json.dumps(seen))
'''


def test_one_line_is_enough(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM, LINE, str(tmp_path)], capture_output=True, text=True,
                          check=False, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"})
    assert done.returncode == 0, done.stderr
    seen = json.loads(done.stdout.splitlines()[-1])
    assert not [place for place, there in seen.items() if not there]
