"""Word: paragraphs and tables in reading order, then headers, footers, notes, comments and text boxes."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from docx.opc.exceptions import PackageNotFoundError
from docx.package import Package
from lxml import etree

from evidence_desk.extract.charts import chart_lines
from evidence_desk.extract.found import Found, Source
from evidence_desk.extract.office import check_unpacked_size, parser, parts, properties
from evidence_desk.extract.sniffing import Damaged
from evidence_desk.extract.text import ROWS_A_PASSAGE, row_blocks, row_text, runs
from evidence_desk.model.passage import Passage

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_P, _T, _TBL, _TR, _TC = (f"{_W}{name}" for name in ("p", "t", "tbl", "tr", "tc"))
_BOX, _COMMENT, _AUTHOR, _STYLE = (f"{_W}{name}" for name in ("txbxContent", "comment", "author", "pStyle"))
_SPACES = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_BEGINNING = 4
_ASIDES = {
    "header": "headers and footers",
    "footer": "headers and footers",
    "footnotes": "footnotes",
    "endnotes": "endnotes",
    "comments": "comments",
    "diagramData": "diagrams",
    "chart": "charts",
    "chartEx": "charts",
}
_PART = re.compile(r"word/([a-z]+)\d*\.xml")


def read(path: Source) -> Found:
    """All text of the document; text somebody deleted under tracked changes is not read."""
    check_unpacked_size(path)
    try:
        main = Package.open(str(path) if isinstance(path, Path) else path).main_document_part
    except (PackageNotFoundError, KeyError, ValueError) as error:
        # It may name a picture that is not there: its words are.
        beside = [(found.group(1), one) for name, one in parts(path, start="word/") if (found := _PART.fullmatch(name))]
        root = dict(beside).get("document")
        if root is None:
            raise Damaged("opened as a Word document") from error
    else:
        root, beside = _root(main), list(_related(main))
    passages = [*_body(root), *_asides(beside), *_boxes(root)]
    return Found(tuple(passages), {**properties(path), **_heading(root)})


def _root(part: Any) -> etree._Element:
    # A document with macros comes as plain bytes: python-docx parses none of it.
    element: etree._Element | None = getattr(part, "element", None)
    return element if element is not None else etree.fromstring(part.blob, parser())


def _body(root: etree._Element) -> Iterator[Passage]:
    run: list[str] = []
    counted = tables = 0
    for block in _blocks(root):
        if block.tag == _P:
            run.append(_text(block))
            continue
        yield from runs(run, first=counted + 1)
        counted += sum(bool(text.strip()) for text in run)
        run, tables = [], tables + 1
        yield from _table(block, f"table {tables}")
    yield from runs(run, first=counted + 1)


def _blocks(root: etree._Element) -> Iterator[etree._Element]:
    """Paragraphs and tables that lie in no table and no text box, also in content controls."""
    walk = etree.iterwalk(root, events=("start",), tag=(_P, _TBL))
    for _, node in walk:
        walk.skip_subtree()
        yield node


def _text(paragraph: etree._Element) -> str:
    pieces = []
    for node in paragraph.iter(_T, *_SPACES):
        if next(node.iterancestors(_P), None) is paragraph:
            pieces.append(_SPACES.get(str(node.tag)) or node.text or "")
    return "".join(pieces)


def _table(table: etree._Element, label: str) -> Iterator[Passage]:
    rows = [
        row_text(_cell(cell) for cell in row.iter(_TC) if next(cell.iterancestors(_TR), None) is row)
        for row in table.iter(_TR)
        if next(row.iterancestors(_TBL), None) is table
    ]
    if len(rows) > ROWS_A_PASSAGE:
        yield from row_blocks(label, "table", enumerate(rows, 1))
    else:
        yield Passage(label, "table", "\n".join(row for row in rows if row.strip()))


def _cell(cell: etree._Element) -> str:
    return " ".join(_text(paragraph) for paragraph in cell.iter(_P))


def _related(main: Any) -> Iterator[tuple[str, etree._Element]]:
    for relation in main.rels.values():
        kind = relation.reltype.rpartition("/")[2]
        if kind in _ASIDES and not relation.is_external:
            yield kind, _root(relation.target_part)


def _asides(beside: Iterable[tuple[str, etree._Element]]) -> Iterator[Passage]:
    texts: dict[str, list[str]] = {}
    for kind, root in beside:
        label = _ASIDES.get(kind)
        if label is None:
            continue
        found = _lines(root)
        if label == "comments":
            found = [_comment(node) for node in root.iter(_COMMENT)]
        elif label in ("charts", "diagrams"):
            found = chart_lines(root)
        texts.setdefault(label, []).extend(line for line in found if line.strip())
    for label, lines in texts.items():
        yield Passage(label, "notes", "\n".join(dict.fromkeys(lines)))


def _comment(node: etree._Element) -> str:
    said = " ".join(_lines(node))
    author = str(node.get(_AUTHOR) or "")
    return f"{author}: {said}" if author and said.strip() else said


def _boxes(root: etree._Element) -> Iterator[Passage]:
    # The same box stands twice: drawn anew, and as a fallback for old programs.
    boxes = [box for box in root.iter(_BOX) if next(box.iterancestors(_FALLBACK), None) is None]
    lines = [line for box in boxes for line in _lines(box)]
    yield Passage("text boxes", "text", "\n".join(lines))


def _lines(root: etree._Element) -> list[str]:
    return [text for text in (_text(paragraph) for paragraph in root.iter(_P)) if text.strip()]


def _heading(root: etree._Element) -> dict[str, str]:
    """The paragraph styled as the title, or a first heading that stands at the beginning."""
    beginning = set(islice(root.iter(_P), _BEGINNING))
    found: dict[str, str] = {}
    for style in root.iter(_STYLE):
        name = str(style.get(f"{_W}val", "")).lower().replace(" ", "")
        paragraph = next(style.iterancestors(_P), None)
        if paragraph is not None and (name == "title" or (name == "heading1" and paragraph in beginning)):
            found.setdefault(name, _text(paragraph).strip())
    heading = found.get("title") or found.get("heading1")
    return {"heading": heading} if heading else {}
