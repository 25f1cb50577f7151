"""Ledgers of projects: weekly sheets, a bureau's full export, forms of districts, construction, monthly progress."""

# ruff: noqa: E501  # rows of a ledger are read as rows
from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import binary_books as binary
from openpyxl import Workbook

from ledgers.truth import Asked, Truth, credit_code, day, ledger, month, mu, rows, span, unknown, usd, wan, year, yi
from ledgers.writers import bare_xlsx, book_of, fill, save

WEEKLY = ("序号", "项目名称", "投资方", "固定资产投资\n（亿元）", "投资方简介", "项目内容", "需用土地（亩）", "企业联系人", "联系方式", "片区",
          "进度、备注", "产业类型", "研判结果")
_TOP = ("A1:M1", "A2:M2", "A3:M3")


@ledger("驻点招商周报 第20周.xlsx")
def weekly(path: Path) -> Truth:
    """One sheet for each team: merged title, a sentence, a line of facts, notes below; the second counts in 万元, with
    a total; the hidden third sums both up."""
    first = [("临榕市东浦区驻点招商项目信息采集表",), ("本周新增线索3条，在谈项目2个，计划固定资产投资合计9.35亿元。",),
             ("所属片组：第一片组　填报人：陈示例　联系电话：13800138000　填报时间：2024年5月17日",), WEEKLY,
             (1, "沐榕减速器总部", "沐榕传动科技有限公司", 6.5, "精密减速器厂商", "两条装配线", 85, "周示例", "13800138001", "临港片区", "已实地考察两次", "智能装备", "推进"),
             (2, "汀蓝光学膜二期", "汀蓝显示材料股份有限公司", "１．３５", "光学膜厂商", "光学薄膜生产", "约30亩", "林示例", 13900139002, "老城片区", "约谈副总", "新型显示", "持续跟踪"),
             (3, "砚湖抗体基地", "砚湖生物医药有限公司", 1.5, None, "抗体中试", None, "吴示例", "020-38001234", "临港片区", None, "生物医药", None),
             (), ("备注：1.固定资产投资以企业申报为准；",), ("2.研判结果由联席会议填写，各片组不得自行填写。",)]
    second = [("临榕市东浦区驻点招商项目信息采集表",), ("单位：万元",), ("所属片组：第二片组　填报人：何示例　填报时间：2024年5月17日",),
              (*WEEKLY[:3], "固定资产投资", *WEEKLY[4:]),
              (1, "栖霁冷链园", "栖霁食品供应链有限公司", "32,000", None, "冷库与中央厨房", 45, "马示例", "13800138003", "空港片区", "选址中", "现代物流", "推进"),
              (2, "合计算力中心", "合计数据科技有限公司", 9600, "算力服务", "机柜两千个", 66, "白示例", "13800138004", "空港片区", "能评办理", "信息技术", None),
              ("合计", None, None, 41600, None, None, 111)]
    book = book_of(("第一片组", first, _TOP), ("第二片组", second, _TOP),
                   ("汇总", [("片组", "项目数", "固定资产投资（亿元）"), ("第一片组", 3, 9.35), ("第二片组", 2, 4.16)], ()))
    book["汇总"].sheet_state = "hidden"
    save(book, path)
    return Truth(
        kinds={"第一片组": "project", "第二片组": "project"}, left=("汇总",),
        records={
            "project": [
                {"title": "沐榕减速器总部", "company": "沐榕传动科技有限公司", "fixed_investment": yi("6.5"), "land": mu(85),
                 "content": "两条装配线", "zone": "临港片区", "progress": "已实地考察两次", "sector": "智能装备", "judgement": "pursue",
                 "total_investment": None},
                {"title": "汀蓝光学膜二期", "company": "汀蓝显示材料股份有限公司", "fixed_investment": yi("1.35"), "land": mu(30),
                 "zone": "老城片区", "judgement": "observe"},
                {"title": "砚湖抗体基地", "company": "砚湖生物医药有限公司", "fixed_investment": yi("1.5"), "land": None, "judgement": None},
                {"title": "栖霁冷链园", "company": "栖霁食品供应链有限公司", "fixed_investment": wan(32000), "land": mu(45), "zone": "空港片区"},
                {"title": "合计算力中心", "company": "合计数据科技有限公司", "fixed_investment": wan(9600), "land": mu(66)}],
            "company": [
                {"name": "沐榕传动科技有限公司", "business": "精密减速器厂商"}, {"name": "汀蓝显示材料股份有限公司"}, {"name": "砚湖生物医药有限公司"},
                {"name": "栖霁食品供应链有限公司"}, {"name": "合计数据科技有限公司", "business": "算力服务"}],
            "contact": [
                {"name": "周示例", "company": "沐榕传动科技有限公司", "phones": ("+86 138 0013 8001",)},
                {"name": "林示例", "company": "汀蓝显示材料股份有限公司", "phones": ("+86 139 0013 9002",)},
                {"name": "吴示例", "company": "砚湖生物医药有限公司", "phones": ("+86 20 3800 1234",)},
                {"name": "马示例", "company": "栖霁食品供应链有限公司", "phones": ("+86 138 0013 8003",)},
                {"name": "白示例", "company": "合计数据科技有限公司", "phones": ("+86 138 0013 8004",)}]},
        names={"sector": ["智能装备", "新型显示", "生物医药", "现代物流", "信息技术"], "zone": ["临港片区", "老城片区", "空港片区"]},
        out={**rows("第一片组", {9: "note", 10: "note"}), **rows("第二片组", {7: "total"})})


