"""Make the sample ledgers of ``data/samples``: ``python tests/make_samples.py``.

They look like what offices send: titles, notes, two header rows, totals, several people in a cell, dates in five ways.
The firms are invented (and the ledgers say so), but for those named in the China Daily article of 8 December 2017
(``data/``), of which nothing is said that the article does not say. Telephone numbers are of ranges kept for examples
or plainly invented. The files come out the same to the byte each time.
"""

# ruff: noqa: E501  # tables of sample rows are read as tables
from __future__ import annotations

import csv
import io
import re
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.worksheet import Worksheet

FOLDER = Path(__file__).resolve().parents[1] / "data" / "samples"
MADE = datetime(2017, 12, 8, 9, 0)
_CODE_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_EDGE = Border(*[Side(style="thin", color="999999")] * 4)
_HEAD = PatternFill("solid", fgColor="DDE6EE")


def credit_code(number: int) -> str:
    """An invented code of the right form, with the right GB 32100 check character."""
    start = f"91440100XY{number:07d}"
    total = sum(_CODE_SIGNS.index(sign) * pow(3, place, 31) for place, sign in enumerate(start))
    return start + _CODE_SIGNS[-total % 31]


def stable(book: Workbook) -> bytes:
    """The workbook's bytes, with fixed times in the zip and in its properties."""
    book.properties.creator = "promo_desk"
    book.properties.created = MADE
    written, steady = io.BytesIO(), io.BytesIO()
    book.save(written)
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(steady, "w", zipfile.ZIP_DEFLATED) as target:
        for info in source.infolist():
            content = source.read(info)
            if info.filename == "docProps/core.xml":
                content = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>2017-12-08T09:00:00Z", content)
            target.writestr(zipfile.ZipInfo(info.filename, MADE.timetuple()[:6]), content, zipfile.ZIP_DEFLATED)
    return steady.getvalue()


def merged(sheet: Worksheet, area: str, text: str, size: int = 11, bold: bool = False) -> None:
    first = sheet[area.partition(":")[0]]
    first.value, first.font = text, Font(size=size, bold=bold)
    first.alignment = Alignment(horizontal="center" if bold else "left", vertical="center", wrap_text=True)
    if ":" in area:
        sheet.merge_cells(area)


def framed(sheet: Worksheet, first: int, last: int, columns: int, header: int) -> None:
    """Borders around every cell of the table, a tint behind its header rows."""
    for row in sheet.iter_rows(first, last, 1, columns):
        for cell in row:
            cell.border = _EDGE
            cell.alignment = Alignment(vertical="center", wrap_text=True)
            if cell.row < first + header:
                cell.fill, cell.font = _HEAD, Font(bold=True)


