"""LibreOffice Writer and Impress: text with tables, slides with notes, headers, footers and comments."""

from collections.abc import Iterator

from lxml import etree

from evidence_desk.extract.found import Found, Source
from evidence_desk.extract.office import check_unpacked_size, parts, properties
from evidence_desk.extract.sniffing import Locked, Rejected
from evidence_desk.extract.text import row_text, runs
from evidence_desk.model.passage import Passage

_NAMES = "urn:oasis:names:tc:opendocument:xmlns:"
_TEXT, _TABLE, _OFFICE = (f"{{{_NAMES}{name}:1.0}}" for name in ("text", "table", "office"))
_H, _P, _TABS, _ROWS, _CELLS = f"{_TEXT}h", f"{_TEXT}p", f"{_TABLE}table", f"{_TABLE}table-row", f"{_TABLE}table-cell"
_PAGE, _NOTES = f"{{{_NAMES}drawing:1.0}}page", f"{{{_NAMES}presentation:1.0}}notes"
_SPACES = {f"{_TEXT}s": " ", f"{_TEXT}tab": "\t", f"{_TEXT}line-break": "\n"}
_COMMENT = f"{_OFFICE}annotation"


def read(path: Source) -> Found:
    """The paragraphs and tables of a text, or the slides of a presentation."""
    check_unpacked_size(path)
    if any(root.find(".//{*}encryption-data") is not None for _, root in parts(path, ("META-INF/manifest.xml",))):
        raise Locked
    found = dict(parts(path, ("content.xml", "styles.xml")))
    if "content.xml" not in found:
        raise Rejected("It is damaged and cannot be opened.")
    root = found["content.xml"]
    slides = list(root.iter(_PAGE))
    passages = [passage for number, slide in enumerate(slides, 1) for passage in _slide(slide, number)]
    if not slides:
        passages = list(_body(root))
    asides = _lines(found["styles.xml"]) if "styles.xml" in found else []
    passages.append(Passage("headers and footers", "notes", "\n".join(dict.fromkeys(asides))))
    comments = [" ".join(_lines(comment)) for comment in root.iter(_COMMENT)]
    passages.append(Passage("comments", "notes", "\n".join(comments)))
    return Found(tuple(passages), properties(path), len(slides) or None)


def _body(root: etree._Element) -> Iterator[Passage]:
    run: list[str] = []
    counted = tables = 0
    walk = etree.iterwalk(root, events=("start",), tag=(_H, _P, _TABS, _COMMENT))
    for _, node in walk:
        walk.skip_subtree()
        if node.tag == _TABS:
            yield from runs(run, first=counted + 1)
            counted += sum(bool(text.strip()) for text in run)
            run, tables = [], tables + 1
            yield Passage(f"table {tables}", "table", "\n".join(_rows(node)))
        elif node.tag != _COMMENT:
            run.append(_text(node))
    yield from runs(run, first=counted + 1)


def _slide(slide: etree._Element, number: int) -> Iterator[Passage]:
    notes = [node for node in slide.iter(_NOTES)]
    noted = {line for node in notes for line in node.iter(_P)}
    lines = [_text(line) for line in slide.iter(_P, _H) if line not in noted]
    yield Passage(f"slide {number}", "slide", "\n".join(line for line in lines if line.strip()))
    yield Passage(f"slide {number}, notes", "notes", "\n".join(line for node in notes for line in _lines(node)))


def _rows(table: etree._Element) -> list[str]:
    rows = (row_text(" ".join(_lines(cell)) for cell in row.iter(_CELLS)) for row in table.iter(_ROWS))
    return [row for row in rows if row.strip()]


def _lines(root: etree._Element) -> list[str]:
    return [text for text in (_text(node) for node in root.iter(_P, _H)) if text.strip()]


def _text(paragraph: etree._Element) -> str:
    pieces = [paragraph.text or ""]
    walk = etree.iterwalk(paragraph, events=("start", "end"))
    for event, node in walk:
        if node is paragraph:
            continue
        if event == "start" and node.tag == _COMMENT:
            walk.skip_subtree()
        elif event == "start":
            pieces.append(_SPACES.get(str(node.tag), "") + (node.text or ""))
        else:
            pieces.append(node.tail or "")
    return "".join(pieces)
