"""The row above a list fits its place: it never makes the window wider."""

from typing import Any

from promo_desk.desktop.desk import Place


def test_buttons_give_up_their_words_where_a_record_stands_beside_the_list(office: Any) -> None:
    office.window.resize(1280, 760)
    office.go("figures")
    head = office.window.page._head
    adder = office.window.page._adder
    words = adder.accessibleName()
    assert adder.text() == words

    head.resize(head.line.sizeHint().width() - 10, head.height())
    assert adder.text() == words, "the first button yields first"
    head.resize(200, head.height())
    assert adder.text() == "" and adder.accessibleName() == words == adder.toolTip()
    head.resize(1200, head.height())
    assert adder.text() == words


def test_the_window_keeps_its_width_when_a_record_opens(office: Any) -> None:
    office.window.resize(1280, 760)
    office.go("companies", "company", office.ids["Huawei"])
    assert office.window.width() == 1280
    assert office.window.minimumSizeHint().width() <= 1280
    office.window.desk.go(Place("figures", "citation"))
    assert office.window.minimumSizeHint().width() <= 1280