MONTH, DAY = 'yyyy"年"m"月"', "yyyy/m/d"
SIGNED: list[tuple[Any, ...]] = [
    # firm, code number (0 none, -1 wrong), origin, people, project, content, sector, district, park, stage,
    # total 亿元, fixed 万元, arrived 万元, land 亩, signed, start, jobs, progress, next
    ("华为", 0, None, None, "华为白云区云产业项目", "云数据中心、云产业运营中心、云产业发展平台", None, "白云区", None, "签约",
     None, None, None, None, "2017年9月", None, None, None, None),
    ("富士康", 0, None, None, "Foxconn industry park", None, None, "增城区", None, "开工",
     610, None, None, None, None, None, None, None, None),
    ("广州澜汐智能装备有限公司", 1, "东莞", "1.周晓岚—13800138001；\n2.林启文—13900139002", "澜汐工业机器人总部",
     "减速器与整机装配线两条，研发中心一座", "智能装备", "黄埔区", "知识城", "签约", 12.5, 86000, 9000, 85,
     (date(2017, 9, 1), MONTH), "2018年3月底", 620, "已完成规划方案审查", "协调用地指标"),
    ("岭曜显示材料（广州）有限公司", 2, "台湾", "黄志明 13800138003", "岭曜光学膜二期", "光学级薄膜生产", "新型显示", "增城区", "开发区",
     "开工", 8, 65000, 21000, 120, (date(2017, 3, 15), DAY), "2017年6月", 450, "主体封顶", "办理施工许可变更"),
    ("穗垣生物医药股份有限公司", 3, "上海", "吴婧（副总）13900139004", "穗垣抗体药物基地", "抗体中试与商业化生产", "生物医药", "黄埔区",
     "生物岛", "签约", "15亿元", 98000, None, "６０", "2017年10月", "待定", "３００", "环评已受理", "对接药监部门"),
    ("北辰极数（广州）数据科技有限公司", 4, "北京", "赵一鸣，13800138005", "华南数据标注中心", "数据标注与模型训练", "人工智能", "海珠区",
     "新港园", "投产", 1.2, 6000, 6000, None, "2017.5", "2017年7月", 280, "已运营", "申报高新技术企业"),
    ("广州栖原新能源汽车零部件有限公司", 5, "浙江", "1.郑海—13900139006；\n2.何敏—13800138007", "电驱动总成项目",
     "年产20万套电驱动总成", "汽车", "花都区", "汽车城", "开工", 22, 150000, 48000, 210, (date(2017, 1, 20), DAY), "2017年4月", "1,100",
     "厂房基础施工", "落实用电增容"),
    ("广东驭川物流科技有限公司", 6, "佛山", "冯小川 13800138008", "驭川智慧仓配中心", "自动化立体仓", "现代物流", "白云区", "空港",
     "签约", 5, 32000, 3200, 95, (date(2017, 6, 1), MONTH), "2018年上半年", 350, "土地招拍挂准备中", "确认出让条件"),
    ("广州云岫集成电路设计有限公司", 7, "北京", "孙琪 13900139009", "云岫芯片设计中心", "车规级芯片设计", "集成电路", "黄埔区", "知识城",
     "在谈", "待定", None, None, None, None, "年内", None, "方案比选", "安排赴京拜访"),
    ("珑桥医疗器械（广州）有限公司", 8, "香港", "Lau Ka Ming 13800138010", "影像设备组装线", "中高端超声设备", "医疗器械", "番禺区", None,
     "签约", 3.2, 18000, 1500, "约30亩", "20170815", "2018Q1", 180, "注册已完成", "办理二类证"),
    ("广州拾光数字文化有限公司", -1, "杭州", "许诺 13900139011", "数字内容制作基地", "动画与游戏美术", "文化创意", "天河区", "高新区",
     "投产", 0.6, 2500, 2500, None, "2017年2月", "2017年3月", 160, "已入驻", "兑现租金补贴"),
    ("合计科技（广州）有限公司", 9, "深圳", "罗文 13800138012", "财税机器人项目", "财税软件研发", "软件", "天河区", "智慧城", "签约", 0.8,
     3000, 800, None, (date(2017, 11, 3), DAY), "2017年12月", 90, "装修中", "协助招聘"),
    ("广州青禾冷链食品有限公司", 10, "山东", "马超 13900139013", "青禾中央厨房", "预制菜与冷链", "食品", "南沙区", "保税港", "签约", 2.4,
     15000, 0, 45, "2017/7/28", "2018年3月底", 400, None, "核实环保要求"),
    ("广州恒砺精密模具有限公司", 11, "东莞", "谭伟 13800138014", "恒砺模具搬迁", "精密模具", "智能装备", "从化区", None, "流失", 1.5, 9000, None,
     30, None, None, 150, "企业决定落户外市", None),
    ("广州蓝屿海洋工程有限公司", 12, "天津", "高远 13900139015", "海工装备运维基地", "海上风电运维", "海洋", "南沙区", "龙穴岛", "签约", 6.8,
     42000, 5000, 150, (date(2017, 8, 1), MONTH), "2018年", 260, "用海论证", "报送用海预审"),
]
EXPANSIONS: list[tuple[Any, ...]] = [
    ("广州朗梭光电有限公司", 13, "广州", "蔡蕾 13800138016", "朗梭三期扩产", "车载显示模组", "新型显示", "黄埔区", "开发区", "开工", 4.5, 36000,
     12000, None, (date(2017, 4, 11), DAY), "2017年9月", 300, "设备进场", "跟进设备补贴"),
    ("广州麦渡生物科技有限公司", 14, "广州", "沈珂 13900139017", "麦渡试剂扩产", "体外诊断试剂", "生物医药", "黄埔区", "科学城", "投产", 0.9,
     5200, 5200, None, "2017年1月", "2017年2月", 120, "达产七成", None),
    ("广州屿光云计算有限公司", 15, "广州", "1.贺然—13800138018；\n2.白露—13900139019", "屿光算力中心二期", "算力服务", "信息技术", "增城区",
     None, "签约", 9.6, "72,000", 4300, 66, (date(2017, 10, 1), MONTH), "2018年一季度", 80, "能评办理", "协调用能指标"),
    ("广州木棉智造家居有限公司", 16, "广州", "邓柯 13800138020", "柔性生产线改造", "定制家居", "智能装备", "花都区", None, "投产", 1.1, 8000, 8000,
     None, "2017.3", "2017年3月", 210, "已竣工", "申报技改奖励"),
    ("广州鹭湾食品配料有限公司", 17, "广州", "潘越 13900139021", "鹭湾研发楼", "食品配料研发", "食品", "番禺区", None, "在谈", 0.5, 3000, None, 12,
     None, None, 60, "选址中", "提供三处载体"),
    ("广州星泊停车设备有限公司", 18, "广州", "魏晴 13800138022", "立体停车设备扩能", "停车设备", "智能装备", "白云区", None, "签约", 0.7, 5600, 700,
     18, "2017年11月", "2018年3月", 130, "备案完成", None),
    ("广州南橙跨境电商有限公司", 19, "广州", "苏禾 13900139023", "南橙保税仓扩建", "跨境电商仓储", "跨境电商", "南沙区", "保税港", "开工", 1.8,
     11000, 6000, 40, (date(2017, 5, 18), DAY), "2017年8月", 240, "钢结构安装", "协调查验场地"),
    ("广州栖原新能源汽车零部件有限公司", 5, "浙江", "郑海 13900139006", "电控研发中心", "电控系统研发", "汽车", "花都区", "汽车城", "在谈", 2,
     9000, None, None, None, "待定", 100, "需求沟通", "邀请实地考察"),
    ("广州霁川环保科技有限公司", 20, "广州", "方舟 13800138024", "危废处置扩能", "危废资源化", "环保", "从化区", None, "停滞", 3, 21000, 0, 55,
     "2016年12月", "待定", 140, "环评未通过", "专题会研究"),
    ("广州弦月半导体材料有限公司", 21, "广州", "姜黎 13900139025", "弦月靶材二期", "溅射靶材", "集成电路", "黄埔区", "知识城", "签约", 5.4, 40000,
     2600, 50, (date(2017, 12, 1), MONTH), "2018年6月", 220, "签约会已举行", "办理用地"),
    ("广州溪谷软件有限公司", 22, "广州", "秦岚 13800138026", "溪谷总部租赁扩面", "工业软件", "软件", "天河区", "智慧城", "投产", 0.3, 1200, 1200,
     None, "2017年6月", "2017年6月", 110, "已入驻", None),
    ("广州禾曦农业科技有限公司", 23, "广州", "范一帆 13900139027", "禾曦种业中心", "种业研发", "农业", "从化区", None, "签约", 0.4, 2600, 300, 80,
     "2017年8月", "2018年2月", 40, "租地协议已签", "落实水电"),
    ("广州曜辰航空零件有限公司", 24, "广州", "石磊 13800138028", "曜辰机加扩产", "航空零件", "智能装备", "白云区", "空港", "开工", 2.9, 19000, 8800,
     35, (date(2017, 2, 24), DAY), "2017年5月", 190, "一号厂房竣工", "二号厂房报建"),
    ("广州弥生健康管理有限公司", 25, "日本", "Sato 13900139029", "弥生康养中心增资", "康养服务", "现代服务", "越秀区", None, "签约", 0.9, "5,900万",
     1000, None, "2017年9月", "2018年一季度", 150, "消防整改", None),
]
WIDTHS = (6, 30, 22, 9, 26, 22, 28, 11, 9, 9, 8, 12, 14, 14, 10, 13, 14, 9, 20, 18)
GROUPS = (("A", "A", ("序号",)), ("B", "E", ("投资方", "企业名称", "统一社会信用代码", "来源地", "联系人及电话")),
          ("F", "K", ("项目", "项目名称", "项目内容", "所属行业", "区", "园区", "阶段")),
          ("L", "N", ("投资", "总投资额(亿元)", "固定资产投资(万元)", "已到位资金(万元)")), ("O", "O", ("用地（亩）",)),
          ("P", "P", ("签约日期",)), ("Q", "Q", ("预计开工",)), ("R", "R", ("用工\n（人）",)), ("S", "S", ("进展",)),
          ("T", "T", ("下一步",)))


