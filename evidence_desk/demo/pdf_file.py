"""A PDF of plain pages: text, tables and pictures, with bookmarks, the same bytes wherever it is made.

Written out here because the library that could do it (MuPDF) may be loaded in worker processes only, and because the
reference of an example item is drawn from its bytes. After ISO 32000-1: 7.5 file structure, 9.6.2.2 standard fonts.
"""

from collections.abc import Iterator, Mapping

from evidence_desk.demo.markup import Block, Bullet, Heading, PageBreak, Photo, Quote, Table
from evidence_desk.demo.picture import Picture

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
        self.pictures: list[Picture] = []
        self.scans: set[int] = set()
        self.marks: list[tuple[str, int, float]] = []
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

    def picture(self, picture: Picture, words: str) -> None:
        """Without words below it, it is a scan or a photograph: alone on its page, and nothing can be read there."""
        if not words:
            if self.pages[-1]:
                self.turn()
            scale = min(_WIDTH / picture.width, _HEIGHT / picture.height)
            width, height = picture.width * scale, picture.height * scale
            self._place(picture, (_WIDTH - width) / 2, (_HEIGHT - height) / 2, width, height)
            self.scans.add(len(self.pages))
            self.y = 0
            return
        width = _WIDTH - 2 * _MARGIN
        height = width * picture.height / picture.width
        self.room(height + 40)
        self.y -= height
        self._place(picture, _MARGIN, self.y, width, height)
        self.y -= 4
        self.text(words, size=9, font=_SLANTED)

    def _place(self, picture: Picture, x: float, y: float, width: float, height: float) -> None:
        self.pages[-1].append(f"q {width:.1f} 0 0 {height:.1f} {x:.1f} {y:.1f} cm /P{len(self.pictures)} Do Q")
        self.pictures.append(picture)

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


def pdf(blocks: list[Block], *, title: str, day: str, pictures: Mapping[str, Picture] | None = None) -> bytes:
    """The blocks as a PDF, said to be made on `day` (ISO). `pictures` by what they are made from."""
    drawing = _Pages()
    for block in blocks:
        _draw(drawing, block, pictures or {})
    for number, page in enumerate(drawing.pages, 1):
        if number not in drawing.scans:
            page.append(
                f"BT /F{_PLAIN} 8 Tf {_MARGIN} 34 Td (Northshire. Invented for demonstration. Page {number}) Tj ET"
            )
    return _file(drawing, title, day)


def _draw(drawing: _Pages, block: Block, pictures: Mapping[str, Picture]) -> None:
    match block:
        case Heading(level, text):
            drawing.room(90)  # so that a heading never stands alone at the foot of a page
            drawing.y -= 8
            if level <= 2:
                drawing.marks.append((text, len(drawing.pages), drawing.y))
            drawing.text(text, size=22 - 3 * level, font=_BOLD, after=8)
        case Bullet(text):
            drawing.text(f"• {text}", indent=12, after=4)
        case Quote(text):
            drawing.text(text, indent=24, font=_SLANTED)
        case Table(rows):
            drawing.table(rows)
        case PageBreak():
            drawing.turn()
        case Photo(words, made_from):
            drawing.picture(pictures[made_from], words)
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


def _file(drawing: _Pages, title: str, day: str) -> bytes:
    """The objects: catalogue, page tree, two for each page, fonts, pictures, bookmarks, and last what it is called."""
    pages, fonts = drawing.pages, len(drawing.pages) * 2 + 3
    photos = fonts + len(_FONTS)
    marks = photos + len(drawing.pictures)
    kids = " ".join(f"{3 + 2 * at} 0 R" for at in range(len(pages)))
    used = " ".join(f"/F{at} {fonts + at} 0 R" for at in range(len(_FONTS)))
    seen = " ".join(f"/P{at} {photos + at} 0 R" for at in range(len(drawing.pictures)))
    bodies = [
        f"<< /Type /Catalog /Pages 2 0 R{f' /Outlines {marks} 0 R' if drawing.marks else ''} >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
    ]
    objects = [body.encode("cp1252") for body in bodies]
    for at, page in enumerate(pages):
        box = f"/MediaBox [0 0 {_WIDTH} {_HEIGHT}] /Resources << /Font << {used} >> /XObject << {seen} >> >>"
        objects.append(f"<< /Type /Page /Parent 2 0 R {box} /Contents {4 + 2 * at} 0 R >>".encode())
        objects.append(_stream("", "\n".join(page).encode("cp1252")))
    for one in _FONTS:
        objects.append(f"<< /Type /Font /Subtype /Type1 /BaseFont /{one} /Encoding /WinAnsiEncoding >>".encode())
    objects += map(_image, drawing.pictures)
    objects += [body.encode() for body in _bookmarks(drawing.marks, marks)]
    made = f"D:{day.replace('-', '')}090000Z"
    objects.append(f"<< /Title {_words(title)} /CreationDate ({made}) /ModDate ({made}) >>".encode())
    return _numbered(objects)


def _stream(facts: str, data: bytes) -> bytes:
    return f"<< {facts}/Length {len(data)} >>\nstream\n".encode() + data + b"\nendstream"


def _image(picture: Picture) -> bytes:
    """An image of indexed colours: ISO 32000-1, 8.9.5."""
    table = b"".join(bytes(colour) for colour in picture.colours).hex()
    return _stream(
        f"/Type /XObject /Subtype /Image /Width {picture.width} /Height {picture.height} /BitsPerComponent 8"
        f" /ColorSpace [/Indexed /DeviceRGB {len(picture.colours) - 1} <{table}>] /Filter /RunLengthDecode ",
        picture.run_lengths(),
    )


def _bookmarks(marks: list[tuple[str, int, float]], first: int) -> Iterator[str]:
    """One level of bookmarks: ISO 32000-1, 12.3.3."""
    if not marks:
        return
    last = first + len(marks)
    yield f"<< /Type /Outlines /First {first + 1} 0 R /Last {last} 0 R /Count {len(marks)} >>"
    for number, (words, page, y) in enumerate(marks, first + 1):
        before = f" /Prev {number - 1} 0 R" if number > first + 1 else ""
        after = f" /Next {number + 1} 0 R" if number < last else ""
        where = f"[{1 + 2 * page} 0 R /XYZ 0 {y:.0f} 0]"
        yield f"<< /Title {_words(words)} /Parent {first} 0 R{before}{after} /Dest {where} >>"


def _words(text: str) -> str:
    return f"<FEFF{text.encode('utf-16-be').hex()}>"


def _numbered(bodies: list[bytes]) -> bytes:
    out, places = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n", []
    for number, body in enumerate(bodies, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    trailer = f"trailer\n<< /Size {len(bodies) + 1} /Root 1 0 R /Info {len(bodies)} 0 R >>"
    head = f"xref\n0 {len(bodies) + 1}\n0000000000 65535 f \n"
    return out + f"{head}{table}{trailer}\nstartxref\n{len(out)}\n%%EOF\n".encode("ascii")
