"""PowerPoint: each slide's text, its tables and what the speaker noted."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree
from pptx.exc import PackageNotFoundError
from pptx.package import Package

from evidence_desk.extract.charts import chart_lines
from evidence_desk.extract.found import Found, Source
from evidence_desk.extract.office import check_unpacked_size, parser, properties
from evidence_desk.extract.sniffing import Damaged
from evidence_desk.extract.text import row_text
from evidence_desk.model.passage import Passage

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_P, _T, _BR, _TBL, _TR, _TC = (f"{_A}{name}" for name in ("p", "t", "br", "tbl", "tr", "tc"))
_SLIDE = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_MARGINS = frozenset(("hdr", "ftr", "dt", "sldNum"))
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def read(path: Source) -> Found:
    """The slides in their order; SmartArt and grouped shapes too."""
    check_unpacked_size(path)
    try:
        presentation: Any = Package.open(str(path) if isinstance(path, Path) else path).main_document_part.presentation
        slides = list(presentation.slides)
    except (PackageNotFoundError, KeyError, ValueError, AttributeError) as error:
        raise Damaged("opened as a presentation") from error
    authors = _authors(presentation.part)
    passages = [passage for number, slide in enumerate(slides, 1) for passage in _slide(slide, number, authors)]
    heading = _lines(slides[0].element)[:1] if slides else []
    found = {**properties(path), **({"heading": heading[0]} if heading else {})}
    return Found(tuple(passages), found, len(slides))


def _slide(slide: Any, number: int, authors: dict[str, str]) -> Iterator[Passage]:
    place = f"slide {number}" + (" (hidden)" if slide.element.get("show") == "0" else "")
    yield Passage(place, "slide", "\n".join([*_lines(slide.element), *_smart_art(slide.part), *_charts(slide.part)]))
    for table in slide.element.iter(_TBL):
        rows = (row_text(" ".join(_lines(cell, table)) for cell in row.iter(_TC)) for row in table.iter(_TR))
        yield Passage(f"{place}, table", "table", "\n".join(row for row in rows if row.strip()))
    if slide.has_notes_slide:
        yield Passage(f"{place}, notes", "notes", "\n".join(_notes(slide.notes_slide.element)))
    yield Passage(f"{place}, comments", "notes", "\n".join(_comments(slide.part, authors)))


def _lines(root: etree._Element, table: etree._Element | None = None) -> list[str]:
    """The paragraphs of the element that lie in `table`, or in none."""
    lines = []
    for paragraph in root.iter(_P):
        if (
            next(paragraph.iterancestors(_TBL), None) is not table
            or next(paragraph.iterancestors(_FALLBACK), None) is not None
        ):
            continue
        text = "".join("\n" if node.tag == _BR else str(node.text or "") for node in paragraph.iter(_T, _BR))
        if text.strip():
            lines.append(text)
    return lines


def _smart_art(part: Any) -> list[str]:
    return [line for root in _related(part, "/diagramData") for line in _lines(root)]


def _charts(part: Any) -> list[str]:
    kinds = ("/chart", "/chartEx")
    return [line for kind in kinds for root in _related(part, kind) for line in chart_lines(root)]


def _notes(root: etree._Element) -> list[str]:
    """All that is written on the page of notes but its margins, which stand on every such page."""
    margins = {
        line
        for shape in root.iter(f"{_SLIDE}sp")
        if any(mark.get("type") in _MARGINS for mark in shape.iter(f"{_SLIDE}ph"))
        for line in _lines(shape)
    }
    return [line for line in _lines(root) if line not in margins]


def _comments(part: Any, authors: dict[str, str]) -> Iterator[str]:
    """Comments and the answers to them, as PowerPoint writes them since 2021 and as it did before."""
    for root in _related(part, "/comments"):
        for comment in root.iter("{*}cm", "{*}reply"):
            bodies = comment.findall("{*}txBody")
            said = " ".join([*(str(text.text or "") for text in comment.findall("{*}text")), *map(_said, bodies)])
            author = authors.get(str(comment.get("authorId")), "")
            if said.strip():
                yield f"{author}: {said}" if author else said


def _said(body: etree._Element) -> str:
    return " ".join(_lines(body))


def _authors(part: Any) -> dict[str, str]:
    """Who comments, by the number or code the comments name."""
    roots = [*_related(part, "/commentAuthors"), *_related(part, "/authors")]
    return {
        str(author.get("id")): str(author.get("name") or "")
        for root in roots
        for author in root.iter("{*}cmAuthor", "{*}author")
    }


def _related(part: Any, kind: str) -> Iterator[etree._Element]:
    """The XML of the parts that this one names as of a kind; one that is damaged is passed over."""
    for relation in part.rels.values():
        if relation.reltype.endswith(kind) and not relation.is_external:
            try:
                yield etree.fromstring(relation.target_part.blob, parser())
            except etree.XMLSyntaxError:
                continue