@ledger("投促局项目全量导出.xlsx")
def bureau_export(path: Path) -> Truth:
    """A system's export: inline texts, no styles, no dimension; two header rows, several people in a cell, brackets of
    both widths in one header, two columns for one amount, an area in 亩 or ㎡."""
    head = ("序号", "投资方名称", "投资公司地址", "投资方简介", "投资方是否六类500强、独角兽企业情况", "投资方联系人及电话", "投资项目名称", "项目建设内容",
            "投资来源地归属", "投资类型", "项目归属产业", "用地/房面积（亩、平方米）", "投资额(亿元人民币）", "投资额(万美元）", "是否重大项目", "联系区领导",
            "项目责任单位", "责任人及联系电话", "项目状态", "项目初次洽谈时间", "进展情况", "存在问题", "下一步举措", "项目合同签约时间", "合同类型",
            "项目履约监管单位", "项目合同备案时间", "注册公司名称", "注册公司时间", "注册资金（万元）", "备注")
    groups = ("序号", "基本情况", *[None] * 18, "洽谈签约情况", *[None] * 6, "注册情况", None, None, "备注")
    table = [
        ("项目信息导出（全部）",), groups, head,
        ("1", "沐川机器人股份有限公司", "临榕市东浦区示例路1号", "协作机器人厂商", "中国民营企业500强", "1.周样例—13800138011；\n2.林样例—13900139012；", "沐川协作机器人工厂",
         "年产两万台", "上海市", "内资", "智能装备", "35亩", "12.5", None, "是", "黄示例", "区工信局", "陈样例 13600136013", "签约", "2023年11月", "已签约", None,
         "办理用地", "2024-03-08", "投资协议", "区投促局", "2024-03-20", "沐川（临榕）机器人有限公司", "2024-04-02", "5000", None),
        ("2", "ARCLUMEN HOLDINGS LTD", "1 Example Street, Singapore", None, "否", "Tan Example 0065 6123 4567", "Arclumen 影像设备组装线", "超声设备",
         "新加坡", "外资", "医疗器械", "1,200平方米", None, "3000", "否", None, "区商务局", "何样例 13600136014", "在谈", "2024.2", "方案比选", "进口备件通关慢",
         "安排拜访", None, None, None, None, None, None, None, "保密"),
        ("3", "泊野新能源有限公司", None, None, None, "郑样例 13800138015", "泊野储能电池基地", "储能电池包", "浙江省", "内资", "新能源", "20", "8", None, "是", "黄示例",
         "区工信局", "陈样例 13600136013", "签约", "2023年9月上旬", None, None, None, "2024年1月", "框架协议", "区投促局", None, None, None, None, None)]
    bare_xlsx(path, {"导出": table}, merged={"导出": ("A1:AE1", "A2:A3", "B2:T2", "U2:AA2", "AB2:AD2", "AE2:AE3")})
    return Truth(
        kinds={"导出": "project"},
        records={
            "project": [
                {"title": "沐川协作机器人工厂", "company": "沐川机器人股份有限公司", "total_investment": yi("12.5"), "land": mu(35), "capital": "domestic",
                 "is_major": True, "leader": "黄示例", "lead_unit": "区工信局", "officer": "陈样例", "stage": "signed", "first_contact_on": month(2023, 11),
                 "progress": "已签约", "next_step": "办理用地", "signed_on": day("2024-03-08"), "registered_company": "沐川（临榕）机器人有限公司",
                 "landed_on": day("2024-04-02"), "sector": "智能装备", "content": "年产两万台"},
                {"title": "Arclumen 影像设备组装线", "company": "ARCLUMEN HOLDINGS LTD", "total_investment": usd("30"), "capital": "foreign",
                 "is_major": False, "stage": "talks", "officer": "何样例", "first_contact_on": month(2024, 2), "problems": "进口备件通关慢",
                 "signed_on": None, "registered_company": None, "notes": "保密"},
                {"title": "泊野储能电池基地", "company": "泊野新能源有限公司", "total_investment": yi(8), "land": mu(20), "officer": "陈样例",
                 "first_contact_on": span("2023-09-01", "2023-09-10"), "signed_on": month(2024, 1)}],
            "company": [
                {"name": "沐川机器人股份有限公司", "address": "临榕市东浦区示例路1号", "marks": ("中国民营企业500强",), "origin": "上海市", "founded": None,
                 "registered_capital": None},
                {"name": "ARCLUMEN HOLDINGS LTD", "marks": None, "origin": "新加坡"},
                {"name": "泊野新能源有限公司", "marks": None, "origin": "浙江省"}],
            "contact": [
                {"name": "周样例", "company": "沐川机器人股份有限公司", "phones": ("+86 138 0013 8011",)},
                {"name": "林样例", "company": "沐川机器人股份有限公司", "phones": ("+86 139 0013 9012",)},
                {"name": "Tan Example", "company": "ARCLUMEN HOLDINGS LTD", "phones": ("+65 6123 4567",)},
                {"name": "郑样例", "company": "泊野新能源有限公司", "phones": ("+86 138 0013 8015",)}],
            "agreement": [
                {"project": "沐川协作机器人工厂", "kind": "investment", "signed_on": day("2024-03-08"), "supervising_unit": "区投促局",
                 "filed_on": day("2024-03-20"), "company": "沐川机器人股份有限公司"},
                {"project": "泊野储能电池基地", "kind": "framework", "signed_on": month(2024, 1)}]},
        names={"sector": ["智能装备", "医疗器械", "新能源"], "place": ["上海市", "新加坡", "浙江省"], "officer": ["陈样例", "何样例"]},
        asked=(Asked("project.land", "20", mu(20), ("导出!L6",)),))


