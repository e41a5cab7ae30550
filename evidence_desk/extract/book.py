"""EPUB: the chapters in reading order (EPUB 3.3, W3C: container, package document, spine)."""

import posixpath
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from lxml import etree

from evidence_desk.extract.found import Found
from evidence_desk.extract.office import check_unpacked_size, local_name, parser
from evidence_desk.extract.sniffing import Damaged
from evidence_desk.extract.text import decoded, runs
from evidence_desk.extract.web import page_text
from evidence_desk.model.passage import Passage

_CONTAINER = "META-INF/container.xml"
_PROPERTIES = {"title": "title", "creator": "author", "date": "created"}
_DAMAGED = (
    zipfile.BadZipFile, OSError, KeyError, ValueError, RuntimeError, NotImplementedError, etree.XMLSyntaxError,
    StopIteration,
)  # fmt: skip


def read(path: Path) -> Found:
    """Each chapter's text with its number and heading. A book with locked chapters says so."""
    check_unpacked_size(path)
    try:
        with zipfile.ZipFile(path) as archive:
            package = _package_name(archive)
            root = etree.fromstring(archive.read(package), parser())
            if "META-INF/encryption.xml" in archive.namelist() and "META-INF/rights.xml" in archive.namelist():
                return Found(reason="It is protected by its seller, so its text cannot be read.")
            passages = tuple(_chapters(archive, root, posixpath.dirname(package)))
    except _DAMAGED as error:
        raise Damaged("opened as an e-book") from error
    return Found(passages, _properties(root))


def _package_name(archive: zipfile.ZipFile) -> str:
    container = etree.fromstring(archive.read(_CONTAINER), parser())
    return next(str(node.get("full-path")) for node in container.iter(etree.Element) if local_name(node) == "rootfile")


def _chapters(archive: zipfile.ZipFile, root: etree._Element, folder: str) -> Iterator[Passage]:
    files = {node.get("id"): node.get("href") or "" for node in _named(root, "item")}
    order = [files.get(node.get("idref"), "") for node in _named(root, "itemref")]
    for number, href in enumerate(filter(None, order), 1):
        name = posixpath.normpath(posixpath.join(folder, unquote(href)))
        if name not in archive.namelist():
            continue
        _, lines = page_text(decoded(archive.read(name)))
        for run in runs(lines):
            yield Passage(f"chapter {number}, {run.label}", "text", run.text)


def _named(root: etree._Element, name: str) -> Iterator[etree._Element]:
    return (node for node in root.iter(etree.Element) if local_name(node) == name)


def _properties(root: etree._Element) -> dict[str, str]:
    found: dict[str, str] = {}
    for node in root.iter(etree.Element):
        name = _PROPERTIES.get(local_name(node))
        if name and node.text and node.text.strip():
            found.setdefault(name, node.text.strip())
    return found
