"""LibreOffice Writer and Impress: text with tables, slides with notes, headers, footers, comments and charts."""

import zipfile
from collections.abc import Iterable, Iterator, Mapping

from lxml import etree

from evidence_desk.extract.found import Found, Source
from evidence_desk.extract.office import check_unpacked_size, parts, properties
from evidence_desk.extract.sniffing import Damaged, Locked
from evidence_desk.extract.text import row_text, runs
from evidence_desk.model.passage import Passage

_NAMES = "urn:oasis:names:tc:opendocument:xmlns:"
_TEXT, _TABLE, _OFFICE = (f"{{{_NAMES}{name}:1.0}}" for name in ("text", "table", "office"))
_H, _P, _TABS, _ROWS, _CELLS = f"{_TEXT}h", f"{_TEXT}p", f"{_TABLE}table", f"{_TABLE}table-row", f"{_TABLE}table-cell"
_PAGE, _NOTES = f"{{{_NAMES}drawing:1.0}}page", f"{{{_NAMES}presentation:1.0}}notes"
_KIND = f"{_OFFICE}value-type"
_SPACES = {f"{_TEXT}s": " ", f"{_TEXT}tab": "\t", f"{_TEXT}line-break": "\n"}
_COMMENT, _CREATOR = f"{_OFFICE}annotation", "{http://purl.org/dc/elements/1.1/}creator"
_NOTE, _NOTE_BODY, _BOX = f"{_TEXT}note", f"{_TEXT}note-body", f"{{{_NAMES}drawing:1.0}}text-box"
_STYLE = f"{{{_NAMES}style:1.0}}style"
_OBJECT, _HREF = f"{{{_NAMES}drawing:1.0}}object", "{http://www.w3.org/1999/xlink}href"
_CHART, _DELETED = f"{{{_NAMES}chart:1.0}}chart", f"{_TEXT}tracked-changes"
_SVG, _FORM = f"{{{_NAMES}svg-compatible:1.0}}", f"{{{_NAMES}form:1.0}}"
_FIELDS = tuple(f"{_FORM}{kind}" for kind in ("text", "textarea", "combobox", "formatted-text", "date", "number"))
# What has lines of its own also where it lies in a paragraph: words in a shape, and those said of a picture.
_APART = frozenset((_P, _H, f"{_SVG}title", f"{_SVG}desc"))
# What stands beside the paragraph it is anchored in.
_ASIDE = frozenset((_COMMENT, _NOTE, _BOX))


def read(path: Source) -> Found:
    """The paragraphs and tables of a text, or the slides of a presentation."""
    check_unpacked_size(path)
    check_unlocked(path)
    found = dict(parts(path, ("content.xml", "styles.xml")))
    if "content.xml" not in found:
        raise Damaged
    root = found["content.xml"]
    etree.strip_elements(root, _DELETED, with_tail=False)
    within = embedded(path)
    slides = list(root.iter(_PAGE))
    hidden = _hidden(root)
    passages = [passage for number, slide in enumerate(slides, 1) for passage in _slide(slide, number, hidden, within)]
    if not slides:
        passages = [*_body(root), *_beside(root), *_charts(within.values())]
    asides = _margins(found["styles.xml"]) if "styles.xml" in found else []
    passages.append(Passage("headers and footers", "notes", "\n".join(dict.fromkeys(asides))))
    return Found(tuple(passages), properties(path), len(slides) or None)


def embedded(path: Source) -> dict[str, str]:
    """The words of each chart, table or text that lies within the document, by the name of its folder."""
    with zipfile.ZipFile(path) as archive:
        names = tuple(name for name in archive.namelist() if name.endswith("/content.xml"))
    return {name.removesuffix("/content.xml"): _words_within(root) for name, root in parts(path, names)}


def _words_within(root: etree._Element) -> str:
    if root.find(f".//{_CHART}") is None:
        return "\n".join(passage.text for passage in (*_body(root), *_beside(root)) if passage.text)
    figures = {line for cell in root.iter(_CELLS) if cell.get(_KIND) != "string" for line in cell.iter(_P)}
    return "\n".join(dict.fromkeys(_text(line) for line in root.iter(_P) if line not in figures))


def _charts(within: Iterable[str]) -> Iterator[Passage]:
    yield Passage("charts and other objects", "notes", "\n".join(dict.fromkeys(within)))


def check_unlocked(path: Source) -> None:
    """Raises `Locked` where a part of the document is under a password."""
    if any(root.find(".//{*}encryption-data") is not None for _, root in parts(path, ("META-INF/manifest.xml",))):
        raise Locked


