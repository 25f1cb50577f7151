"""Ledgers of companies and people: a district's company ledger, an export with eaten codes, idle land, contacts."""

# ruff: noqa: E501  # rows of a ledger are read as rows
from __future__ import annotations

from datetime import date
from pathlib import Path

from openpyxl.comments import Comment

from ledgers.truth import Asked, Truth, credit_code, day, ledger, many, month, rows, wan, year, yuan
from ledgers.writers import bare_xlsx, book_of, html_table, save, text_file
from promo_desk.fields.kinds import Money
from promo_desk.store import Store


@ledger("企业台账.csv")
def companies(path: Path) -> Truth:
    """A system's csv in GB18030: a tab before each code so that Excel lets it be, amounts with separators, 是/否."""
    table = [
        ("企业名称", "统一社会信用代码", "企业简称", "所属园区", "行业名称", "经营状态", "注册日期", "法定代表人", "注册资本（万元）", "联系人", "联系电话", "企业地址", "员工人数",
         "经营范围", "是否规上", "备注"),
        ("沐桥医疗器械有限公司", "\t" + credit_code(201), "沐桥医疗", "科创岛", "医疗器械", "存续", "2015-06-18", "黄示例", "1,200", "刘示例", "\t13800138031", "临榕市科创岛1号楼0203室",
         "180", "二类医疗器械", "是", None),
        ("棠拾数字文化有限公司", "\t" + credit_code(202).lower(), None, "科创岛", "文化创意", "在业", "2019/2/1", "许示例", "500.5", "许示例", "020-38001299", None, "６０", "动画,游戏",
         "否", "原名棠拾动漫"),
        ("弥桁健康管理有限公司", "\t" + credit_code(203), None, "老城片区", "现代服务", "存续", "2020年3月", None, "300万美元", None, None, None, "1,100", None, "是", None)]
    text_file(path, table, "gb18030")
    return Truth(
        kinds={"企业台账": "company"},
        records={
            "company": [
                {"name": "沐桥医疗器械有限公司", "credit_code": credit_code(201), "short_name": "沐桥医疗", "sector": "医疗器械", "founded": day("2015-06-18"),
                 "legal_representative": "黄示例", "registered_capital": wan(1200), "address": "临榕市科创岛1号楼0203室", "employees": 180, "business": "二类医疗器械"},
                {"name": "棠拾数字文化有限公司", "credit_code": credit_code(202), "founded": day("2019-02-01"), "registered_capital": wan("500.5"), "employees": 60,
                 "business": "动画,游戏"},
                {"name": "弥桁健康管理有限公司", "credit_code": credit_code(203), "founded": month(2020, 3), "registered_capital": Money.of(3_000_000, "USD"),
                 "employees": 1100, "address": None}],
            "contact": [
                {"name": "刘示例", "company": "沐桥医疗器械有限公司", "phones": ("+86 138 0013 8031",)},
                {"name": "许示例", "company": "棠拾数字文化有限公司", "phones": ("+86 20 3800 1299",)}],
            "tenancy": [{"company": "沐桥医疗器械有限公司", "zone": "科创岛"}, {"company": "棠拾数字文化有限公司", "zone": "科创岛"},
                        {"company": "弥桁健康管理有限公司", "zone": "老城片区"}]},
        names={"zone": ["科创岛", "老城片区"], "sector": ["医疗器械", "文化创意", "现代服务"]})


