"""OpenDocument workbooks with a password: each part is locked by itself, as META-INF/manifest.xml tells (ODF 1.2, 3.4).

Only the parts that are read are unlocked. What newer programs use instead (Argon2, one sealed package) is said to be
beyond us, never called damaged.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import zlib
from typing import Any

from promo_desk.sheets.locks import protected, sealed, wrong
from promo_desk.sheets.outline import attribute, named, tree
from promo_desk.sheets.packages import Package

_AES = "http://www.w3.org/2001/04/xmlenc#aes256-cbc"
_W3 = "http://www.w3.org/"
_START_KEYS = {"": "sha1", "SHA1": "sha1", _W3 + "2000/09/xmldsig#sha1": "sha1",
               _W3 + "2000/09/xmldsig#sha256": "sha256", _W3 + "2001/04/xmlenc#sha256": "sha256"}
_MOST_ROUNDS = 10_000_000


def unlocked_parts(package: Package, password: str | None) -> list[bytes]:
    """styles.xml and content.xml, in this order. PasswordNeeded without a password, WrongPassword with another."""
    listed = named(tree(package, "META-INF/manifest.xml"), "file-entry")
    locks = {attribute(entry, "full-path"): entry for entry in listed}
    wanted = [part for part in ("styles.xml", "content.xml") if part in package.entries and part in locks]
    if "content.xml" not in wanted:
        raise sealed(package.name, "OpenDocument")
    ways = [_Lock.of(package.name, locks[part]) for part in wanted]
    if not password:
        raise protected(package.name)
    return [_unlocked(package, part, way, password) for part, way in zip(wanted, ways, strict=True)]


class _Lock:
    """How one part is locked."""

    def __init__(self, salt: bytes, vector: bytes, rounds: int, start: str) -> None:
        self.salt, self.vector, self.rounds, self.start = salt, vector, rounds, start

    @classmethod
    def of(cls, name: str, entry: Any) -> _Lock:
        algorithm, derivation, start = (next(named(entry, found), None) for found in (
            "algorithm", "key-derivation", "start-key-generation"))
        if algorithm is None or derivation is None or attribute(algorithm, "algorithm-name") != _AES or not attribute(
                derivation, "key-derivation-name").upper().endswith("PBKDF2"):
            raise sealed(name, "OpenDocument")
        way = _START_KEYS.get("" if start is None else attribute(start, "start-key-generation-name"))
        rounds = attribute(derivation, "iteration-count")
        try:
            salt = base64.b64decode(attribute(derivation, "salt"))
            vector = base64.b64decode(attribute(algorithm, "initialisation-vector"))
        except (binascii.Error, ValueError):
            raise sealed(name, "OpenDocument") from None
        if way is None or len(vector) != 16 or not rounds.isdigit() or not 0 < int(rounds[:9]) <= _MOST_ROUNDS:
            raise sealed(name, "OpenDocument")
        return cls(salt, vector, int(rounds[:9]), way)

    def key(self, password: str) -> bytes:
        start = hashlib.new(self.start, password.encode()).digest()
        return hashlib.pbkdf2_hmac("sha1", start, self.salt, self.rounds, 32)


def _unlocked(package: Package, part: str, lock: _Lock, password: str) -> bytes:
    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

    engine = Cipher(algorithms.AES(lock.key(password)), modes.CBC(lock.vector)).decryptor()
    packed = b"".join(package.pieces(part))
    try:
        plain = zlib.decompressobj(-15).decompress(engine.update(packed[:len(packed) // 16 * 16]),
                                                   package.limits.part_bytes)
    except zlib.error:
        raise wrong(package.name) from None
    if not plain.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        raise wrong(package.name)
    return plain