def signed_projects() -> Workbook:
    """签约项目台账: two header rows, a subtotal, a label, a total, notes below, one hidden row."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "签约项目"
    merged(sheet, "A1:T1", "广州市2017年签约项目台账", 18, bold=True)
    merged(sheet, "A2:T2", "所属片组：第一片组    填报人：陈示例    联系电话：13800138000    填报时间：2017年12月8日")
    merged(sheet, "A3:T3", "单位：亿元（另有注明者除外）")
    for first, last, texts in GROUPS:
        merged(sheet, f"{first}4:{last}{5 if first == last else 4}", texts[0], bold=True)
        for offset, leaf in enumerate(texts[1:]):
            sheet.cell(5, ord(first) - 64 + offset, leaf)
    end = _fill_projects(sheet)
    framed(sheet, 4, end, 20, 2)
    for row, note in enumerate(("备注：1.总投资额按协议数填报，增资扩产按增资额填报。", "2.已到位资金截至2017年11月底。",
                                "3.本表为示例：除华为、富士康两行摘自公开报道外，企业、人员、号码均为虚构。"), end + 1):
        merged(sheet, f"A{row}:T{row}", note)
    for letter, width in zip("ABCDEFGHIJKLMNOPQRST", WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "C6"
    return book


def _fill_projects(sheet: Worksheet) -> int:
    row = 6
    for number, project in enumerate(SIGNED, 1):
        _project_row(sheet, row, number, project)
        row += 1
    sheet.row_dimensions[6 + 13].hidden = True
    _sum_row(sheet, row, "小计", SIGNED)
    merged(sheet, f"A{row + 1}:T{row + 1}", "二、增资扩产项目")
    row += 2
    for number, project in enumerate(EXPANSIONS, len(SIGNED) + 1):
        _project_row(sheet, row, number, project)
        row += 1
    _sum_row(sheet, row, "合  计", SIGNED + EXPANSIONS)
    return row


def _project_row(sheet: Worksheet, row: int, number: int, project: tuple[Any, ...]) -> None:
    firm, code, *rest = project
    shown = {0: None, -1: credit_code(99)[:-1] + "A"}.get(code) or (credit_code(code) if code > 0 else None)
    for column, value in enumerate((number, firm, shown, *rest), 1):
        cell = sheet.cell(row, column)
        if isinstance(value, tuple):
            cell.value, cell.number_format = value
        else:
            cell.value = value


def _sum_row(sheet: Worksheet, row: int, word: str, projects: list[tuple[Any, ...]]) -> None:
    sheet.cell(row, 2, word)
    for column, place in ((12, 10), (13, 11), (14, 12)):
        sheet.cell(row, column, round(sum(each[place] for each in projects if isinstance(each[place], int | float)), 4))


LEADS: list[tuple[Any, ...]] = [
    ("L-001", date(2017, 1, 9), "Norrvik Marine AB", "Sweden", "Marine equipment", "Project Kestrel", 18, 120, 2.5,
     "Elin Sand", "Head of Expansion", "+46 8 465 004 01", "elin.sand@norrvik.example", "Talks", "Li Wen",
     "Send site list", date(2018, 1, 15)),
    ("L-002", date(2017, 1, 23), "Harrow & Pike Bioscience Ltd", "United Kingdom", "Biomedicine", "Project Linnet",
     42, 260, 4, "Oliver Pike", "CEO", "+44 20 7946 0101", "o.pike@harrowpike.example", "Qualified", "Li Wen",
     "Arrange lab visit", date(2018, 1, 10)),
    ("L-003", "2017-02-06", "Castellane Optics SAS", "France", "Displays", "Project Wren", 9.5, 75, 1.2, "Marie Aubert",
     "VP Asia", "+33 1 99 00 01 01", "m.aubert@castellane.example", "Lead", "Zhao Min", "Call back", "end of March"),
    ("L-004", date(2017, 2, 20), "Brightwater Robotics Inc.", "United States", "Robotics", "Project Otter", 65, 410, 8,
     "Dana Cole", "Site selection", "+1 212 555 0104", "dcole@brightwater.example", "Talks", "Zhao Min",
     "Utility quotes", date(2018, 2, 1)),
    ("L-005", "03/04/2017", "Kurohana Precision K.K.", "Japan", "Auto parts", "Project Heron", 30, 220, 3,
     "Sato Kenji", "Director", "+81 3 0000 0105", "sato@kurohana.example", "Signed", "Li Wen", "Land contract",
     date(2017, 12, 20)),
    ("L-006", date(2017, 4, 18), "Saltmarsh Foods Pty Ltd", "Australia", "Food", "Project Plover", "TBD", 90, None,
     "Jo Hale", "COO", "+61 2 5550 0106", "jo.hale@saltmarsh.example", "Lead", "Chen Yu", "Qualify", None),
    ("L-007", date(2017, 5, 2), "Bergholt Energie GmbH", "Germany", "New energy", "Project Crane", 120, 530, "12 ha",
     "Karl Voss", "CFO", "+49 30 23125 107", "voss@bergholt.example", "Talks", "Chen Yu", "Grid study",
     date(2018, 3, 30)),
    ("L-008", "15 May 2017", "Verano Textiles SA", "Spain", "Textiles", "Project Lark", "12.5", 60, 0.8,
     "Ana Rius", "Owner", "+34 919 00 01 08", "ana@verano.example", "Lost", "Zhao Min", None, None),
    ("L-009", date(2017, 6, 12), "Tanjong Cloud Pte Ltd", "Singapore", "Data centres", "Project Ibis", 85, 45, 3.5,
     "Tan Wei", "Head of APAC", "+65 6123 0109", "tan.wei@tanjongcloud.example", "Qualified", "Li Wen",
     "Power allocation", date(2018, 1, 31)),
    ("L-010", date(2017, 6, 26), "Han River Semiconductors", "Korea", "Integrated circuits", "Project Swift", 210, 640,
     10, "Park Jiho", "Strategy", "+82 2 0000 0110", "jiho@hanriver.example", "Talks", "Li Wen", "Tax briefing",
     "2018-02-15"),
    ("L-011", "2017/7/10", "Maple Ridge Diagnostics", "Canada", "Medical devices", "Project Finch", 14, 110, 1,
     "Rob Tran", "Operations", "+1 416 555 0111", "rtran@mapleridge.example", "Qualified", "Chen Yu", "Clinic visits",
     date(2018, 1, 22)),
    ("L-012", date(2017, 8, 7), "Oudekerk Logistics BV", "Netherlands", "Logistics", "Project Egret", 25, 180, 6,
     "Joris Kuiper", "MD", "+31 20 000 0112", "joris@oudekerk.example", "Talks", "Chen Yu", "Bonded zone tour",
     date(2018, 1, 8)),
    ("L-013", date(2017, 9, 4), "Alta Brenta S.p.A.", "Italy", "Food machinery", "Project Siskin", 7.5, 55, 0.6,
     "Luca Berti", "Export", "+39 06 0000 0113", "berti@altabrenta.example", "Lead", "Zhao Min", "First meeting", None),
    ("L-014", date(2017, 9, 25), "Corvid Games Ltd", "United Kingdom", "Digital content", "Project Jay", 3, 150, None,
     "Priya Nair", "Studio head", "+44 20 7946 0114", "priya@corvid.example", "Landed", "Li Wen", "Grant claim",
     date(2018, 2, 28)),
    ("L-015", date(2017, 10, 16), "Sierra Clara Solar", "Mexico", "New energy", "Project Tern", "TBC", "TBD", 15,
     "Inés Mora", "Founder", "+52 55 0000 0115", "ines@sierraclara.example", "Lead", "Chen Yu", "Check credit",
     "Q1 2018"),
    ("L-016", date(2017, 11, 20), "Brightwater Robotics, Inc", "United States", "Robotics", "Project Otter II", 20, 95,
     None, "Dana Cole", "Site selection", "+1 212 555 0104", "dcole@brightwater.example", "Lead", "Zhao Min",
     "Merge with L-004?", date(2018, 1, 12)),
]
LEAD_HEADERS = ("Enquiry ID", "Date received", "Company", "HQ country", "Sector", "Project name", "Capex (USD m)",
                "Jobs new", "Site need (ha)", "Contact", "Title", "Phone", "E-mail", "Stage", "Account manager",
                "Next action", "Due date")


def inbound_leads() -> Workbook:
    """An English list: title, unit note, one header row, real and typed dates, a total."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Leads 2017"
    sheet["A1"], sheet["A1"].font = "Inbound leads 2017", Font(size=16, bold=True)
    sheet["A2"] = "Prepared by: Example Office    As of: 8 December 2017    (invented firms, for demonstration)"
    sheet.append(LEAD_HEADERS)
    for lead in LEADS:
        sheet.append(lead)
        for cell in sheet[sheet.max_row]:
            if isinstance(cell.value, date):
                cell.number_format = "dd mmm yyyy"
    totals = [sum(lead[place] for lead in LEADS if isinstance(lead[place], int | float)) for place in (6, 7)]
    sheet.append(("Total", None, None, None, None, None, *totals))
    framed(sheet, 3, sheet.max_row, len(LEAD_HEADERS), 1)
    sheet.append(())
    sheet.append(("Note: amounts as the companies stated them.",))
    for index in range(len(LEAD_HEADERS)):
        sheet.column_dimensions["ABCDEFGHIJKLMNOPQ"[index]].width = 18
    sheet.freeze_panes = "D4"
    return book


