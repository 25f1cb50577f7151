"""Ledgers of zones, of money paid out, and of visits."""

# ruff: noqa: E501  # rows of a ledger are read as rows
from __future__ import annotations

from datetime import date
from pathlib import Path

from ledgers.truth import Asked, Truth, credit_code, day, ledger, m2, many, month, rows, span, unknown, wan, yuan
from ledgers.writers import book_of, locked, save, text_file


@ledger("汀洲科技园入驻企业名单.xlsx")
def tenants(path: Path) -> Truth:
    """A full list of one zone's tenants: the building merged over its rows, floors, rents, leases, a side note, a
    vacancy line, who signs."""
    table = [
        ("汀洲科技园入驻企业名单",), ("单位：平方米、元/平方米·月", None, None, None, "截至2024年5月31日"),
        ("序号", "企业名称", "入园时间", "楼栋", "房号", "租赁面积（㎡）", "租金（元/㎡/月）", "合同编号", "租赁开始时间", "租赁结束时间", "主营产品", None, "说明"),
        (1, "沐澜检测有限公司", "2021年3月", "A栋", "0301", "1,250.5", 45, "TZ-2021-003", date(2021, 3, 1), date(2026, 2, 28), "检测服务", None, "A栋电梯维修中"),
        (2, "棠汀软件有限公司", "2022.7", None, "0402-0405", 860, "42.5", "0017", "2022-07-01", "2025-06-30", "工业软件"),
        (3, "砚屿光学有限公司", date(2020, 11, 16), "B栋", "1-2层", 3200, "38元/㎡/月", "TZ-2020-011", "2020/11/16", "2025/11/15", "镜头模组"),
        (4, "槐汐文创有限公司", "2023年下半年", None, "501", 300, None, None, None, "长期", None),
        ("合计", None, None, None, None, 5610.5), ("空置", None, None, None, None, 2400),
        ("填表人：陈示例", None, None, None, "审核：黄示例", None, None, None, "填表日期：2024年6月1日")]
    save(book_of(("入驻企业", table, ("A1:K1", "D4:D5", "D6:D7"))), path)
    return Truth(
        kinds={"入驻企业": "tenancy"},
        records={
            "tenancy": [
                {"company": "沐澜检测有限公司", "zone": "汀洲科技园", "from": month(2021, 3), "building": "A栋", "unit": "0301", "floor_area": m2("1250.5"),
                 "rent": many(45, "CNY/m2/month"), "lease_number": "TZ-2021-003", "lease_from": day("2021-03-01"), "lease_ends": day("2026-02-28"), "activity": "检测服务"},
                {"company": "棠汀软件有限公司", "from": month(2022, 7), "building": "A栋", "unit": "0402-0405", "floor_area": m2(860),
                 "rent": many("42.5", "CNY/m2/month"), "lease_number": "0017", "lease_from": day("2022-07-01"), "lease_ends": day("2025-06-30")},
                {"company": "砚屿光学有限公司", "from": day("2020-11-16"), "building": "B栋", "unit": "1-2层", "floor_area": m2(3200), "rent": many(38, "CNY/m2/month"),
                 "lease_ends": day("2025-11-15")},
                {"company": "槐汐文创有限公司", "from": span("2023-07-01", "2023-12-31"), "building": "B栋", "unit": "501", "floor_area": m2(300), "rent": None,
                 "lease_number": None, "lease_ends": unknown("长期")}],
            "building": [{"name": "A栋", "zone": "汀洲科技园"}, {"name": "B栋", "zone": "汀洲科技园"}]},
        names={"zone": ["汀洲科技园"], "company": ["沐澜检测有限公司", "棠汀软件有限公司", "砚屿光学有限公司", "槐汐文创有限公司"]},
        out=rows("入驻企业", {8: "total", 9: "note", 10: "note"}))