@ledger("规上企业统计表.xlsx")
def eaten_codes(path: Path) -> Truth:
    """Codes that Excel has eaten, numbers stored as text, years in headers; hidden rows and columns, a filter."""
    table = [
        ("东浦区规上企业统计表",), ("单位：万元",),
        ("序号", "企业名称", "统一社会信用代码", "2023年营业收入", "2022年营业收入", "2023年纳税额", "从业人数", "上市情况", "内部编号"),
        (1, "沐舟软件有限公司", credit_code(211), "12,345.67", 10000, 890.12, "320", "科创板", "0007"),
        (2, "禾汐电商有限公司", (9.14401e17, "0.00E+00"), 88000, 79000, "1,204", 145, None, "0012"),
        (3, "青汀包装股份有限公司", "9.19901E+17", 4300, None, 77, 66, None, None),
        (4, "砂屿科技有限公司", f" {credit_code(214)[:8]} {credit_code(214)[8:]} ", 1500, 1400, 20.5, 31, None, None),
        ("总计", None, None, 106145.67, 90400, 2191.62, 562)]
    book = book_of(("规上", table, ("A1:I1",)))
    sheet = book["规上"]
    sheet.row_dimensions[5].hidden = True
    sheet.column_dimensions["I"].hidden = True
    sheet.auto_filter.ref = "A3:I7"
    sheet["B4"].comment = Comment("已核对", "陈示例")
    save(book, path)
    facts = [("沐舟软件有限公司", 2023, "营业收入", "123456700"), ("沐舟软件有限公司", 2022, "营业收入", "100000000"), ("沐舟软件有限公司", 2023, "纳税额", "8901200"),
             ("禾汐电商有限公司", 2023, "营业收入", "880000000"), ("禾汐电商有限公司", 2022, "营业收入", "790000000"), ("禾汐电商有限公司", 2023, "纳税额", "12040000"),
             ("青汀包装股份有限公司", 2023, "营业收入", "43000000"), ("青汀包装股份有限公司", 2023, "纳税额", "770000"),
             ("砂屿科技有限公司", 2023, "营业收入", "15000000"), ("砂屿科技有限公司", 2022, "营业收入", "14000000"), ("砂屿科技有限公司", 2023, "纳税额", "205000")]
    return Truth(
        kinds={"规上": "company"},
        records={
            "company": [
                {"name": "沐舟软件有限公司", "credit_code": credit_code(211), "employees": 320, "listing": "科创板", "revenue": None, "notes": "内部编号: 0007"},
                {"name": "禾汐电商有限公司", "credit_code": None, "employees": 145, "notes": "内部编号: 0012"},
                {"name": "青汀包装股份有限公司", "credit_code": None, "employees": 66},
                {"name": "砂屿科技有限公司", "credit_code": credit_code(214), "employees": 31}],
            "indicator": [{"subject": name, "period": year(when), "metric_zh": what, "value": many(amount, "CNY")} for name, when, what, amount in facts]},
        out=rows("规上", {8: "total"}),
        asked=(Asked("company.credit_code", 9.14401e17, None, ("规上!C5",), "error"),
               Asked("company.credit_code", "9.19901E+17", None, ("规上!C6",), "error")))


@ledger("低效用地台账.xls")
def idle_land(path: Path) -> Truth:
    """An HTML table that calls itself .xls, in GB18030."""
    table = [
        ("企业名称", "开发区名称", "社会统一信用代码", "占地面积（亩）", "坐落", "上年度亩均税收（万元/亩）", "经营状态", "现状用途", "低效类型", "处置方式", "当前状态", "详细进展", "剩余面积（亩）"),
        ("汐桐铸造有限公司", "循环经济园", credit_code(221), "36.5", "示例路8号", "1.2", "停产", "厂房闲置", "停产半停产", "收储", "已签收储协议", "评估中", "12"),
        ("野渡木业有限公司", "循环经济园", credit_code(222), "58.25", "示例路12号", "0.4", "在产", "仓储", "产出低", "改造", "洽谈中", None, "0")]
    html_table(path, table)
    return Truth(
        kinds={"Table 1": "company"},
        records={"company": [{"name": "汐桐铸造有限公司", "credit_code": credit_code(221)}, {"name": "野渡木业有限公司", "credit_code": credit_code(222)}],
                 "tenancy": [{"company": "汐桐铸造有限公司", "zone": "循环经济园"}, {"company": "野渡木业有限公司", "zone": "循环经济园"}]},
        names={"zone": ["循环经济园"]})


@ledger("企业联系人通讯录.xlsx")
def contacts(path: Path) -> Truth:
    """Numbers as numbers and as text, several in a cell, an extension, a landline with its leading zero; cells that say
    nowhere where they stand."""
    table = [
        ("企业联系人通讯录（内部资料）",),
        ("序号", "姓名", "性别", "单位", "部门", "职务", "手机", "办公电话", "微信", "邮箱", "是否主要联系人", "备注"),
        (1, "沈示例", "女", "砚屿光电有限公司", "行政部", "经理", 13800138041, "0755-86001234", "shen_example", "Shen@example.com", "是", None),
        (2, "韩示例", "男", "砚屿光电有限公司", "财务部", "总监", "138 0013 8042", None, None, "han@example.com", "否", "不接受短信"),
        (3, "沈示例", "男", "椿禾种业有限公司", None, "董事长", "13800138043、13900139043", "020-38001234转8012", "13800138043", None, "√", None),
        (4, "Ng Example", None, "棹歌影业（香港）有限公司", None, "Producer", "+852 2123 4567", None, None, "ng@example.hk", "N", None)]
    bare_xlsx(path, {"通讯录": table}, places=False)
    return Truth(
        kinds={"通讯录": "contact"},
        records={
            "contact": [
                {"name": "沈示例", "company": "砚屿光电有限公司", "department": "行政部", "post": "经理", "phones": ("+86 138 0013 8041", "+86 755 8600 1234"),
                 "wechat": "shen_example", "email": "Shen@example.com", "is_main": True},
                {"name": "韩示例", "company": "砚屿光电有限公司", "post": "总监", "phones": ("+86 138 0013 8042",), "is_main": False},
                {"name": "沈示例", "company": "椿禾种业有限公司", "post": "董事长", "wechat": "13800138043", "is_main": True},
                {"name": "Ng Example", "company": "棹歌影业（香港）有限公司", "phones": ("+852 2123 4567",), "is_main": False}]},
        names={"company": ["砚屿光电有限公司", "椿禾种业有限公司", "棹歌影业（香港）有限公司"]})