@ledger("在谈项目采集表.xlsx")
def in_talks(path: Path) -> Truth:
    """A district's form with 万元 and 亿元 side by side."""
    table = [
        ("项目名称", "纳统项目名称", "纳统计划总投资额(万元)", "项目分类", "内外资", "来源地", "产业类别", "投资主体", "投资主体联系人", "联系电话", "计划投资总额(亿元)",
         "对接时间", "项目简介", "所属片区", "建设性质", "企业性质", "成立日期", "注册资本(亿元)", "是否研判", "区级责任领导人", "区投促局责任人", "电话核实情况"),
        ("云汀算力枢纽", "云汀科技有限公司算力枢纽项目", 30000, "数字经济", "内资", "北京", "信息技术", "云汀科技有限公司", "赵示例", "13800138021", 3.2, datetime(2024, 3, 5),
         "智算中心", "江北片区", "新建", "民营", date(2016, 8, 1), 0.5, "是", "许示例", "钱示例", "已核实"),
        ("霁野医疗影像", None, None, "生物医药", "外资", "德国", "医疗器械", "霁野医疗（德国）有限公司", "Klein Example", "0049 30 901820", 1.25, "2024年4月", "设备组装",
         "江北片区", "扩建", "外资", "2009年", 0.08, "否", "许示例", "孙示例", "未接通"),
        ("澈石新材料", "澈石新材料", 12500, "新材料", "内资", "江苏", "新材料", "澈石材料有限公司", "李示例", "13800138023", "1.25亿", "2024/4/18", "高分子膜", "滨河片区", "新建", "民营",
         "2018-05-21", 0.3, "是", "许示例", "钱示例", "已核实")]
    save(book_of(("在谈", table, ())), path)
    return Truth(
        kinds={"在谈": "project"},
        records={
            "project": [
                {"title": "云汀算力枢纽", "total_investment": yi("3.2"), "capital": "domestic", "company": "云汀科技有限公司", "first_contact_on": day("2024-03-05"),
                 "zone": "江北片区", "kind": "greenfield", "leader": "许示例", "officer": "钱示例", "content": "智算中心"},
                {"title": "霁野医疗影像", "total_investment": yi("1.25"), "capital": "foreign", "first_contact_on": month(2024, 4), "kind": "expansion",
                 "officer": "孙示例"},
                {"title": "澈石新材料", "total_investment": yi("1.25"), "first_contact_on": day("2024-04-18"), "zone": "滨河片区"}],
            "company": [
                {"name": "云汀科技有限公司", "origin": "北京", "founded": day("2016-08-01"), "registered_capital": yi("0.5"), "ownership": "private"},
                {"name": "霁野医疗（德国）有限公司", "origin": "德国", "founded": year(2009), "registered_capital": yi("0.08"), "ownership": "foreign"},
                {"name": "澈石材料有限公司", "origin": "江苏", "founded": day("2018-05-21"), "registered_capital": yi("0.3")}],
            "contact": [
                {"name": "赵示例", "phones": ("+86 138 0013 8021",), "company": "云汀科技有限公司"},
                {"name": "Klein Example", "phones": ("+49 30 901820",), "company": "霁野医疗（德国）有限公司"},
                {"name": "李示例", "phones": ("+86 138 0013 8023",), "company": "澈石材料有限公司"}]},
        names={"sector": ["信息技术", "医疗器械", "新材料"], "place": ["北京", "德国", "江苏"], "zone": ["江北片区", "滨河片区"],
               "officer": ["钱示例", "孙示例"]})