@ledger("园区季度报表 2024Q1.xlsx")
def quarterly(path: Path) -> Truth:
    """Each zone's figures of a quarter; the firms are counted, not named."""
    table = [
        ("2024年一季度园区运行情况表",),
        ("园区名称", "运营主体", "当前入驻企业（家）", "入驻企业总人数（人）", "园区已租面积（平方米）", "园区剩余可租面积（平方米）", "规模以上企业（家）", "亩均税收（万元/亩）", "绩效分档"),
        ("汀洲科技园", "汀洲园区运营有限公司", 62, 1840, 48000, "2,400", 7, 32.5, "A"), ("砚湖创新谷", "区科创集团", 35, 960, 21500.5, 6800, 3, 18.2, "B"),
        ("合计", None, 97, 2800, 69500.5, 9200, 10)]
    save(book_of(("一季度", table, ("A1:I1",))), path)
    quarter = span("2024-01-01", "2024-03-31")
    told = [("汀洲科技园", "入驻企业数", 62, "companies"), ("汀洲科技园", "入驻企业总人数", 1840, "people"), ("汀洲科技园", "已租面积", 48000, "m2"),
            ("汀洲科技园", "规模以上企业数", 7, "companies"), ("汀洲科技园", "亩均税收", "325000", "CNY/mu"), ("砚湖创新谷", "入驻企业数", 35, "companies"),
            ("砚湖创新谷", "入驻企业总人数", 960, "people"), ("砚湖创新谷", "已租面积", "21500.5", "m2"), ("砚湖创新谷", "规模以上企业数", 3, "companies"),
            ("砚湖创新谷", "亩均税收", "182000", "CNY/mu")]
    return Truth(
        kinds={"一季度": "zone"},
        records={
            "zone": [{"name": "汀洲科技园", "operator": "汀洲园区运营有限公司", "vacant_area": m2(2400)}, {"name": "砚湖创新谷", "vacant_area": m2(6800)}],
            "indicator": [{"subject": zone, "metric_zh": metric, "value": many(amount, unit), "period": quarter} for zone, metric, amount, unit in told]},
        out=rows("一季度", {5: "total"}))


@ledger("政策兑现台账.xlsx")
def incentives(path: Path) -> Truth:
    """Year, batch, firm, amount; the policy stands once for several rows; a subtotal for each batch; a password."""
    table = [
        ("东浦区产业扶持政策兑现台账",), ("单位：万元",),
        ("年份", "政策名称", "批次", "公司名称", "申报金额", "核定金额", "已兑现金额", "拨付时间", "流程状态", "责任科室"),
        (2023, "东浦区先进制造业扶持办法", "第一批", "沐栈装备有限公司", 320, "300", "300", "2023年9月", "已拨付", "产业科"),
        (2023, None, "第一批", "汐野材料有限公司", 150.5, 120.25, None, None, "审核中", "产业科"),
        ("第一批小计", None, None, None, 470.5, 420.25, 300),
        (2023, "东浦区总部经济奖励办法", "第二批", "砚台控股有限公司", "1,000", "1,000", 500, "2023-12-28", "已拨付", "综合科"),
        (2024, None, "第一批", "砚台控股有限公司", 80, None, None, None, "已退回", "综合科"),
        ("合计", None, None, None, 1550.5, 1420.25, 800), ("注：金额以拨付文件为准。",)]
    locked(path, book_of(("兑现", table, ("A1:J1", "A2:J2", "B4:B5", "B7:B8"))), "bangong2024")
    first, second = "东浦区先进制造业扶持办法", "东浦区总部经济奖励办法"
    return Truth(
        kinds={"兑现": "award"}, password="bangong2024",
        records={"award": [
            {"company": "沐栈装备有限公司", "programme": first, "year": 2023, "batch": "第一批", "applied": wan(320), "approved": wan(300), "paid": wan(300),
             "paid_on": month(2023, 9), "status": "paid", "unit": "产业科"},
            {"company": "汐野材料有限公司", "programme": first, "year": 2023, "applied": wan("150.5"), "approved": wan("120.25"), "paid": None, "status": "checking"},
            {"company": "砚台控股有限公司", "programme": second, "year": 2023, "batch": "第二批", "applied": wan(1000), "paid": wan(500), "paid_on": day("2023-12-28"),
             "status": "paid"},
            {"company": "砚台控股有限公司", "programme": second, "year": 2024, "batch": "第一批", "applied": wan(80), "approved": None, "status": "returned"}]},
        names={"programme": [first, second], "company": ["沐栈装备有限公司", "汐野材料有限公司", "砚台控股有限公司"]},
        out=rows("兑现", {6: "subtotal", 9: "total", 10: "note"}))


