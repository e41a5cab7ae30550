"""Recognition: the words on a page that is a picture, read by MuPDF with Tesseract's data. Only workers import this."""

import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pymupdf as _pymupdf

from evidence_desk.errors import KnownError
from evidence_desk.extract import picture
from evidence_desk.extract.guesses import guess
from evidence_desk.extract.pdf import TEXT_FLAGS, words_on
from evidence_desk.extract.picture import TOO_LARGE, is_too_large
from evidence_desk.extract.sniffing import picture_kind
from evidence_desk.extract.text import clean
from evidence_desk.extract.wordlist import known_share, word_list
from evidence_desk.model.passage import Guesses, Passage
from evidence_desk.model.scans import LEAST_CONFIDENCE

pymupdf: Any = _pymupdf  # most of it has no types

LANGUAGE = "eng"
TRAINEDDATA = f"{LANGUAGE}.traineddata"
ENGINE = f"MuPDF {pymupdf.VersionBind}, {LANGUAGE}"

# What Tesseract's own guide asks for: 300 dots an inch. A photo has no inches that mean anything; it has pixels.
_DPI = 300
_POINTS_AN_INCH = 72
_LEAST_PIXELS, _MOST_PIXELS = 4_000_000, 12_000_000
_TURNS = (90, 270, 180)
# Turning a page costs as much again each time.
_TURN_WITHIN_SECONDS = 12
_FEWEST_WORDS = 5
# Where nearly all is figures, the few words tell nothing of them.
_LEAST_SHARE = 0.1
_SHARE_BESIDE_TEXT = 0.25
_MANY_PIECES = 20
_NOT_DIGITS = str.maketrans("", "", "£%()-+.,:/")

Word = tuple[float, float, float, float, str]


@dataclass(frozen=True, slots=True)
class Recognised:
    """What was read off a page: text, words with boxes in points on the page as it is seen, how sure in percent.

    `known`: how many longer English words there are. The page's own text, such as a stamp, is part of the text.
    """

    engine: str
    text: str
    words: tuple[Word, ...] = ()
    confidence: float | None = None
    known: int = 0


def recognise(path: str, page: int, tessdata: str, passwords: tuple[str, ...] = ()) -> Recognised:
    """Reads a page counted from 1; one that lies on its side or its head is turned."""
    with _opened(Path(path), passwords) as document:
        shown = document[page - 1]
        own = _taken_off(shown) if document.is_pdf else None
        began = time.process_time()
        best = _read(shown, 0, tessdata)
        took = time.process_time() - began
        turns = iter(_TURNS if took < _TURN_WITHIN_SECONDS and _may_lie_wrong(best, tessdata) else ())
        while not _is_surely_read(best) and (turn := next(turns, None)):
            turned = _read(shown, turn, tessdata)
            best = turned if _is_surely_read(turned) else best
    if _is_noise(best, stamped=own is not None):
        return Recognised(ENGINE, "")
    return best if own is None else _with_own(best, *own)


def guesses_from(name: str, passages: tuple[Passage, ...]) -> Guesses:
    """What a file says of itself in what was recognised of it."""
    return guess(name, passages, {})


def _opened(path: Path, passwords: tuple[str, ...]) -> Any:
    with path.open("rb") as file:
        head = file.read(16)
    if picture_kind(head):
        return picture.opened(path)
    try:
        document = pymupdf.open(str(path), filetype="pdf")
    except (RuntimeError, ValueError) as error:
        raise KnownError("It is damaged.") from error
    if document.needs_pass and not any(document.authenticate(password) for password in passwords):
        document.close()
        raise KnownError("It is protected with a password.")
    return document


def _taken_off(shown: Any) -> tuple[str, tuple[Word, ...]] | None:
    """Takes the page's own text off it, so that it is not read twice, and hands it on; None where it has none."""
    text = clean(shown.get_text("text", flags=TEXT_FLAGS))
    if not text.strip():
        return None
    words = tuple(words_on(shown))
    shown.add_redact_annot(shown.rect * shown.derotation_matrix, fill=False)
    shown.apply_redactions(images=0, graphics=0, text=0)
    return text, words