TENANTS: list[tuple[Any, ...]] = [
    ("广州叠云网络科技有限公司", (date(2015, 6, 1), MONTH), "A1栋/12层/1201", 1860, 95, date(2018, 5, 31), "企业协同软件", "在营"),
    ("广州橘猫互动娱乐有限公司", (date(2015, 9, 1), MONTH), "A1栋/15层/1501-1503", 2400, 98, date(2018, 8, 31), "手机游戏", "在营"),
    ("广州知渡教育科技有限公司", "2016年3月", "A2栋/8层/801", "1,150", 90, "2019年2月底", "在线教育", "在营"),
    ("北辰极数（广州）数据科技有限公司", "2017.7", "B1栋/5层/501", 980, 88, date(2020, 6, 30), "数据标注", "在营"),
    ("广州微澜支付技术有限公司", (date(2016, 11, 15), DAY), "B1栋/9层/901", 760, 92, date(2017, 12, 31), "支付技术", "在营"),
    ("广州纸鸢短视频有限公司", "2017年1月", "B1栋/10层/1001", 640, 85, "2019年12月31日", "短视频", "在营"),
    ("广州远汀供应链科技有限公司", "2016/5/1", "B2栋/3层/301-302", 1320, 80, date(2019, 4, 30), "供应链软件", "在营"),
    ("广州合页设计有限公司", "2017年10月", "B2栋/6层/605", 210, 78, "待定", "工业设计", "装修"),
    ("广州默言人工智能有限公司", "2017年11月", "C1栋/2层/201", "５６０", 82, date(2020, 10, 31), "语音识别", "待入园"),
]