@ledger("奖补明细.csv")
def small_awards(path: Path) -> Truth:
    """The shortest of all: year, batch, firm, amount; with a mark of its encoding. The programme stands nowhere but in
    what the office says of the file."""
    table = [("年份", "批次", "公司名称", "拟奖补金额(万元)"), ("2022", "第3批", "沐砂检验有限公司", "12.3456"), ("2022", "第3批", "汀榆科技有限公司", "0.5"),
             ("2023", "第1批", "沐砂检验有限公司", "007")]
    text_file(path, table, "utf-8-sig")
    return Truth(
        kinds={"奖补明细": "award"}, options={"fixed": {"award.programme": "专精特新奖补"}},
        records={"award": [
            {"company": "沐砂检验有限公司", "programme": "专精特新奖补", "year": 2022, "batch": "第3批", "applied": yuan(123456)},
            {"company": "汀榆科技有限公司", "programme": "专精特新奖补", "year": 2022, "applied": yuan(5000)},
            {"company": "沐砂检验有限公司", "programme": "专精特新奖补", "year": 2023, "batch": "第1批", "applied": yuan(70000)}]},
        names={"programme": ["专精特新奖补"], "company": ["沐砂检验有限公司", "汀榆科技有限公司"]})


@ledger("走访记录.csv")
def visits(path: Path) -> Truth:
    """A visit log of a system: UTF-16, commas and line breaks inside cells, days of which the year stands in the title
    of the file only, an office's own word for a way of contact."""
    table = [
        ("走访企业", "走访时间", "走访方式", "联系领导", "走访内容", "问题类别", "企业诉求", "办理状态", "办结时限"),
        ("砚桐仪器有限公司", "2024-03-12", "实地走访", "黄示例", "了解扩产计划，\n现场查看二期用地", "基础设施类", "1.用电增容；\n2.道路\"断头\"", "办理中", "2024年6月底"),
        ("沐笙电子有限公司", "2024/3/15", "电话沟通", None, "=通报政策兑现进度", None, None, None, None),
        ("沐笙电子有限公司", "2024年4月", "视频连线", None, "对接融资需求", "融资贷款类", "流动资金贷款", "已办结", "20240430")]
    text_file(path, table, "utf-16", line="\n")
    return Truth(
        kinds={"走访记录": "interaction"},
        records={
            "interaction": [
                {"summary": "了解扩产计划，\n现场查看二期用地", "company": "砚桐仪器有限公司", "when": day("2024-03-12"), "kind": "site_visit", "leader": "黄示例"},
                {"summary": "=通报政策兑现进度", "company": "沐笙电子有限公司", "when": day("2024-03-15"), "kind": "call", "leader": None},
                {"summary": "对接融资需求", "company": "沐笙电子有限公司", "when": month(2024, 4), "kind": "meeting"}],
            "request": [
                {"text": "1.用电增容；\n2.道路\"断头\"", "company": "砚桐仪器有限公司", "kind": "infrastructure", "status": "in_hand", "due": span("2024-06-21", "2024-06-30")},
                {"text": "流动资金贷款", "company": "沐笙电子有限公司", "kind": "finance", "status": "done", "due": day("2024-04-30")}]},
        names={"company": ["砚桐仪器有限公司", "沐笙电子有限公司"]},
        asked=(Asked("interaction.kind", "视频连线", "meeting", ("走访记录!C4",), "choice"),))


@ledger("新引进企业(首季).tsv")
def newcomers(path: Path) -> Truth:
    """Copied out of a system in Windows' Chinese: headers cut short, codes with blanks, amounts in two currencies."""
    table = [("注册公司名", "统一社会信用", "注册资金（万", "注册公司时", "投资来源地"), ("沐棹供应链有限公司", credit_code(301), "2,000", "2024.1.8", "福建"),
             ("岚砚生物有限公司", credit_code(302), "500万美元", "2024.2", "美国")]
    text_file(path, table, "gb18030", delimiter="\t")
    return Truth(
        kinds={"新引进企业(首季)": "company"},
        records={"company": [
            {"name": "沐棹供应链有限公司", "credit_code": credit_code(301), "registered_capital": wan(2000), "founded": day("2024-01-08"), "origin": "福建"},
            {"name": "岚砚生物有限公司", "credit_code": credit_code(302), "founded": month(2024, 2), "origin": "美国"}]},
        names={"place": ["福建", "美国"]})