@ledger("市级重点项目申报表.xlsx")
def declaration(path: Path) -> Truth:
    """Key projects declared to the city; a row of numbers under the header, a row for each district's sum."""
    table = [
        ("2024年市级重点项目申报表",), ("填报单位：东浦区发改局", None, None, None, "填报时间：2024.6.3"),
        ("序号", "在线招商项目代码", "项目名称", "所属区县", "所属园区", "投资类型", "计划总投资（内资）（万元）", "计划总投资（外资）（万美元）", "建设内容及规模", "预期产值（万元）",
         "用工（人）", "建设起止年限", "投资主体名称", "统一信用代码", "用地面积（亩）", "使用面积（平方米）", "计划开工时间", "是否统计入库", "累计列统投资（万元）"),
        (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19),
        ("东浦区小计", None, "2个", None, None, None, 213000, None, None, 380000, 920),
        (1, "2404-990100-04-01-000017", "浩屿电驱动总成", "东浦区", "临港汽车园", "内资", "198,000", None, "年产20万套", 350000, 700, "2024-2026", "浩屿汽车零部件有限公司",
         credit_code(101), 210, 86000.5, "2024年9月", "是", 48000),
        (2, "0012", "泊川危废资源化", "东浦区", "循环经济园", "内资", 15000, None, "资源化", 30000, 220, "2025年-2026年", "泊川环保有限公司", credit_code(102), 55, None,
         "2025年一季度", "否", 0),
        ("西堤区小计", None, "1个", None, None, None, None, 4500, None, 90000, 150),
        (3, "2404-990100-04-01-000020", "棠溪海外研发中心", "西堤区", "科创岛", "外资", None, 4500, "研发楼", 90000, 150, "2024-2025", "TANGXI RESEARCH PTE LTD", None, None,
         "12000", "年内", "是", None),
        ("总计", None, "3个", None, None, None, 213000, 4500, None, 470000, 1070),
        ("填报人：陈示例", None, None, "审核人：黄示例")]
    book = book_of(("申报表", table, ("A1:S1",)))
    save(book, path)
    return Truth(
        kinds={"申报表": "project"},
        records={
            "project": [
                {"title": "浩屿电驱动总成", "code_name": "2404-990100-04-01-000017", "district": "东浦区", "zone": "临港汽车园", "capital": "domestic",
                 "total_investment": wan(198000), "foreign_investment": None, "content": "年产20万套", "output_promised": wan(350000), "jobs": 700,
                 "company": "浩屿汽车零部件有限公司", "land": mu(210), "expected_start_on": month(2024, 9), "in_statistics": True, "invested": wan(48000)},
                {"title": "泊川危废资源化", "code_name": "0012", "total_investment": wan(15000), "jobs": 220, "expected_start_on": span("2025-01-01", "2025-03-31"),
                 "in_statistics": False, "invested": wan(0)},
                {"title": "棠溪海外研发中心", "district": "西堤区", "foreign_investment": usd(45), "expected_start_on": year(2024), "jobs": 150}],
            "company": [
                {"name": "浩屿汽车零部件有限公司", "credit_code": credit_code(101)}, {"name": "泊川环保有限公司", "credit_code": credit_code(102)},
                {"name": "TANGXI RESEARCH PTE LTD"}]},
        names={"place": ["东浦区", "西堤区"], "zone": ["临港汽车园", "循环经济园", "科创岛"]},
        out=rows("申报表", {4: "repeated header", 5: "subtotal", 8: "subtotal", 10: "total", 11: "note"}))


