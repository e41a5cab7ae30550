"""Members of a ZIP locked with AES, as WinZip and 7-Zip do it.

After WinZip's "AES Encryption Information: Encryption Specification AE-1 and AE-2", which Python's zipfile cannot read.
"""

import hashlib
import hmac
import struct
import zipfile
import zlib
from pathlib import Path

METHOD = 99
MOST_BYTES = 300_000_000
_EXTRA = 0x9901
_ROUNDS, _CHECK, _SEAL, _BLOCK = 1000, 2, 10, 16
_LOCAL_HEAD = 30


def read(archive: Path, member: zipfile.ZipInfo, password: bytes) -> bytes | None:
    """The member's bytes; None where the password is another or the bytes are not as they were sealed."""
    strength, method = _facts(member.extra)
    key_bytes, salt_bytes = 8 + 8 * strength, 4 + 4 * strength
    data = _stored(archive, member)
    salt, check = data[:salt_bytes], data[salt_bytes : salt_bytes + _CHECK]
    packed, seal = data[salt_bytes + _CHECK : -_SEAL], data[-_SEAL:]
    keys = hashlib.pbkdf2_hmac("sha1", password, salt, _ROUNDS, 2 * key_bytes + _CHECK)
    if keys[2 * key_bytes :] != check:
        return None
    if hmac.new(keys[key_bytes : 2 * key_bytes], packed, "sha1").digest()[:_SEAL] != seal:
        return None
    plain = _decrypted(packed, keys[:key_bytes])
    if method == zipfile.ZIP_STORED:
        return plain
    if method != zipfile.ZIP_DEFLATED:
        raise NotImplementedError(f"compression {method}")
    return zlib.decompressobj(-zlib.MAX_WBITS).decompress(plain, member.file_size + 1)


def _facts(extra: bytes) -> tuple[int, int]:
    """How strong the lock is (1 to 3), and how the bytes in it are packed."""
    while len(extra) >= 4:
        kind, size = struct.unpack("<HH", extra[:4])
        if kind == _EXTRA and size >= 7:
            strength, method = struct.unpack("<BH", extra[8:11])
            if 1 <= strength <= 3:
                return strength, method
        extra = extra[4 + size :]
    raise zipfile.BadZipFile("no word of how it is locked")


def _stored(archive: Path, member: zipfile.ZipInfo) -> bytes:
    if member.compress_size > MOST_BYTES:
        raise MemoryError
    with archive.open("rb") as file:
        file.seek(member.header_offset)
        head = file.read(_LOCAL_HEAD)
        if len(head) < _LOCAL_HEAD or head[:4] != b"PK\x03\x04":
            raise zipfile.BadZipFile("no head")
        name_bytes, extra_bytes = struct.unpack("<HH", head[26:30])
        file.seek(name_bytes + extra_bytes, 1)
        return file.read(member.compress_size)


def _decrypted(packed: bytes, key: bytes) -> bytes:
    """Counter mode with a counter of 16 bytes, lowest byte first, from 1: no library has it ready."""
    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

    blocks = -(-len(packed) // _BLOCK)
    counters = b"".join(number.to_bytes(_BLOCK, "little") for number in range(1, blocks + 1))
    # Each block of the key stream is a counter encrypted for itself: that is what ECB does, and all it is used for.
    encryptor = Cipher(algorithms.AES(key), modes.ECB()).encryptor()
    stream = (encryptor.update(counters) + encryptor.finalize())[: len(packed)]
    return (int.from_bytes(packed, "big") ^ int.from_bytes(stream, "big")).to_bytes(len(packed), "big")
