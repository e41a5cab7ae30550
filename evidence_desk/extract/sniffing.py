"""Which family of formats a file belongs to: by its content first, by its suffix where the content does not say."""

import zipfile
from pathlib import Path, PurePosixPath

from evidence_desk.errors import KnownError
from evidence_desk.extract.found import Source

SUFFIX_FAMILIES = {
    ".pdf": "pdf",
    ".docx": "word", ".docm": "word", ".dotx": "word",
    ".xlsx": "sheets", ".xlsm": "sheets", ".xlsb": "sheets", ".xls": "sheets", ".ods": "sheets",
    ".csv": "delimited", ".tsv": "delimited",
    ".pptx": "slides", ".pptm": "slides", ".ppsx": "slides",
    ".txt": "plain", ".text": "plain", ".md": "plain", ".markdown": "plain",
    ".html": "web", ".htm": "web", ".xhtml": "web",
    ".eml": "mail", ".msg": "outlook",
    ".rtf": "rich",
    ".odt": "opendocument", ".odp": "opendocument",
    ".doc": "old-word", ".ppt": "old-slides",
    ".png": "picture", ".jpg": "picture", ".jpeg": "picture", ".tif": "picture", ".tiff": "picture",
    ".gif": "picture", ".bmp": "picture", ".jp2": "picture",
    ".mht": "saved_page", ".mhtml": "saved_page",
    ".epub": "book", ".zip": "archive",
}  # fmt: skip

# What our own readers cannot read; LibreOffice may, after the import (operations/converting.py).
OLD = {
    "old-word": "No text was read: it is an old Word file (.doc). Save it as .docx or PDF and import that.",
    "old-slides": "No text was read: it is an old PowerPoint file (.ppt). Save it as .pptx or PDF and import that.",
    "old-sheets": "No text was read: it is an old Excel file (.xls). Save it as .xlsx or PDF and import that.",
}
LOCKED = "It is protected with a password."
MEND = "Save it anew in its own program, and import that."
DAMAGED_ZIP = "It is a damaged ZIP file. Ask for it again, or for the files in it."
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_TEXT_FAMILIES = ("plain", "delimited", "web", "mail", "saved_page")
_PROGRAMS = (b"MZ", b"\x7fELF", b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe", b"#!")
_PICTURES = {
    b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpeg", b"II*\0": "tiff", b"MM\0*": "tiff",
    b"GIF87a": "gif", b"GIF89a": "gif", b"\0\0\0\x0cjP  \r\n\x87\n": "jp2",
}  # fmt: skip
# ISO 14496-12 files say after `ftyp` what they are; HEIC (ISO 23008-12) is what an iPhone writes.
_PHOTOS = {b"heic": "HEIC", b"heix": "HEIC", b"hevc": "HEIC", b"mif1": "HEIC", b"msf1": "HEIC", b"avif": "AVIF"}
_ZIP_PARTS = {"word": "word", "xl": "sheets", "ppt": "slides"}
_OPEN_DOCUMENTS = {"text": "opendocument", "presentation": "opendocument", "spreadsheet": "sheets"}
_OLE_STREAMS = {
    "encryptedpackage": "encrypted",
    "__properties_version1.0": "outlook",
    "worddocument": "old-word",
    "powerpoint document": "old-slides",
    "workbook": "sheets",
    "book": "sheets",
}


class OldFormat(KnownError):
    """Our own reader of this old format can make nothing of the file; another program may."""

    def __init__(self, family: str) -> None:
        super().__init__(OLD[family])


class Locked(KnownError):
    """The file opens with a password only, and none that is known opens it."""

    def __init__(self) -> None:
        super().__init__(LOCKED)


class Rejected(KnownError):
    """The file is none that is kept; the title says why."""


class Damaged(Rejected):
    """The file is broken, or not what its name says."""

    def __init__(self, opened_as: str = "opened") -> None:
        super().__init__(f"It is damaged and cannot be {opened_as}. {MEND}")


def family(path: Path, name: str) -> str:
    """The family's name, or `encrypted`; raises `Rejected` for what is no evidence in any form we read."""
    suffix = PurePosixPath(name.replace("\\", "/")).suffix.lower()
    by_suffix = SUFFIX_FAMILIES.get(suffix)
    with path.open("rb") as file:
        head = file.read(4096)
    found = _by_content(path, head, by_suffix)
    if found or by_suffix:
        return found or by_suffix or ""
    if not suffix and _is_text(head):
        return "plain"
    raise Rejected(
        f"Files of this kind ({suffix}) are not read." if suffix else "It is not clear what kind of file it is."
    )


def picture_kind(head: bytes) -> str | None:
    """png, jpeg, tiff, gif, bmp or jp2, by how the file begins; None for what is no picture we read."""
    # Text may begin with BM too; in a bitmap four bytes after its length are nought.
    if head.startswith(b"BM") and head[6:10] == bytes(4):
        return "bmp"
    return next((kind for begin, kind in _PICTURES.items() if head.startswith(begin)), None)


def has_pages(head: bytes) -> bool:
    """Whether a file that begins so can be shown page by page as it looks: a PDF or a picture."""
    if head.startswith(OLE):
        return False
    return b"%PDF-" in head[:1024] or picture_kind(head) is not None


def _check_photo(head: bytes) -> None:
    """Phones and browsers write photos that MuPDF does not read, often under the name of a JPEG."""
    kind = _PHOTOS.get(head[8:12]) if head[4:8] == b"ftyp" else None
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        kind = "WEBP"
    if kind is not None:
        raise Rejected(f"It is a photo in a format that is not read ({kind}). Save it as JPEG and import that.")


def _by_content(path: Path, head: bytes, by_suffix: str | None) -> str | None:
    if by_suffix not in _TEXT_FAMILIES and head.startswith(_PROGRAMS):
        raise Rejected("It is a program.")
    if head.startswith(OLE):
        return _in_ole(path, by_suffix)
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(b"PK\x03\x04"):
        return family_in_zip(path, by_suffix)
    if head.startswith(b"{\\rtf"):
        return "rich"
    if picture_kind(head):
        return "picture"
    _check_photo(head)
    if by_suffix == "outlook" and _is_text(head):
        return "mail"
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:200].lower()
    if by_suffix in (None, "old-word", "sheets") and start.startswith((b"<!doctype html", b"<html")):
        return "web"
    return None


