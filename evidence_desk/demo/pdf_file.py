"""A PDF of plain pages: text, bullets and tables in Helvetica, the same bytes wherever it is made.

Written out here because the library that could do it (MuPDF) may be loaded in worker processes only, and because the
reference of an example item is drawn from its bytes. After ISO 32000-1: 7.5 file structure, 9.6.2.2 standard fonts.
"""

from collections.abc import Iterator

from evidence_desk.demo.markup import Block, Bullet, Heading, PageBreak, Quote, Table

_WIDTH, _HEIGHT, _MARGIN = 595, 842, 76
_FONTS = ("Helvetica", "Helvetica-Bold", "Helvetica-Oblique")
_PLAIN, _BOLD, _SLANTED = range(3)
# Widths of the characters from space to tilde, in thousandths of the size (Adobe's metrics of Helvetica).
_WIDTHS = (
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778,
    722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278,
    278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
    556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
)  # fmt: skip


class _Pages:
    """The drawing so far: one list of operators a page, and the height at which the next line goes."""

    def __init__(self) -> None:
        self.pages: list[list[str]] = []
        self.turn()

    def turn(self) -> None:
        self.pages.append([])
        self.y = float(_HEIGHT - _MARGIN)

    def room(self, height: float) -> None:
        if self.y - height < _MARGIN:
            self.turn()

    def line(self, text: str, x: float, y: float, size: float, font: int) -> None:
        escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        self.pages[-1].append(f"BT /F{font} {size:g} Tf {x:.1f} {y:.1f} Td ({escaped}) Tj ET")

    def rule(self, y: float) -> None:
        self.pages[-1].append(f"0.5 w {_MARGIN} {y:.1f} m {_WIDTH - _MARGIN} {y:.1f} l S")

    def text(self, text: str, *, size: float = 12, font: int = _PLAIN, indent: float = 0, after: float = 7) -> None:
        for part in _wrapped(text, _WIDTH - 2 * _MARGIN - indent, size, font):
            self.room(size * 1.4)
            self.y -= size * 1.4
            self.line(part, _MARGIN + indent, self.y, size, font)
        self.y -= after

    def table(self, rows: tuple[tuple[str, ...], ...], size: float = 10) -> None:
        columns = _columns(rows)
        for number, row in enumerate(rows):
            font = _PLAIN if number else _BOLD
            cells = [list(_wrapped(cell, width - 8, size, font)) for cell, (_, width) in zip(row, columns, strict=True)]
            height = max(map(len, cells)) * size * 1.3 + 5
            self.room(height)
            for lines, (x, _) in zip(cells, columns, strict=True):
                for at, part in enumerate(lines):
                    self.line(part, x, self.y - (at + 1) * size * 1.3, size, font)
            self.y -= height
            self.rule(self.y)
        self.y -= 10


def pdf(blocks: list[Block], *, title: str, day: str) -> bytes:
    """The blocks as a PDF, said to be made on `day` (ISO)."""
    drawing = _Pages()
    for block in blocks:
        _draw(drawing, block)
    for number, page in enumerate(drawing.pages, 1):
        foot = f"BT /F{_PLAIN} 8 Tf {_MARGIN} 34 Td (Northshire. Invented for demonstration. Page {number}) Tj ET"
        page.append(foot)
    return _file(drawing.pages, title, day)


def _draw(drawing: _Pages, block: Block) -> None:
    match block:
        case Heading(level, text):
            drawing.room(90)  # so that a heading never stands alone at the foot of a page
            drawing.y -= 8
            drawing.text(text, size=22 - 3 * level, font=_BOLD, after=8)
        case Bullet(text):
            drawing.text(f"• {text}", indent=12, after=4)
        case Quote(text):
            drawing.text(text, indent=24, font=_SLANTED)
        case Table(rows):
            drawing.table(rows)
        case PageBreak():
            drawing.turn()
        case _:
            drawing.text(block.text)


def _width(text: str, size: float, font: int) -> float:
    widths = sum(_WIDTHS[ord(letter) - 32] if " " <= letter <= "~" else 556 for letter in text)
    return widths * size / 1000 * (1.08 if font == _BOLD else 1)


def _wrapped(text: str, width: float, size: float, font: int) -> Iterator[str]:
    line = ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if line and _width(longer, size, font) > width:
            yield line
            line = word
        else:
            line = longer
    yield line


def _columns(rows: tuple[tuple[str, ...], ...]) -> list[tuple[float, float]]:
    """Left edge and width of each column, shared out by the longest cell of each."""
    longest = [min(max(len(row[at]) for row in rows), 40) + 4 for at in range(len(rows[0]))]
    unit = (_WIDTH - 2 * _MARGIN) / sum(longest)
    return [(_MARGIN + unit * sum(longest[:at]), unit * length) for at, length in enumerate(longest)]


def _file(pages: list[list[str]], title: str, day: str) -> bytes:
    fonts = len(pages) * 2 + 3
    kids = " ".join(f"{3 + 2 * at} 0 R" for at in range(len(pages)))
    used = " ".join(f"/F{at} {fonts + at} 0 R" for at in range(len(_FONTS)))
    bodies = ["<< /Type /Catalog /Pages 2 0 R >>", f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>"]
    for at, page in enumerate(pages):
        box = f"/MediaBox [0 0 {_WIDTH} {_HEIGHT}] /Resources << /Font << {used} >> >>"
        drawn = "\n".join(page)
        bodies.append(f"<< /Type /Page /Parent 2 0 R {box} /Contents {4 + 2 * at} 0 R >>")
        bodies.append(f"<< /Length {len(drawn.encode('cp1252'))} >>\nstream\n{drawn}\nendstream")
    bodies += [f"<< /Type /Font /Subtype /Type1 /BaseFont /{one} /Encoding /WinAnsiEncoding >>" for one in _FONTS]
    made = f"D:{day.replace('-', '')}090000Z"
    bodies.append(f"<< /Title <FEFF{title.encode('utf-16-be').hex()}> /CreationDate ({made}) /ModDate ({made}) >>")
    return _numbered(bodies)


def _numbered(bodies: list[str]) -> bytes:
    out, places = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n", []
    for number, body in enumerate(bodies, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("cp1252")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    trailer = f"trailer\n<< /Size {len(bodies) + 1} /Root 1 0 R /Info {len(bodies)} 0 R >>"
    head = f"xref\n0 {len(bodies) + 1}\n0000000000 65535 f \n"
    return out + f"{head}{table}{trailer}\nstartxref\n{len(out)}\n%%EOF\n".encode("ascii")
