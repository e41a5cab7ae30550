"""Puts small files under a password, for the tests of opening them."""

import hashlib
import hmac
import os
import struct
import zipfile
import zlib
from base64 import b64encode
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from msoffcrypto.format.ooxml import OOXMLFile  # type: ignore[import-untyped]


def office(path: Path, password: str) -> Path:
    """The Word, Excel or PowerPoint file under a password, as Office 2010 and later lock it."""
    plain = path.with_name(f"plain {path.name}")
    path.rename(plain)
    with plain.open("rb") as source, path.open("wb") as target:
        OOXMLFile(source).encrypt(password, target)
    plain.unlink()
    return path


def pdf(path: Path, password: str) -> Path:
    """The PDF under a password without which nobody opens it."""
    import pymupdf  # not at the top: tests of the window lock files too, and may not load it

    document = pymupdf.open(stream=path.read_bytes(), filetype="pdf")
    document.save(str(path), encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw=password, owner_pw="its owner's")
    return path


def sealed_pdf(path: Path, handler: str) -> Path:
    """A PDF whose lock is named after another handler than that of passwords; nobody here has its key."""
    objects = (
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>",
        f"<</Filter /{handler}/V 4/Length 128/StmF/C/StrF/C/CF<</C<</CFM/AESV2/Recipients[<3082>]>>>>>>",
    )
    data, places = "%PDF-1.6\n", []
    for number, said in enumerate(objects, 1):
        places.append(f"{len(data):010} 00000 n \n")
        data += f"{number} 0 obj\n{said}\nendobj\n"
    table = f"xref\n0 5\n0000000000 65535 f \n{''.join(places)}trailer<</Size 5/Root 1 0 R/Encrypt 4 0 R/ID[<00><00>]>>"
    path.write_text(f"{data}{table}\nstartxref\n{len(data)}\n%%EOF\n", encoding="ascii")
    return path


def zip_aes(path: Path, name: str, data: bytes, password: bytes, *, packed: bool = True) -> Path:
    """A ZIP with one member locked as WinZip's AE-2 says, with a key of 256 bits."""
    method = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
    salt, body = os.urandom(16), _deflated(data) if packed else data
    keys = hashlib.pbkdf2_hmac("sha1", password, salt, 1000, 66)
    stream = b"".join(_one_block(keys[:32], number) for number in range(1, len(body) // 16 + 2))
    body = bytes(left ^ right for left, right in zip(body, stream, strict=False))
    sealed = salt + keys[64:] + body + hmac.new(keys[32:64], body, "sha1").digest()[:10]
    extra = struct.pack("<HHH2sBH", 0x9901, 7, 2, b"AE", 3, method)
    facts = struct.pack("<HHHHHIII", 51, 1, 99, 0, 0x21, 0, len(sealed), len(data))
    sizes = struct.pack("<HH", len(name), len(extra))
    local = b"PK\x03\x04" + facts + sizes + name.encode() + extra + sealed
    entry = b"PK\x01\x02" + struct.pack("<H", 51) + facts + sizes + bytes(14) + name.encode() + extra
    end = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 1, 1, len(entry), len(local), 0)
    path.write_bytes(local + entry + end)
    return path


def zip_old(path: Path, name: str, data: bytes, password: bytes) -> Path:
    """A ZIP with one member under the old password of PKZIP (APPNOTE 6.1)."""
    checked = zlib.crc32(data)
    body = _old_cipher(password, os.urandom(11) + bytes([checked >> 24]) + data)
    facts = struct.pack("<HHHHHIII", 20, 1, 0, 0, 0x21, checked, len(body), len(data))
    sizes = struct.pack("<HH", len(name), 0)
    local = b"PK\x03\x04" + facts + sizes + name.encode() + body
    entry = b"PK\x01\x02" + struct.pack("<H", 20) + facts + sizes + bytes(14) + name.encode()
    end = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 1, 1, len(entry), len(local), 0)
    path.write_bytes(local + entry + end)
    return path