def family_in_zip(path: Source, by_suffix: str | None = None) -> str:
    """The family of an office file, which is a ZIP by its nature; `archive` for a ZIP that is none."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            mimetype = _mimetype(archive) if "mimetype" in names else ""
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError) as error:
        if by_suffix in (None, "archive"):
            raise Rejected(DAMAGED_ZIP) from error
        raise Damaged from error
    if mimetype.strip() == "application/epub+zip":
        return "book"
    if "opendocument." in mimetype:
        return _OPEN_DOCUMENTS.get(mimetype.rpartition(".")[2].removesuffix("-template"), by_suffix or "")
    is_office = by_suffix != "archive" or "[Content_Types].xml" in names
    for name in names if is_office else ():
        found = _ZIP_PARTS.get(name.partition("/")[0])
        if found:
            return found
    return by_suffix or "archive"


def _mimetype(archive: zipfile.ZipFile) -> str:
    with archive.open("mimetype") as member:
        return member.read(100).decode("ascii", "replace")


def _in_ole(path: Path, by_suffix: str | None) -> str | None:
    import olefile  # type: ignore[import-untyped]

    try:
        with olefile.OleFileIO(str(path)) as container:
            # A workbook may hold a Word file, in a storage of its own: only the outermost streams say what this is.
            streams = {entry[0].lower() for entry in container.listdir() if len(entry) == 1}
    except (OSError, ValueError, IndexError, TypeError) as error:
        raise Damaged from error
    return next((found for stream, found in _OLE_STREAMS.items() if stream in streams), by_suffix)


def _is_text(head: bytes) -> bool:
    return bool(head) and b"\0" not in head and sum(byte < 9 for byte in head) == 0