@ledger("2024年政府投资项目建设计划.xlsx")
def construction(path: Path) -> Truth:
    """Three header rows, years inside headers, group labels, subtotals; blank rows in between."""
    top = [("2024年政府投资项目建设计划表",), ("单位：万元",),
           ("序号", "项目名称", "建设地址", "主要建设内容及规模", "总投资", "2024年计划", None, "2023年底累计完成投资", "计划开工时间", "业主单位", "推进责任单位"),
           (None, None, None, None, None, "投资", "用地", None, None, None, None),
           (None, None, None, None, None, "计划完成投资", "（亩）", None, None, None, None)]
    table = [*top, ("一、续建项目",),
             (1, "东浦快速路", "东浦区", "全长8公里", 120000, 30000, None, 65000, "2022年3月", "区城投", "区住建局"),
             (2, "老城雨污分流", "西堤区", "管网42公里", 38000.75, 9000, None, 12000.5, "2023年一季度", "区水务公司", "区水务局"),
             (None, "小计", None, None, 158000.75, 39000, None, 77000.5), (), ("二、新建项目",),
             (3, "科创岛人才公寓", "北屿区", "1200套", "56,000", 10000, 42.5, 0, "2024年6月底", "区安居集团", "区住建局"),
             (None, "小计", None, None, 56000, 10000, 42.5, 0), ("合计", None, None, None, 214000.75, 49000, 42.5, 77000.5), (),
             ("说明：本表投资额以批复概算为准。",)]
    save(book_of(("建设计划", table, ("A1:K1", "F3:G3", *[f"{each}3:{each}5" for each in "ABCDEHIJK"]))), path)
    plan = {"metric_zh": "计划投资", "basis": "plan"}
    return Truth(
        kinds={"建设计划": "project"},
        records={
            "project": [
                {"title": "东浦快速路", "company": "区城投", "total_investment": wan(120000), "content": "全长8公里", "expected_start_on": month(2022, 3), "lead_unit": "区住建局", "land": None},
                {"title": "老城雨污分流", "total_investment": wan("38000.75"), "expected_start_on": span("2023-01-01", "2023-03-31")},
                {"title": "科创岛人才公寓", "total_investment": wan(56000), "expected_start_on": span("2024-06-21", "2024-06-30"), "land": mu("42.5")}],
            "indicator": [
                {"subject": "东浦快速路", "period": year(2024), **plan}, {"subject": "老城雨污分流", "period": year(2024), **plan},
                {"subject": "科创岛人才公寓", "period": year(2024), **plan},
                {"subject": "东浦快速路", "period": year(2023), "metric_zh": "累计完成投资"},
                {"subject": "老城雨污分流", "period": year(2023), "metric_zh": "累计完成投资"},
                {"subject": "科创岛人才公寓", "period": year(2023), "metric_zh": "累计完成投资"}]},
        names={"company": ["区城投", "区水务公司", "区安居集团"]},
        out=rows("建设计划", {6: "group", 9: "subtotal", 11: "group", 13: "subtotal", 14: "total", 16: "note"}))


