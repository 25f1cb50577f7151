"""Where the office's records are kept: one database, one lane for every write, a history nothing gets around."""

from promo_desk.store.backup import restore, rotate
from promo_desk.store.change import Change
from promo_desk.store.conditions import OPERATORS, Condition, Either
from promo_desk.store.faults import Cancelled, Missing, OutsideChange, StaleEdit
from promo_desk.store.history import Birth, ChangeInfo, Entry, Origin
from promo_desk.store.lane import Changed
from promo_desk.store.migrating import Migrated, migrate
from promo_desk.store.opening import open_store
from promo_desk.store.reading import Linked
from promo_desk.store.search import Hit
from promo_desk.store.store import Store
from promo_desk.store.undo import Left, Undone

__all__ = ["OPERATORS", "Birth", "Cancelled", "Change", "ChangeInfo", "Changed", "Condition", "Either", "Entry",
           "Hit", "Left", "Linked", "Migrated", "Missing", "Origin", "OutsideChange", "StaleEdit", "Store", "Undone",
           "migrate", "open_store", "restore", "rotate"]