def zone_tenants() -> Workbook:
    """新港示范园入驻企业名单: a whole list as of a date; what is not known stays empty."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "入驻企业"
    merged(sheet, "A1:I1", "海珠新港数字示范园入驻企业名单", 16, bold=True)
    merged(sheet, "A2:I2", "截至日期：2017年12月8日    填报人：陈示例")
    headers = ("序号", "企业名称", "入驻时间", "楼栋/楼层/房号", "租赁面积(㎡)", "租金(元/㎡/月)", "租赁结束时间", "主营业务", "状态")
    sheet.append(headers)
    for number, tenant in enumerate(TENANTS, 1):
        sheet.append((number,))
        for column, value in enumerate(tenant, 2):
            cell = sheet.cell(3 + number, column)
            cell.value = value[0] if isinstance(value, tuple) else value
            cell.number_format = value[1] if isinstance(value, tuple) else (DAY if isinstance(value, date) else "General")
    sheet.append((None, "合计", None, None, sum(each[3] for each in TENANTS if isinstance(each[3], int))))
    framed(sheet, 3, sheet.max_row, len(headers), 1)
    sheet.append(("备注：本表为示例，园区与企业均为虚构。",))
    for letter, width in zip("ABCDEFGHI", (6, 34, 14, 22, 13, 15, 16, 16, 9), strict=True):
        sheet.column_dimensions[letter].width = width
    return book


VISITS = (
    ("走访时间", "走访企业", "走访方式", "参加人员", "联系领导", "走访内容", "问题类别", "办理状态", "办结时限"),
    ("2017年9月12日", "广州澜汐智能装备有限公司", "实地走访", "李文、赵敏", "陈示例", "察看装配线选址，企业希望年内交地", "用地保障类", "办理中",
     "2017年12月底"),
    ("2017-10-09", "北辰极数（广州）数据科技有限公司", "实地走访", "赵敏", "", "企业扩招，反映人才公寓不足", "人才需求类", "已转交", "2017/12/20"),
    ("2017.10.20", "珑桥医疗器械（广州）有限公司", "电话沟通", "李文", "", "询问二类证办理时限", "证照办理类", "已办结", ""),
    ("20171102", "广州栖原新能源汽车零部件有限公司", "实地走访", "陈宇、李文", "陈示例", "1.用电增容；\n2.周边道路\"断头\"需打通", "基础设施类", "办理中",
     "2018年3月底"),
    ("2017年11月15日", "广州霁川环保科技有限公司", "座谈", "陈宇", "", "环评未通过，研究替代方案", "其他", "收集", "待定"),
    ("2017年11月23日", "广州微澜支付技术有限公司", "电话沟通", "赵敏", "", "租约年底到期, 拟续租并扩面200㎡", "载体需求类", "已转交", "2017年12月15日"),
    ("11月30日", "广州青禾冷链食品有限公司", "实地走访", "李文", "陈示例", "核实冷库环保要求；意向追加投资0.6亿元", "环保类", "办理中", "年内"),
)


def visits() -> bytes:
    """走访记录.csv as an old system writes it: GB18030, CRLF, a line break inside a field."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows(VISITS)
    return text.getvalue().encode("gb18030")


def make(folder: Path = FOLDER) -> list[Path]:
    """Write the samples; returns their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    contents = {"签约项目台账.xlsx": stable(signed_projects()), "inbound-leads.xlsx": stable(inbound_leads()),
                "新港示范园入驻企业名单.xlsx": stable(zone_tenants()), "走访记录.csv": visits()}
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    return [folder / name for name in contents]


if __name__ == "__main__":
    for made in make():
        print(made, made.stat().st_size)
