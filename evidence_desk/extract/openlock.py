"""Text, sheets and slides of LibreOffice under a password (OpenDocument 1.2, part 3, sections 3.4 and 4).

LibreOffice 24.8 and later lock the whole document as one part, with Argon2id (RFC 9106) and AES-GCM, as OpenDocument
1.5 will have it (OASIS OFFICE-4153); what it names so is of its own namespace until then.
"""

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
_WHOLE = "encrypted-package"
_AES, _AES_GCM, _SHA256, _ARGON2 = "aes256-cbc", "aes256-gcm", "sha256", "argon2id"
_CHECKED_BYTES = 1024
_ZIP = b"PK\x03\x04"
_MOST_ROUNDS = 10_000_000
# LibreOffice asks for 3 rounds, 64 MiB and 4 lanes; a file that asks for far more is none of its own.
_MOST_PASSES, _MOST_KIBIBYTES, _MOST_LANES = 50, 262_144, 64


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
                if name == _WHOLE:
                    return BytesIO(opened)
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
    algorithm = lock.get("algorithm-name", "")
    if not algorithm.endswith((_AES, _AES_GCM)):
        raise Locked
    start = hashlib.new("sha256" if lock["start"].endswith(_SHA256) else "sha1", password.encode()).digest()
    key, vector = _key(start, lock), b64decode(lock.get("initialisation-vector", ""))
    packed = _sealed(data, key, vector) if algorithm.endswith(_AES_GCM) else _checked(data, key, vector, lock)
    if packed is None or packed.startswith(_ZIP):
        return packed
    return zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, MOST_UNPACKED)


def _key(start: bytes, lock: dict[str, str]) -> bytes:
    salt = b64decode(lock.get("salt", ""))
    if not lock.get("key-derivation-name", "").lower().endswith(_ARGON2):
        rounds = int(lock.get("iteration-count", 0))
        if not 0 < rounds <= _MOST_ROUNDS:
            raise Locked
        return hashlib.pbkdf2_hmac("sha1", start, salt, rounds, 32)
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    passes, memory, lanes = (int(lock.get(f"argon2-{name}", 0)) for name in ("iterations", "memory", "lanes"))
    if not (0 < passes <= _MOST_PASSES and 0 < memory <= _MOST_KIBIBYTES and 0 < lanes <= _MOST_LANES):
        raise Locked
    try:
        return Argon2id(salt=salt, length=32, iterations=passes, lanes=lanes, memory_cost=memory).derive(start)
    except (UnsupportedAlgorithm, ValueError) as error:
        raise Locked from error


def _sealed(data: bytes, key: bytes, vector: bytes) -> bytes | None:
    """XML Encryption 1.1, 5.2.4: the vector stands before the letters and the seal behind them."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        return AESGCM(key).decrypt(vector, data.removeprefix(vector), None)
    except (InvalidTag, ValueError):
        return None


def _checked(data: bytes, key: bytes, vector: bytes, lock: dict[str, str]) -> bytes | None:
    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

    if len(data) % 16:
        raise Locked
    decryptor = Cipher(algorithms.AES(key), modes.CBC(vector)).decryptor()
    packed = decryptor.update(data) + decryptor.finalize()
    packed = packed[: -packed[-1]] if packed and 0 < packed[-1] <= 16 else packed
    digest = hashlib.sha256 if _SHA256 in lock.get("checksum-type", "") else hashlib.sha1
    if digest(packed[:_CHECKED_BYTES]).digest() != b64decode(lock.get("checksum", "")):
        return None
    return packed


def _named(node: etree._Element, name: str, *, whole: bool = False) -> str:
    value = next((str(value) for key, value in node.items() if _local(key) == name), "")
    return value if whole else value.rpartition("#")[2].lower()


def _local(key: str | bytes) -> str:
    return str(key).rpartition("}")[2]