@ledger("臺商企業名錄.csv")
def traditional(path: Path) -> Truth:
    """Traditional characters in UTF-16 with tabs, no-break blanks, full-width digits and an ideographic blank."""
    table = [
        ("企業名稱", "統一社會信用代碼", "法定代表人", "註冊資本（萬元）", "成立日期", "員工人數", "企業地址"),
        ("\u00a0汀嶼顯示\u00a0科技有限公司", credit_code(231), "黃示例\u3000", "１，２００．５", "２０１５年６月", "３２０", "示例路\u00a01\u00a0號"),
        ("臺榕精密機械股份有限公司", credit_code(232), "林示例", "86000", "2009/10/5", "1,450人", None)]
    text_file(path, table, "utf-16", delimiter="\t")
    return Truth(
        kinds={"臺商企業名錄": "company"},
        records={"company": [
            {"credit_code": credit_code(231), "legal_representative": "黃示例", "registered_capital": wan("1200.5"), "founded": month(2015, 6), "employees": 320},
            {"name": "臺榕精密機械股份有限公司", "credit_code": credit_code(232), "registered_capital": wan(86000), "founded": day("2009-10-05"), "employees": 1450}]})


def _known_firms(store: Store) -> None:
    with store.change("known before") as change:
        change.add_many("company", ("name", "name_zh", "credit_code", "aliases", "employees"), [
            ("汐朗光电有限公司", None, credit_code(241), (), 300), ("Lanyue Robotics", "岚岳机器人有限公司", None, ("岚岳",), 80),
            ("启汐科技有限公司", None, None, (), None), ("启汐科技股份有限公司", None, None, (), None),
            ("槐序文化有限公司", None, credit_code(246), (), 20)])


@ledger("走访企业花名册.xlsx")
def known_firms(path: Path) -> Truth:
    """Firms the office knows: by code under a new name, in traditional characters, by alias, by a short name that two
    have; one twice in the file."""
    table = [
        ("企业名称", "统一社会信用代码", "员工人数", "企业地址"),
        ("汐朗光電有限公司", None, 300, None), ("槐序传媒有限公司", credit_code(246), 25, "示例路6号"), ("岚岳", None, 80, None), ("启汐科技", None, 12, None),
        ("Lanyue Robotics Co., Ltd.", None, 80, None), ("新澜数科有限公司", None, 9, None), ("汐朗光电（临榕）有限公司", credit_code(247), 40, None)]
    save(book_of(("花名册", table, ())), path)
    return Truth(
        kinds={"花名册": "company"}, before=_known_firms, known={"company": 5},
        records={"company": [
            {"name": "汐朗光电有限公司", "employees": 300}, {"name": "槐序传媒有限公司", "former_names": ("槐序文化有限公司",), "employees": 25, "address": "示例路6号"},
            {"name": "Lanyue Robotics", "name_zh": "岚岳机器人有限公司", "aliases": ("岚岳",), "employees": 80}, {"name": "启汐科技有限公司", "employees": 12},
            {"name": "启汐科技股份有限公司", "employees": None}, {"name": "新澜数科有限公司", "employees": 9},
            {"name": "汐朗光电（临榕）有限公司", "credit_code": credit_code(247), "employees": 40}]},
        twice=("花名册!6",),
        asked=(Asked("company.name", "启汐科技", 3, ("花名册!A5",), "record"),))


@ledger("园区招商联系表.ods")
def merged_cells(path: Path) -> Truth:
    """An .ods by a small program; a text in two lines, a million repeated blank rows at its end."""
    from ledgers.writers import ods

    table = [
        (("科创岛招商联系表", 5),), ("企业名称", "联系人及电话", "首次投资年份", "注册资金（万元）", "备注"),
        ("沐禾基因有限公司", "甲示例—13800138051；\n乙示例—13900139051", "2018", 1000, "第一行\n第二行"),
        ("砚溪仪器有限公司", "丙示例 13800138052", "2019年", 250.5, None), ("泊汀数科有限公司", None, date(2021, 3, 8), None, None)]
    ods(path, {"联系表": table})
    return Truth(
        kinds={"联系表": "company"},
        records={
            "company": [
                {"name": "沐禾基因有限公司", "registered_capital": wan(1000), "notes": "第一行\n第二行\n首次投资年份: 2018"}, {"name": "砚溪仪器有限公司", "registered_capital": wan("250.5")},
                {"name": "泊汀数科有限公司", "registered_capital": None}],
            "contact": [
                {"name": "甲示例", "company": "沐禾基因有限公司", "phones": ("+86 138 0013 8051",)}, {"name": "乙示例", "phones": ("+86 139 0013 9051",)},
                {"name": "丙示例", "company": "砚溪仪器有限公司", "phones": ("+86 138 0013 8052",)}]})


