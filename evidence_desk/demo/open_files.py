"""Text, table and slides as LibreOffice writes them, the same bytes each time: OpenDocument 1.2 (OASIS)."""

import io
import zipfile
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from evidence_desk.demo.markup import Block, Bullet, Heading, PageBreak, Quote, Table

_NAMES = {
    "office": "office", "text": "text", "table": "table", "draw": "drawing", "presentation": "presentation",
    "style": "style", "meta": "meta", "svg": "svg-compatible", "fo": "xsl-fo-compatible",
}  # fmt: skip
_XMLNS = " ".join(f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for short, name in _NAMES.items())
_STYLES = (
    '<style:style style:name="Turn" style:family="paragraph">'
    '<style:paragraph-properties fo:break-before="page"/></style:style>'
    '<style:style style:name="Away" style:family="table"><style:table-properties table:display="false"/></style:style>'
)


def open_text(blocks: list[Block], *, title: str, day: str) -> bytes:
    """The blocks as an ODT."""
    return _packed("text", "".join(map(_written, blocks)), title, day)


def open_slides(blocks: list[Block], *, title: str, day: str) -> bytes:
    """An ODP with a slide for each heading, its bullets, and what the speaker says as notes."""
    return _packed("presentation", "".join(_slides(blocks)), title, day)


def open_sheets(sheets: list[dict[str, Any]], *, title: str, day: str) -> bytes:
    """An ODS of the sheets: `name`, `rows` of values, `hidden`."""
    return _packed("spreadsheet", "".join(map(_sheet, sheets)), title, day)


def _written(block: Block) -> str:
    match block:
        case Heading(level, text):
            return f'<text:h text:outline-level="{level}">{escape(text)}</text:h>'
        case Bullet(text):
            return f"<text:list><text:list-item>{_p(text)}</text:list-item></text:list>"
        case Table(rows):
            columns = f'<table:table-column table:number-columns-repeated="{len(rows[0])}"/>'
            lines = ("".join(f"<table:table-cell>{_p(cell)}</table:table-cell>" for cell in row) for row in rows)
            body = "".join(f"<table:table-row>{line}</table:table-row>" for line in lines)
            return f"<table:table>{columns}{body}</table:table>"
        case PageBreak():
            return '<text:p text:style-name="Turn"/>'
        case _:
            return _p(getattr(block, "text", ""))


def _p(text: str) -> str:
    return f"<text:p>{escape(text)}</text:p>"


def _slides(blocks: list[Block]) -> Iterator[str]:
    starts = [at for at, block in enumerate(blocks) if isinstance(block, Heading)]
    for number, (start, stop) in enumerate(zip(starts, [*starts[1:], len(blocks)], strict=True), 1):
        head, *rest = blocks[start:stop]
        said = "".join(_p(block.text) for block in rest if isinstance(block, Quote))
        shown = "".join(_p(block.text) for block in rest if isinstance(block, Bullet))
        yield (
            f'<draw:page draw:name="Slide {number}">{_box(1, 3, _p(getattr(head, "text", "")))}{_box(5, 14, shown)}'
            f"<presentation:notes>{_box(1, 10, said)}</presentation:notes></draw:page>"
        )


def _box(top: int, height: int, inside: str) -> str:
    where = f'svg:x="2cm" svg:y="{top}cm" svg:width="24cm" svg:height="{height}cm"'
    return f"<draw:frame {where}><draw:text-box>{inside}</draw:text-box></draw:frame>"


def _sheet(sheet: dict[str, Any]) -> str:
    away = ' table:style-name="Away"' if sheet.get("hidden") else ""
    rows = "".join(
        f"<table:table-row>{''.join(map(_cell, row)) or '<table:table-cell/>'}</table:table-row>"
        for row in sheet["rows"]
    )
    return f"<table:table table:name={quoteattr(sheet['name'])}{away}>{rows}</table:table>"


def _cell(value: Any) -> str:
    if isinstance(value, int | float):
        return f'<table:table-cell office:value-type="float" office:value="{value}">{_p(str(value))}</table:table-cell>'
    return f'<table:table-cell office:value-type="string">{_p(str(value))}</table:table-cell>'


def _packed(kind: str, body: str, title: str, day: str) -> bytes:
    mimetype = f"application/vnd.oasis.opendocument.{kind}"
    styles = f"<office:automatic-styles>{_STYLES}</office:automatic-styles>"
    parts = {
        "content.xml": f"{styles}<office:body><office:{kind}>{body}</office:{kind}></office:body>",
        "meta.xml": f"<office:meta><dc:title>{escape(title)}</dc:title><dc:date>{day}T09:00:00</dc:date></office:meta>",
    }
    listed = "".join(
        f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="{media}"/>'
        for name, media in {"/": mimetype, **dict.fromkeys(parts, "text/xml")}.items()
    )
    manifest = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    written = {
        "mimetype": mimetype,
        **{name: _document(name.removesuffix(".xml"), inner) for name, inner in parts.items()},
        "META-INF/manifest.xml": f'{_HEAD}<manifest:manifest xmlns:manifest="{manifest}">{listed}</manifest:manifest>',
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in written.items():
            entry = zipfile.ZipInfo(name, datetime.fromisoformat(f"{day}T09:00:00").timetuple()[:6])
            entry.create_system = 3
            archive.writestr(entry, text)
    return out.getvalue()


_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


def _document(part: str, inner: str) -> str:
    names = f'{_XMLNS} xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.2"'
    return f"{_HEAD}<office:document-{part} {names}>{inner}</office:document-{part}>"
