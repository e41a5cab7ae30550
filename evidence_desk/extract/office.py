"""What all Office files share: safe XML, a look at the unpacked size, and the document's own properties."""

import zipfile
from collections.abc import Iterator

from lxml import etree

from evidence_desk.extract.found import Source
from evidence_desk.extract.sniffing import Damaged, Rejected

MOST_UNPACKED = 1_000_000_000
MOST_MEMBERS = 20_000
_MOST_RATIO = 200
_SMALL = 20_000_000
_DAMAGED = (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, KeyError, EOFError)
_PROPERTY_PARTS = ("docProps/core.xml", "docProps/app.xml", "meta.xml")
_PROPERTIES = {
    "title": "title", "subject": "subject", "creator": "author", "initial-creator": "author",
    "created": "created", "creation-date": "created", "modified": "modified", "date": "modified",
    "Company": "company",
}  # fmt: skip


def parser() -> etree.XMLParser:
    """A parser that fetches nothing and expands nothing; libxml2's own limits on depth and size stand."""
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)


def check_unpacked_size(path: Source) -> None:
    """Refuses a file that unpacks to far more than a document does, before anything unpacks it."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except _DAMAGED as error:
        raise Damaged from error
    unpacked = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members) or 1
    bomb = unpacked > _SMALL and unpacked > _MOST_RATIO * packed
    if bomb or unpacked > MOST_UNPACKED or len(members) > MOST_MEMBERS:
        raise Rejected("It unpacks to far more than a document holds, so it was not opened.")


def properties(path: Source) -> dict[str, str]:
    """Title, author, company and dates as the file states them; nothing where it does not."""
    found: dict[str, str] = {}
    for _, root in parts(path, _PROPERTY_PARTS):
        for node in root.iter(etree.Element):
            name = _PROPERTIES.get(local_name(node))
            if name and node.text and len(node) == 0:
                found.setdefault(name, node.text.strip())
    return found


def parts(path: Source, names: tuple[str, ...] = (), start: str = "") -> Iterator[tuple[str, etree._Element]]:
    """The XML parts of the ZIP that are named or begin with `start`; damaged ones are passed over."""
    try:
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                if name in names or (start and name.startswith(start) and name.endswith(".xml")):
                    try:
                        yield name, etree.fromstring(archive.read(name), parser())
                    except (etree.XMLSyntaxError, *_DAMAGED):
                        continue
    except _DAMAGED:
        return


def local_name(node: etree._Element) -> str:
    """The tag without its namespace; empty for comments and the like."""
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""