def opendocument(path: Path, password: str) -> Path:
    """The OpenDocument file with its content locked as OpenDocument 1.2 says, with AES and a thousand rounds."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    salt, vector, packed = os.urandom(16), os.urandom(16), _deflated(parts["content.xml"])
    key = hashlib.pbkdf2_hmac("sha1", hashlib.sha256(password.encode()).digest(), salt, 1000, 32)
    padding = 16 - len(packed) % 16
    encryptor = Cipher(algorithms.AES(key), modes.CBC(vector)).encryptor()
    names = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    checksum = b64encode(hashlib.sha256(packed[:1024]).digest()).decode()
    parts["META-INF/manifest.xml"] = (
        f'<manifest:manifest xmlns:manifest="{names}"><manifest:file-entry manifest:full-path="content.xml">'
        f'<manifest:encryption-data manifest:checksum-type="{names}#sha256-1k" manifest:checksum="{checksum}">'
        '<manifest:algorithm manifest:algorithm-name="http://www.w3.org/2001/04/xmlenc#aes256-cbc"'
        f' manifest:initialisation-vector="{b64encode(vector).decode()}"/>'
        f'<manifest:key-derivation manifest:key-derivation-name="PBKDF2" manifest:iteration-count="1000"'
        f' manifest:salt="{b64encode(salt).decode()}"/><manifest:start-key-generation manifest:key-size="32"'
        ' manifest:start-key-generation-name="http://www.w3.org/2000/09/xmldsig#sha256"/>'
        "</manifest:encryption-data></manifest:file-entry></manifest:manifest>"
    ).encode()
    parts["content.xml"] = encryptor.update(packed + bytes(padding - 1) + bytes([padding])) + encryptor.finalize()
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path


def opendocument_whole(path: Path, password: str, *, memory: int = 64) -> Path:
    """The OpenDocument file locked as one part, as LibreOffice 24.8 does, with less memory and fewer rounds."""
    plain, salt, vector = path.read_bytes(), os.urandom(16), os.urandom(12)
    start = hashlib.sha256(password.encode()).digest()
    key = Argon2id(salt=salt, length=32, iterations=1, lanes=4, memory_cost=memory).derive(start)
    names, own = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0", "urn:org:documentfoundation:names:experimental"
    with zipfile.ZipFile(path) as archive:
        mimetype = archive.read("mimetype")
    manifest = (
        f'<m:manifest xmlns:m="{names}" xmlns:l="{own}:office:xmlns:loext:1.0"><m:file-entry'
        f' m:full-path="encrypted-package" m:size="{len(plain)}" m:media-type="{mimetype.decode()}">'
        '<m:encryption-data><m:algorithm m:algorithm-name="http://www.w3.org/2009/xmlenc11#aes256-gcm"'
        f' m:initialisation-vector="{b64encode(vector).decode()}"/><m:start-key-generation m:key-size="32"'
        ' m:start-key-generation-name="http://www.w3.org/2001/04/xmlenc#sha256"/>'
        f'<m:key-derivation m:key-derivation-name="{own}:office:manifest:argon2id" m:key-size="32"'
        f' m:salt="{b64encode(salt).decode()}" l:argon2-iterations="1" l:argon2-memory="{memory}" l:argon2-lanes="4"/>'
        "</m:encryption-data></m:file-entry></m:manifest>"
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", mimetype)
        archive.writestr("META-INF/manifest.xml", manifest)
        archive.writestr("encrypted-package", vector + AESGCM(key).encrypt(vector, plain, None))
    return path


def _deflated(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush()


def _one_block(key: bytes, number: int) -> bytes:
    encryptor = Cipher(algorithms.AES(key), modes.ECB()).encryptor()
    return encryptor.update(number.to_bytes(16, "little"))


def _old_cipher(password: bytes, plain: bytes) -> bytes:
    table = [_table_row(number) for number in range(256)]
    keys = [0x12345678, 0x23456789, 0x34567890]

    def turn(byte: int) -> None:
        keys[0] = keys[0] >> 8 ^ table[(keys[0] ^ byte) & 255]
        keys[1] = ((keys[1] + (keys[0] & 255)) * 134775813 + 1) & 0xFFFFFFFF
        keys[2] = keys[2] >> 8 ^ table[(keys[2] ^ keys[1] >> 24) & 255]

    for byte in password:
        turn(byte)
    out = bytearray()
    for byte in plain:
        mask = keys[2] & 0xFFFF | 2
        out.append(byte ^ (mask * (mask ^ 1) >> 8 & 255))
        turn(byte)
    return bytes(out)


def _table_row(number: int) -> int:
    for _ in range(8):
        number = number >> 1 ^ 0xEDB88320 if number & 1 else number >> 1
    return number