@ledger("重点项目月度进度 2024年5月.xlsx")
def monthly(path: Path) -> Truth:
    """Formulas: some with the value Excel kept, one without; #DIV/0! and #N/A; a header repeated for each page."""
    head = ("序号", "项目名称", "计划总投资（亿元）", "年度计划投资（亿元）", "1-5月完成投资（亿元）", "累计完成投资（亿元）", "投资完成率", "形象进度", "是否开工", "开工时间", "投产时间", "是否入统",
            "存在问题", "责任单位", "责任领导")
    def formula(text: str, kept: str | None) -> tuple[str, str]:
        return "xml", f"<f>{text}</f>" + (f"<v>{kept}</v>" if kept is not None else "")
    table = [
        ("2024年5月重点项目进度表",), head,
        (1, "屿光算力中心", formula("4+5.6", "9.6"), 3, 1.2, formula("0.43+1.2", "1.63"), formula("E3/D3", "0.4"), "主体施工", "是", "2023年10月", "2025年6月", "是", None, "区工信局", "黄示例"),
        (2, "鹭岸研发楼", 0.5, 0.2, 0, 0.05, formula("E4/D4", "0"), "场平", "否", "待定", "待定", "否", "管线迁改", "区科技局", "许示例"),
        (3, "曜辰机加扩产", 2.9, 0, ("error", "#N/A"), 0.88, ("error", "#DIV/0!"), "一号厂房竣工", "是", "2024.2", "年底前", "是", None, "区工信局", "黄示例"),
        head,
        (4, "弦月靶材二期", 5.4, 2, 0.26, formula("F9+1", None), None, "土建", "是", 45352, "2025年", "是", None, "区工信局", "黄示例"),
        ("合计", None, formula("SUM(C3:C7)", "18.4"), 5.2, 1.46, 2.56)]
    bare_xlsx(path, {"5月": table}, merged={"5月": ("A1:O1",)}, dimension="A1:C2")
    return Truth(
        kinds={"5月": "project"},
        records={
            "project": [
                {"title": "屿光算力中心", "total_investment": yi("9.6"), "invested": yi("1.63"), "progress": "主体施工", "started_on": month(2023, 10),
                 "operating_on": month(2025, 6), "in_statistics": True, "lead_unit": "区工信局", "leader": "黄示例"},
                {"title": "鹭岸研发楼", "total_investment": yi("0.5"), "invested": yi("0.05"), "started_on": unknown("待定"), "operating_on": unknown("待定"),
                 "in_statistics": False, "problems": "管线迁改"},
                {"title": "曜辰机加扩产", "total_investment": yi("2.9"), "invested": yi("0.88"), "started_on": month(2024, 2)},
                {"title": "弦月靶材二期", "total_investment": yi("5.4"), "invested": yi("0.7"), "started_on": day("2024-03-01"), "operating_on": year(2025)}],
            "indicator": [
                *({"subject": name, "period": year(2024), "metric_zh": "计划投资"} for name in ("屿光算力中心", "鹭岸研发楼", "曜辰机加扩产", "弦月靶材二期")),
                *({"subject": name, "period": span("2024-01-01", "2024-05-31"), "metric_zh": "完成投资"}
                  for name in ("屿光算力中心", "鹭岸研发楼", "弦月靶材二期"))]},
        out=rows("5月", {6: "repeated header", 8: "total"}),
        asked=(Asked("indicator.value", "#N/A", None, ("5月!E5",), "error"),
               Asked("project.invested", "", "0.7", ("5月!F7",), "error")))


