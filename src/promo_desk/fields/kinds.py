"""Every kind of value, in one place to import from. Each family has its module; nothing is decided here."""

from __future__ import annotations

from promo_desk.fields.area import Area, AreaKind
from promo_desk.fields.choices import ChoiceKind, Option, YesNoKind, choice
from promo_desk.fields.codes import CreditCodeKind
from promo_desk.fields.contactways import EmailKind, PhonesKind, WebKind
from promo_desk.fields.data import DataKind
from promo_desk.fields.links import LinkKind, Ref, link
from promo_desk.fields.moment import MomentKind
from promo_desk.fields.money import Money, MoneyKind
from promo_desk.fields.numbers import CountKind, DecimalKind, PercentKind
from promo_desk.fields.quantity import Quantity, QuantityKind
from promo_desk.fields.text import TextKind, TextsKind, fold
from promo_desk.fields.when import When
from promo_desk.fields.when_kind import WhenKind

TEXT = TextKind("text", 24)
LONG_TEXT = TextKind("long_text", 40)
TEXTS = TextsKind()
MONEY = MoneyKind()
WHEN = WhenKind()
MOMENT = MomentKind()
AREA = AreaKind()
COUNT = CountKind()
DECIMAL = DecimalKind()
PERCENT = PercentKind()
QUANTITY = QuantityKind()
YES_NO = YesNoKind()
CREDIT_CODE = CreditCodeKind()
PHONES = PhonesKind()
EMAIL = EmailKind()
WEB = WebKind()
DATA = DataKind()

__all__ = [
    "AREA", "COUNT", "CREDIT_CODE", "DATA", "DECIMAL", "EMAIL", "LONG_TEXT", "MOMENT", "MONEY", "PERCENT", "PHONES",
    "QUANTITY", "TEXT", "TEXTS", "WEB", "WHEN", "YES_NO",
    "Area", "ChoiceKind", "LinkKind", "Money", "Option", "Quantity", "Ref", "When",
    "choice", "fold", "link",
]
