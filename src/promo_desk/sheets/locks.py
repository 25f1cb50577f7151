"""Protected workbooks: told apart from damaged ones, and opened with their password.

.xlsx and .xlsb in an OLE container (ECMA-376 agile and standard) and old .xls (RC4, RC4 CryptoAPI, XOR) are opened by
msoffcrypto. Excel locks some workbooks with a password of its own that it never asks for; neither do we.
"""

from __future__ import annotations

import io
from typing import BinaryIO

from promo_desk.fields.message import WorldFault
from promo_desk.sheets.packages import PasswordNeeded, WrongPassword, damaged

_EXCELS_OWN = "VelvetSweatshop"
"""What Excel uses where only the structure or the saving of a workbook is protected (MS-OFFCRYPTO 2.3.7.1)."""


def protected(name: str) -> PasswordNeeded:
    return PasswordNeeded('"{name}" is protected with a password. Give the password, or save the file without one.',
                          name=name)


def wrong(name: str) -> WrongPassword:
    return WrongPassword('The password for "{name}" is wrong.', name=name)


def sealed(name: str, why: str) -> WorldFault:
    """No password would help here."""
    return WorldFault('"{name}" is protected in a way that cannot be opened here ({why}). Save it without a password '
                      "and try again.", name=name, why=why)


def unlocked(name: str, file: BinaryIO, password: str | None) -> BinaryIO:
    """The workbook inside. PasswordNeeded without a password, WrongPassword with another one."""
    if not password:
        try:
            return _decrypted(name, file, _EXCELS_OWN)
        except WorldFault:
            raise protected(name) from None
    return _decrypted(name, file, password)


def _decrypted(name: str, file: BinaryIO, password: str) -> BinaryIO:
    from msoffcrypto import OfficeFile
    from msoffcrypto.exceptions import DecryptionError, InvalidKeyError

    plain = io.BytesIO()
    file.seek(0)
    try:
        office = OfficeFile(file)
        verify = {"verify_password": True} if office.format == "ooxml" else {}  # the old formats always do
        office.load_key(password=password, **verify)
        office.decrypt(plain)
    except InvalidKeyError:
        raise wrong(name) from None
    except DecryptionError as fault:
        raise sealed(name, str(fault)) from None
    except MemoryError:
        raise
    except Exception as fault:
        raise damaged(name, str(fault) or type(fault).__name__) from None
    plain.seek(0)
    return plain