@ledger("线索流转.xlsb")
def leads(path: Path) -> Truth:
    """A binary workbook: leads passed from office to office, months known by their format alone, a hidden row."""
    days = {"云屿遥感中心": 45352.0, "沐汀低空物流": 45383.0}
    table: list[list[bytes]] = [
        [binary.text(each) for each in ("项目名称", "投资方", "总投资额（亿）", "投资来源地", "项目阶段", "对接时间", "跟踪负责人", "引荐人", "赢率", "推进计划")],
        [binary.text("云屿遥感中心"), binary.text("云屿空间科技有限公司"), binary.real(2.35), binary.text("陕西"), binary.text("在谈"), binary.real(days["云屿遥感中心"], 1),
         binary.text("陈示例"), binary.text("省驻京办"), binary.text("60%"), binary.text("赴京拜访")],
        [binary.text("沐汀低空物流"), binary.text("沐汀通航有限公司"), binary.formula(binary.real(0.8)), binary.text("湖南"), binary.text("线索"),
         binary.real(days["沐汀低空物流"], 2), binary.text("陈示例"), binary.blank(), binary.real(0.25, 3), binary.blank()],
        [binary.text("合计"), binary.blank(), binary.real(3.15)]]
    cells = {row: dict(enumerate(found)) for row, found in enumerate(table)}
    binary.binary_book(path.parent, cells, name=path.name, formats=(0, 'yyyy"年"m"月"', 14, 9), hidden_rows=(1,))
    return Truth(
        kinds={"S": "project"},
        records={
            "project": [
                {"title": "云屿遥感中心", "company": "云屿空间科技有限公司", "total_investment": yi("2.35"), "stage": "talks", "first_contact_on": month(2024, 3),
                 "officer": "陈示例", "referrer": "省驻京办", "probability": Decimal(60), "next_step": "赴京拜访"},
                {"title": "沐汀低空物流", "total_investment": yi("0.8"), "stage": "lead", "first_contact_on": day("2024-04-01"), "referrer": None,
                 "probability": Decimal(25)}],
            "company": [{"name": "云屿空间科技有限公司", "origin": "陕西"}, {"name": "沐汀通航有限公司", "origin": "湖南"}]},
        names={"place": ["陕西", "湖南"], "officer": ["陈示例"]}, out={"S!4": "total"})


def old_system_book() -> Workbook:
    """签约项目 as an old system keeps it; saved as .xls by LibreOffice."""
    table = [
        ("临榕市2023年签约项目台账",), ("单位：亿元",),
        ("序号", "项目名称", "签约单位", "协议名称", "协议类型", "签约日期", "协议投资额", "协议用地(亩)", "协议约定开工时间", "承诺产值（万元）", "承诺税收（万元）", "履约监管单位", "备注"),
        (1, "沐桐模具搬迁", "沐桐精密模具有限公司", "沐桐项目投资协议书", "投资协议", (date(2023, 3, 15), "yyyy/m/d"), 1.5, 30, "2023年12月底前", 45000, 1800, "区投促局", None),
        (2, "岚汐海工运维", "岚汐海洋工程股份有限公司", "岚汐战略合作协议", "战略合作协议", (date(2023, 8, 1), 'yyyy"年"m"月"'), 6.8, None, None, None, None, "区投促局", "随团签约"),
        (3, "珂里种业中心", "珂里农业科技有限公司", "珂里租地协议", "租赁合同", "2023.8", "0.4", 80, "2024年一季度", "6,000", None, None, None),
        ("合计", None, None, None, None, None, 8.7, 110, None, 51000, 1800)]
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "2023签约"
    fill(sheet, table, ("A1:M1", "A2:M2"))
    sheet.row_dimensions[5].hidden = True
    return book


SIGNED = Truth(
    kinds={"2023签约": "agreement"},
    records={
        "agreement": [
            {"title": "沐桐项目投资协议书", "project": "沐桐模具搬迁", "company": "沐桐精密模具有限公司", "kind": "investment", "signed_on": day("2023-03-15"), "value": yi("1.5"),
             "supervising_unit": "区投促局"},
            {"title": "岚汐战略合作协议", "project": "岚汐海工运维", "kind": "strategic", "signed_on": month(2023, 8), "value": yi("6.8"), "notes": "随团签约"},
            {"title": "珂里租地协议", "project": "珂里种业中心", "kind": "lease", "signed_on": month(2023, 8), "value": yi("0.4")}],
        "project": [{"title": "沐桐模具搬迁", "company": "沐桐精密模具有限公司"}, {"title": "岚汐海工运维"}, {"title": "珂里种业中心"}],
        "company": [{"name": "沐桐精密模具有限公司"}, {"name": "岚汐海洋工程股份有限公司"}, {"name": "珂里农业科技有限公司"}],
        "commitment": [
            {"agreement": "沐桐项目投资协议书", "by": "company", "kind": "build"}, {"agreement": "珂里租地协议", "by": "company", "kind": "build"},
            {"agreement": "沐桐项目投资协议书", "by": "company", "kind": "output"}, {"agreement": "珂里租地协议", "by": "company", "kind": "output"},
            {"agreement": "沐桐项目投资协议书", "by": "company", "kind": "tax"}]},
    out=rows("2023签约", {7: "total"}))