def _body(root: etree._Element) -> Iterator[Passage]:
    run: list[str] = []
    counted = tables = 0
    walk = etree.iterwalk(root, events=("start",), tag=(_H, _P, _TABS, _COMMENT, _BOX))
    for _, node in walk:
        walk.skip_subtree()
        if node.tag == _TABS:
            yield from runs(run, first=counted + 1)
            counted += sum(bool(text.strip()) for text in run)
            run, tables = [], tables + 1
            yield Passage(f"table {tables}", "table", "\n".join(_rows(node)))
        elif node.tag not in _ASIDE:
            run.append(_text(node))
    yield from runs(run, first=counted + 1)


def _margins(styles: etree._Element) -> list[str]:
    """Headers and footers; not what LibreOffice says in the empty places of a master slide."""
    asked = f"{{{_NAMES}presentation:1.0}}class"
    lines = (node for node in styles.iter(_P, _H) if not any(one.get(asked) for one in node.iterancestors()))
    return [text for text in map(_text, filter(_has_own_line, lines)) if text.strip()]


def _beside(root: etree._Element) -> Iterator[Passage]:
    """Footnotes, text boxes and comments of a text."""
    notes = [line for note in root.iter(_NOTE_BODY) for line in _lines(note)]
    yield Passage("footnotes", "notes", "\n".join(notes))
    boxes = [box for box in root.iter(_BOX) if next(box.iterancestors(_BOX), None) is None]
    yield Passage("text boxes", "text", "\n".join(line for box in boxes for line in _lines(box)))
    yield Passage("comments", "notes", comments(root))
    yield Passage("filled in", "notes", "\n".join(_filled_in(root)))


def _filled_in(root: etree._Element) -> Iterator[str]:
    """What somebody typed into the fields of a form, with what each is called."""
    for field in root.iter(*_FIELDS):
        said = field.get(f"{_FORM}current-value") or field.get(f"{_FORM}value")
        if said:
            yield ": ".join(filter(None, (str(field.get(f"{_FORM}name") or ""), str(said))))


def comments(root: etree._Element) -> str:
    """The comments in the element, a line each, with their authors."""
    lines = []
    for comment in root.iter(_COMMENT):
        said, author = " ".join(_lines(comment)), str(comment.findtext(_CREATOR) or "")
        lines.append(f"{author}: {said}" if author and said else said)
    return "\n".join(line for line in lines if line)


def _hidden(root: etree._Element) -> frozenset[str]:
    """The names of the styles that hide a slide."""
    return frozenset(
        str(style.get(f"{{{_NAMES}style:1.0}}name"))
        for style in root.iter(_STYLE)
        if any(node.get(f"{{{_NAMES}presentation:1.0}}visibility") == "hidden" for node in style)
    )


def _slide(slide: etree._Element, number: int, hidden: frozenset[str], within: Mapping[str, str]) -> Iterator[Passage]:
    style = slide.get(f"{{{_NAMES}drawing:1.0}}style-name")
    place = f"slide {number}" + (" (hidden)" if style in hidden else "")
    notes = [node for node in slide.iter(_NOTES)]
    aside = {line for node in (*notes, *slide.iter(_COMMENT)) for line in node.iter(_P)}
    lines = [_text(line) for line in slide.iter(_P, _H) if line not in aside and _has_own_line(line)]
    lines += [within.get(str(one.get(_HREF)).removeprefix("./"), "") for one in slide.iter(_OBJECT)]
    yield Passage(place, "slide", "\n".join(line for line in lines if line.strip()))
    yield Passage(f"{place}, notes", "notes", "\n".join(line for node in notes for line in _lines(node)))
    yield Passage(f"{place}, comments", "notes", comments(slide))


def _rows(table: etree._Element) -> list[str]:
    own = (row for row in table.iter(_ROWS) if next(row.iterancestors(_TABS)) is table)
    rows = (
        row_text(" ".join(_lines(cell)) for cell in row.iter(_CELLS) if next(cell.iterancestors(_ROWS)) is row)
        for row in own
    )
    return [row for row in rows if row.strip()]


def _lines(root: etree._Element) -> list[str]:
    return [text for text in (_text(node) for node in root.iter(_P, _H) if _has_own_line(node)) if text.strip()]


def _has_own_line(paragraph: etree._Element) -> bool:
    """Not where it lies in another paragraph, whose text holds it."""
    around = next(paragraph.iterancestors(_P, _H, *_ASIDE), None)
    return around is None or around.tag in _ASIDE


def _text(paragraph: etree._Element) -> str:
    pieces = [paragraph.text or ""]
    walk = etree.iterwalk(paragraph, events=("start", "end"))
    for event, node in walk:
        if node is paragraph:
            continue
        if event == "start" and node.tag in _ASIDE:
            walk.skip_subtree()
        elif event == "start":
            pieces += ["\n" if node.tag in _APART else _SPACES.get(str(node.tag), ""), node.text or ""]
        else:
            pieces += ["\n" if node.tag in _APART else "", node.tail or ""]
    return "".join(pieces)