@ledger("两张表.xlsx")
def two_tables(path: Path) -> Truth:
    """Firms above, the people of one firm below, with a title of its own; a note beside; blank columns between."""
    table = [
        ("表一 企业清单", None, None, None, None, None, "注：数据截至5月底"), ("企业名称", None, "注册资本（万元）", "员工人数"),
        ("砚桥电子有限公司", None, 800, 55), ("沐野农业有限公司", None, 1200, 18), ("合计", None, 2000, 73), (), (),
        ("表二 联系人清单",), ("姓名", "单位", "职务", "手机"), ("丁示例", "砚桥电子有限公司", "经理", "13800138061"), ("戊示例", "沐野农业有限公司", "场长", "13800138062")]
    save(book_of(("Sheet1", table, ())), path)
    return Truth(
        kinds={"Sheet1": "company", "Sheet1 #2": "contact"},
        records={
            "company": [{"name": "砚桥电子有限公司", "registered_capital": wan(800), "employees": 55}, {"name": "沐野农业有限公司", "employees": 18}],
            "contact": [{"name": "丁示例", "company": "砚桥电子有限公司", "phones": ("+86 138 0013 8061",)}, {"name": "戊示例", "company": "沐野农业有限公司"}]},
        out={"Sheet1!5": "total"})


@ledger("各种日期.tsv")
def dates(path: Path) -> Truth:
    """Dates as people type them, in a tab-separated text without a mark of its encoding; a year of two digits is of the
    century of its column."""
    told = [("2024年5月", month(2024, 5)), ("2024.5", month(2024, 5)), ("2024.05.06", day("2024-05-06")), ("20240506", day("2024-05-06")), ("2024-5", month(2024, 5)),
            ("2024/5/6", day("2024-05-06")), ("二〇二四年五月", month(2024, 5)), ("2024", year(2024)), ("Sept 2017", month(2017, 9)), ("6 May 2024", day("2024-05-06")),
            ("May 6, 2024", day("2024-05-06")), ("2024-05-06 00:00:00", day("2024-05-06")), ("２０２４年５月６日", day("2024-05-06")), ("2024 年 5 月", month(2024, 5)),
            ("2024年5月6日", day("2024-05-06"))]
    table = [("企业名称", "成立日期", "注册资本（元）"), *((f"历{number:02}号样例有限公司", raw, "1000000.01") for number, (raw, _) in enumerate(told, 1)),
             ("历90号样例有限公司", "03/04/2024", "0"), ("历91号样例有限公司", "24年5月", "1000000"), ("历92号样例有限公司", "待定", "-")]
    text_file(path, table, "utf-8", delimiter="\t", line="\n")
    at = len(told) + 2
    return Truth(
        kinds={"各种日期": "company"},
        records={"company": [
            *({"name": f"历{number:02}号样例有限公司", "founded": when, "registered_capital": yuan("1000000.01")} for number, (_, when) in enumerate(told, 1)),
            {"name": "历90号样例有限公司", "founded": day("2024-04-03"), "registered_capital": yuan(0)}, {"name": "历91号样例有限公司", "founded": month(2024, 5)},
            {"name": "历92号样例有限公司", "registered_capital": None}]},
        asked=(Asked("company.founded", "03/04/2024", day("2024-04-03"), (f"各种日期!B{at}",)),))


@ledger("1904 leads.xlsx")
def epoch(path: Path) -> Truth:
    """Saved by a Mac long ago: days count from 1904, and nothing is styled."""
    table = [("企业名称", "注册资本（万元）", "成立日期"), ("沐岭茶业有限公司", 100, 43890), ("砚洲渔业有限公司", 1234567890.12, "2011年")]
    bare_xlsx(path, {"leads": table}, epoch_1904=True, dimension="A1:XFD1048576")
    return Truth(kinds={"leads": "company"}, records={"company": [
        {"name": "沐岭茶业有限公司", "registered_capital": wan(100), "founded": day("2024-03-01")},
        {"name": "砚洲渔业有限公司", "registered_capital": yuan("12345678901200"), "founded": year(2011)}]})


