"""CSV and TSV with any of the usual delimiters."""

import csv
import io
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from evidence_desk.extract.found import Found
from evidence_desk.extract.text import MOST_CHARACTERS, encoding_of, pieces, row_blocks, row_text

_DELIMITERS = ",;\t|"
_SAMPLE_ROWS = 30
_SAMPLE_CHARACTERS = 20_000

csv.field_size_limit(10_000_000)


def read(path: Path) -> Found:
    """The rows in blocks of fifty: `rows 1–50`."""
    with path.open("rb") as file:
        data = file.read(MOST_CHARACTERS + 1)
    passages = tuple(row_blocks("", "sheet", enumerate(_rows(data, encoding_of(data)), 1)))
    reason = None if len(data) <= MOST_CHARACTERS else "It is very long: only its first 50 MB were read."
    return Found(passages, reason=reason, is_table=True)


def _rows(data: bytes, encoding: str) -> Iterator[str]:
    delimiter = _delimiter(next(pieces(data, encoding), "")[:_SAMPLE_CHARACTERS])
    lines = _lines(data, encoding)
    try:
        for cells in csv.reader(lines, delimiter=delimiter):
            yield row_text(cells)
    except csv.Error:
        yield from lines


def _lines(data: bytes, encoding: str) -> Iterator[str]:
    for piece in pieces(data, encoding):
        yield from io.StringIO(piece.replace("\0", ""), newline="")


def _delimiter(sample: str) -> str:
    # csv.Sniffer also guesses quoting, wrongly where the sample holds none, and can take minutes over odd text.
    return max(_DELIMITERS, key=lambda delimiter: _evenness(sample, delimiter))


def _evenness(sample: str, delimiter: str) -> int:
    try:
        rows = csv.reader(io.StringIO(sample.replace("\0", ""), newline=""), delimiter=delimiter)
        widths = Counter(len(row) for row, _ in zip(rows, range(_SAMPLE_ROWS), strict=False) if row)
    except csv.Error:
        return 0
    if not widths:
        return 0
    width, times = widths.most_common(1)[0]
    return times * (width - 1)