def _with_own(read: Recognised, text: str, words: tuple[Word, ...]) -> Recognised:
    """The page's own text before or after what was read off the picture, as it stands on the page."""
    if not read.text.strip():
        return Recognised(ENGINE, "")
    first = bool(words and read.words) and words[0][1] <= read.words[0][1]
    parts = (text, read.text) if first else (read.text, text)
    return replace(read, text="\n".join(parts), words=(*words, *read.words) if first else (*read.words, *words))


def _read(shown: Any, turn: int, tessdata: str) -> Recognised:
    scale = _scale(shown)
    matrix = pymupdf.Matrix(scale, scale).prerotate(turn)
    # MuPDF recognises nothing in a grey picture.
    try:
        drawn = shown.get_pixmap(matrix=matrix, colorspace=pymupdf.csRGB, alpha=False)
        data = drawn.pdfocr_tobytes(compress=False, language=LANGUAGE, tessdata=tessdata)
    except (RuntimeError, pymupdf.mupdf.FzErrorBase) as error:
        raise KnownError(TOO_LARGE if is_too_large(error) else "It could not be recognised.") from error
    with pymupdf.open(stream=data, filetype="pdf") as read:
        text = clean(read[0].get_text("text", flags=TEXT_FLAGS))
        words = _placed(read[0].get_text("words", flags=TEXT_FLAGS), read[0].rect, shown.rect, turn)
    english, longer, told = _known(text, tessdata)
    can_tell = told > _LEAST_SHARE * len(words)
    return Recognised(ENGINE, text, words, round(100 * english / told, 1) if can_tell else None, longer)


def _scale(shown: Any) -> float:
    area = shown.rect.width * shown.rect.height
    scale = _DPI / _POINTS_AN_INCH
    if not shown.parent.is_pdf:
        own = [info["width"] / shown.rect.width for info in shown.get_image_info()]
        scale = max((_LEAST_PIXELS / area) ** 0.5, *own)
    return float(min(scale, (_MOST_PIXELS / area) ** 0.5))


def _placed(found: Any, read: Any, shown: Any, turn: int) -> tuple[Word, ...]:
    """The boxes as they lie on the page before it was turned, in its points."""
    back = (
        pymupdf.Rect(read).torect(pymupdf.Rect(0, 0, 1, 1))
        * _UNTURNED[turn]
        * pymupdf.Matrix(shown.width, shown.height)
    )
    return tuple((*(round(edge, 1) for edge in pymupdf.Rect(word[:4]) * back), word[4]) for word in found)


# From the unit square of the turned page to that of the page.
_UNTURNED = {
    0: pymupdf.Matrix(1, 0, 0, 1, 0, 0),
    90: pymupdf.Matrix(0, -1, 1, 0, 0, 1),
    180: pymupdf.Matrix(-1, 0, 0, -1, 1, 1),
    270: pymupdf.Matrix(0, 1, -1, 0, 1, 0),
}


def _known(text: str, tessdata: str) -> tuple[int, int, int]:
    words = word_list(Path(tessdata) / TRAINEDDATA)
    return (0, 0, 0) if words is None else known_share(text, words)


def _may_lie_wrong(read: Recognised, tessdata: str) -> bool:
    """Many words, not mostly figures, and hardly an English one; without a word list nobody can tell."""
    if len(read.words) < _FEWEST_WORDS or 2 * _figures(read) > len(read.words) or _is_surely_read(read):
        return False
    return word_list(Path(tessdata) / TRAINEDDATA) is not None


def _is_noise(read: Recognised, *, stamped: bool) -> bool:
    """What recognition makes of leaves, faces and shadows: many pieces, hardly a word or figure among them.

    With text of its own the page may be a cover over a photo: little is lost where one is stricter.
    """
    found = len(read.words)
    share = _SHARE_BESIDE_TEXT if stamped else _LEAST_SHARE
    return (stamped or found >= _MANY_PIECES) and read.known + _figures(read) < share * found


def _figures(read: Recognised) -> int:
    """How many of the words are numbers."""
    return sum(word[4].translate(_NOT_DIGITS).isdigit() for word in read.words)


def _is_surely_read(read: Recognised) -> bool:
    """Figures upside down are figures too: a page is taken to lie wrong only where turning it makes words."""
    return read.known >= _FEWEST_WORDS and (read.confidence or 0) >= LEAST_CONFIDENCE
