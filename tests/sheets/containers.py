"""OLE containers made by hand, and workbooks locked with a password in the three ways that Excel has had."""

from __future__ import annotations

import struct
from base64 import b64encode
from collections.abc import Iterator, Mapping
from hashlib import md5, pbkdf2_hmac, sha1, sha256
from pathlib import Path
from zipfile import ZipFile
from zlib import compressobj

from books import old_xls, zipped
from cryptography.hazmat.decrepit.ciphers.algorithms import ARC4
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from open_documents import open_document

from promo_desk.sheets.old_xls import Container

_FREE, _END, _TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_SECTOR = 512


def ole(streams: Mapping[str, bytes]) -> bytes:
    """A container with these streams, each padded with zeros to 4 KB (shorter ones would lie elsewhere)."""
    table: list[int] = []
    body = bytearray()

    def put(content: bytes) -> int:
        first, count = len(table), max(1, -(-len(content) // _SECTOR))
        table.extend([*range(first + 1, first + count), _END])
        body.extend(content.ljust(count * _SECTOR, b"\0"))
        return first

    padded = {name: content.ljust(4096, b"\0") for name, content in streams.items()}
    starts = {name: put(content) for name, content in padded.items()}
    listing = put(_entry("Root Entry", 5, _END, 0, child=1 if streams else _FREE) + b"".join(
        _entry(name, 2, starts[name], len(content), right=number + 1 if number < len(padded) else _FREE)
        for number, (name, content) in enumerate(padded.items(), 1)))
    sectors = -(-(len(table) + 8) // 127)
    places = list(range(len(table), len(table) + sectors))
    table += [_TABLE] * sectors + [_FREE] * (128 * sectors - len(table) - sectors)
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16 + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + b"\0" * 10
    head += struct.pack("<LLLLLLLL", sectors, listing, 0, 4096, _END, 0, _END, 0)
    head += struct.pack("<109L", *places, *[_FREE] * (109 - sectors))
    return head + bytes(body) + struct.pack(f"<{len(table)}L", *table)


def _entry(name: str, kind: int, start: int, size: int, *, child: int = _FREE, right: int = _FREE) -> bytes:
    encoded = name.encode("utf-16-le")
    return (encoded.ljust(64, b"\0") + struct.pack("<HBBLLL", len(encoded) + 2, kind, 1, _FREE, right, child)
            + b"\0" * 36 + struct.pack("<LQ", start, size))


def locked_standard(plain: Path, password: str) -> bytes:
    """A workbook locked as Excel 2007 does it: AES in single blocks (ECMA-376 standard encryption)."""
    salt, verifier = bytes(range(16)), bytes(range(16, 32))
    key = sha1(salt + password.encode("utf-16-le")).digest()
    for number in range(50_000):
        key = sha1(struct.pack("<I", number) + key).digest()
    key = sha1(key + b"\0" * 4).digest()
    key = sha1(bytes(a ^ 0x36 for a in key) + b"\x36" * 44).digest()[:16]
    header = struct.pack("<8I", 0x24, 0, 0x660E, 0x8004, 128, 0x18, 0, 0) + "AES\0".encode("utf-16-le")
    info = (struct.pack("<HHII", 3, 2, 0x24, len(header)) + header + struct.pack("<I", 16) + salt
            + _aes(key, verifier) + struct.pack("<I", 20) + _aes(key, sha1(verifier).digest().ljust(32, b"\0")))
    content = plain.read_bytes()
    packed = struct.pack("<Q", len(content)) + _aes(key, content.ljust(max(4096, -(-len(content) // 16) * 16), b"\0"))
    return ole({"EncryptionInfo": info, "EncryptedPackage": packed})


def _aes(key: bytes, content: bytes) -> bytes:
    engine = Cipher(algorithms.AES(key), modes.ECB()).encryptor()
    return engine.update(content) + engine.finalize()


def locked_old_xls(password: str) -> bytes:
    """``books.old_xls`` locked as Excel 97 does it (RC4). Heads of records stay plain, and where sheets begin."""
    salt, verifier = bytes(range(16)), bytes(range(16, 32))
    lock = next(_keystream(password, salt))
    info = struct.pack("<HHH", 1, 1, 1) + salt + _xor(verifier + md5(verifier).digest(), lock)
    stream = _with_lock(Container.of(old_xls()).workbook(), struct.pack("<HH", 0x2F, len(info)) + info)
    stream = stream[:max(at + length for _kind, at, length in _records(stream))]
    keys = b"".join(key for key, _ in zip(_keystream(password, salt), range(0, len(stream), 1024), strict=False))
    locked = bytearray(stream)
    for kind, at, length in _records(stream):
        start = at + (4 if kind == 0x85 else 0)
        if kind not in (0x809, 0x2F, 0xE1):
            locked[start:at + length] = _xor(stream[start:at + length], keys[start:at + length])
    return ole({"Workbook": bytes(locked) + b"\0" * 4096})


def _with_lock(stream: bytes, record: bytes) -> bytes:
    """The lock stands behind the first record; what says where the sheets begin is moved by as much."""
    made = bytearray(stream)
    for kind, at, _length in _records(stream):
        if kind == 0x85:
            struct.pack_into("<I", made, at, struct.unpack_from("<I", stream, at)[0] + len(record))
    first = 4 + struct.unpack_from("<H", stream, 2)[0]
    return bytes(made[:first] + record + made[first:])


def _records(stream: bytes) -> Iterator[tuple[int, int, int]]:
    at = 0
    while at + 4 <= len(stream) and stream[at:at + 2] != b"\0\0":
        kind, length = struct.unpack_from("<HH", stream, at)
        yield kind, at + 4, length
        at += 4 + length


def _keystream(password: str, salt: bytes) -> Iterator[bytes]:
    """1024 bytes of key after another, each block with a key of its own (MS-OFFCRYPTO 2.3.6.2)."""
    half = md5((md5(password.encode("utf-16-le")).digest()[:5] + salt) * 16).digest()[:5]
    block = 0
    while True:
        engine = Cipher(ARC4(md5(half + struct.pack("<I", block)).digest()), mode=None).encryptor()
        yield engine.update(b"\0" * 1024)
        block += 1


def _xor(content: bytes, key: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(content, key, strict=False))


def locked_open_document(folder: Path, tables: str, styles: str, password: str) -> Path:
    """An OpenDocument workbook locked part by part: AES, with a key that takes a thousand rounds to make."""
    plain = open_document(folder, tables, styles)
    with ZipFile(plain) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    entries = ""
    for number, name in enumerate(("styles.xml", "content.xml")):
        salt, vector = bytes([number]) * 16, bytes([number + 2]) * 16
        key = pbkdf2_hmac("sha1", sha256(password.encode()).digest(), salt, 1000, 32)
        entries += _ENTRY.format(name=name, vector=b64encode(vector).decode(), salt=b64encode(salt).decode())
        packer = compressobj(wbits=-15)
        packed = packer.compress(parts[name]) + packer.flush()
        filler = 16 - len(packed) % 16
        engine = Cipher(algorithms.AES(key), modes.CBC(vector)).encryptor()
        parts[name] = engine.update(packed + bytes([filler]) * filler)
    parts["META-INF/manifest.xml"] = (f'<manifest:manifest xmlns:manifest="{_MANIFEST}">{entries}'
                                      "</manifest:manifest>").encode()
    return zipped(folder / "locked.ods", parts)


_MANIFEST = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
_ENTRY = ('<manifest:file-entry manifest:full-path="{name}" manifest:media-type="text/xml"><manifest:encryption-data>'
          '<manifest:algorithm manifest:algorithm-name="http://www.w3.org/2001/04/xmlenc#aes256-cbc" '
          'manifest:initialisation-vector="{vector}"/><manifest:key-derivation manifest:key-derivation-name="PBKDF2" '
          'manifest:key-size="32" manifest:iteration-count="1000" manifest:salt="{salt}"/>'
          "<manifest:start-key-generation manifest:start-key-generation-name="
          '"http://www.w3.org/2000/09/xmldsig#sha256" manifest:key-size="32"/></manifest:encryption-data>'
          "</manifest:file-entry>")
