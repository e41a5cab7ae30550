"""Text, sheets and slides of LibreOffice under a password (OpenDocument 1.2, part 3, sections 3.4 and 4)."""

import hashlib
import zipfile
import zlib
from base64 import b64decode
from io import BytesIO
from pathlib import Path

from lxml import etree

from evidence_desk.extract.office import MOST_UNPACKED, check_unpacked_size, parser
from evidence_desk.extract.sniffing import Locked

_MANIFEST = "META-INF/manifest.xml"
_AES, _SHA256 = "aes256-cbc", "sha256"
_CHECKED_BYTES = 1024
_MOST_ROUNDS = 10_000_000


def unlocked(path: Path, password: str) -> BytesIO | None:
    """The document with every part readable; None where the password is another, `Locked` where the lock is."""
    check_unpacked_size(path)
    out = BytesIO()
    with zipfile.ZipFile(path) as archive, zipfile.ZipFile(out, "w") as target:
        manifest = etree.fromstring(archive.read(_MANIFEST), parser())
        locks = _locks(manifest)
        if not locks:
            raise Locked
        for name in archive.namelist():
            data = archive.read(name)
            if name in locks:
                opened = _part(data, locks[name], password)
                if opened is None:
                    return None
                data = opened
            if name != _MANIFEST:
                target.writestr(name, data)
        etree.strip_elements(manifest, "{*}encryption-data", with_tail=False)
        target.writestr(_MANIFEST, etree.tostring(manifest))
    out.seek(0)
    return out


def _locks(manifest: etree._Element) -> dict[str, dict[str, str]]:
    """What the manifest says of each locked part, as flat facts."""
    locks = {}
    for entry in manifest.iter("{*}file-entry"):
        about = entry.find("{*}encryption-data")
        if about is not None:
            facts = {_local(key): str(value) for node in about.iter(etree.Element) for key, value in node.items()}
            start = about.find("{*}start-key-generation")
            facts["start"] = "sha1" if start is None else _named(start, "start-key-generation-name")
            locks[_named(entry, "full-path", whole=True)] = facts
    return locks


def _part(data: bytes, lock: dict[str, str], password: str) -> bytes | None:
    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

    rounds, vector = int(lock.get("iteration-count", 0)), b64decode(lock.get("initialisation-vector", ""))
    if not lock.get("algorithm-name", "").endswith(_AES) or not 0 < rounds <= _MOST_ROUNDS or len(data) % 16:
        raise Locked
    start = hashlib.new("sha256" if lock["start"].endswith(_SHA256) else "sha1", password.encode()).digest()
    key = hashlib.pbkdf2_hmac("sha1", start, b64decode(lock.get("salt", "")), rounds, 32)
    decryptor = Cipher(algorithms.AES(key), modes.CBC(vector)).decryptor()
    packed = decryptor.update(data) + decryptor.finalize()
    packed = packed[: -packed[-1]] if packed and 0 < packed[-1] <= 16 else packed
    digest = hashlib.sha256 if _SHA256 in lock.get("checksum-type", "") else hashlib.sha1
    if digest(packed[:_CHECKED_BYTES]).digest() != b64decode(lock.get("checksum", "")):
        return None
    return zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, MOST_UNPACKED)


def _named(node: etree._Element, name: str, *, whole: bool = False) -> str:
    value = next((str(value) for key, value in node.items() if _local(key) == name), "")
    return value if whole else value.rpartition("#")[2].lower()


def _local(key: str | bytes) -> str:
    return str(key).rpartition("}")[2]
