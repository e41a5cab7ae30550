"""Where a quoted span stands in a text, however it was copied, and where it stands again after re-extraction.

An anchor holds the exact words, what comes before and after, the passage, and offsets as a hint: the text quote
and text position selectors of the W3C Web Annotation Data Model (2017, sections 4.2.4 and 4.2.5).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from evidence_desk.model.folding import Skeleton, fold, is_combining, offsets, pressed, skeleton
from evidence_desk.model.passage import Passage

CONTEXT = 32
MOST_PLACES = 1000
# A quote over a page break may leave out a footer and a header of this many letters each ...
FURNITURE = 250
# ... if at least this many letters of it stand on either side.
SHORTEST_PART = 12


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of one passage, by offsets in its text."""

    passage_index: int
    start: int
    stop: int


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place of a quote. One that runs on over a page break is anchored where it begins; `rest` says the remainder.

    `start` and `stop` lie in the passage in which the quote begins. `exact` is the whole quote as it stands, parts on
    different passages joined by a line break.
    """

    passage_label: str
    passage_index: int
    start: int
    stop: int
    exact: str
    before: str
    after: str
    rest: tuple[Span, ...] = ()


def find_quote(passages: Sequence[Passage], quote: str, page: str | None = None) -> list[Anchor]:
    """Every place of the quote: those made of whole and equal words first, then in order of the text.

    White space, hyphens at line ends, soft hyphens, ligatures, case and the form of quotation marks and dashes do
    not count. `page` restricts to a passage by its label: `page 4`, `4`, `sheet Waits`.
    """
    sought = skeleton(quote)
    if not sought:
        return []
    text = _Text(passages)
    spans = list(text.places(sought)) or list(text.over_furniture(sought))
    wanted = None if page is None else {at for at, one in enumerate(passages) if is_labelled(one.label, page)}
    kept = [each for each in spans if wanted is None or any(span.passage_index in wanted for span in each)]
    words = _words(quote)
    return sorted((text.anchor(each) for each in kept), key=lambda anchor: text.strangeness(anchor, words))


def re_anchor(
    passages: Sequence[Passage], exact: str, before: str, after: str, page: str | None, start: int | None
) -> Anchor | None:
    """The place of an anchor made in an earlier text: most of the same words around it, then page, then offset."""
    places = find_quote(passages, exact)
    if not places:
        return None
    wanted_before, wanted_after = pressed(before), pressed(after)

    def likeness(anchor: Anchor) -> tuple[int, bool, int]:
        around = _alike_at_end(pressed(anchor.before), wanted_before) + _alike(pressed(anchor.after), wanted_after)
        on_page = page is not None and is_labelled(anchor.passage_label, page)
        return around, on_page, -abs(anchor.start - (start or 0))

    return max(places, key=likeness)


def is_labelled(label: str, typed: str) -> bool:
    """Whether a passage's label is what a person typed: `4` and `p. 4` are `page 4`; `sheet Waits` its ranges too."""
    ours, theirs = " ".join(label.casefold().split()), " ".join(typed.casefold().split())
    number = re.fullmatch(r"(?:p\.? ?)?(\d+)", theirs)
    if number:
        return ours in {number[1], f"page {number[1]}", f"slide {number[1]}"}
    return ours == theirs or (bool(theirs) and ours.startswith((theirs + ",", theirs + ":", theirs + "!")))


class _Text:
    """Passages made ready for looking in."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self._passages = passages
        self._pieces = [pressed(passage.text) for passage in passages]
        self._skeleton = Skeleton(self._pieces)
        self._offsets: dict[int, list[int]] = {}

    def places(self, sought: str) -> Iterator[tuple[Span, ...]]:
        text, found, count = self._skeleton.text, 0, 0
        while (found := text.find(sought, found)) >= 0 and count < MOST_PLACES:
            after = found + len(sought)
            # A letter must not be cut from its accent.
            if not is_combining(text[found]) and not (after < len(text) and is_combining(text[after])):
                count += 1
                yield self._spans(found, after)
            found += 1

    def over_furniture(self, sought: str) -> Iterator[tuple[Span, ...]]:
        """Places over a page break with a footer, a header or both in between."""
        singles = [Skeleton([piece]) for piece in self._pieces]
        for at in range(len(singles) - 1):
            first, second = singles[at].text, singles[at + 1].text
            cut = _split_over(first, second, sought)
            if cut is not None:
                begin, length, again = cut
                head = self._in_piece(at, singles[at], begin, begin + length)
                yield head, self._in_piece(at + 1, singles[at + 1], again, again + len(sought) - length)

    def anchor(self, spans: tuple[Span, ...]) -> Anchor:
        first, last = spans[0], spans[-1]
        texts = [passage.text for passage in self._passages]
        before = texts[first.passage_index][max(0, first.start - CONTEXT) : first.start]
        if len(before) < CONTEXT and first.passage_index:
            before = (texts[first.passage_index - 1] + "\n" + before)[-CONTEXT:]
        after = texts[last.passage_index][last.stop : last.stop + CONTEXT]
        if len(after) < CONTEXT and last.passage_index + 1 < len(texts):
            after = (after + "\n" + texts[last.passage_index + 1])[:CONTEXT]
        return Anchor(
            passage_label=self._passages[first.passage_index].label,
            passage_index=first.passage_index,
            start=first.start,
            stop=first.stop,
            exact="\n".join(texts[span.passage_index][span.start : span.stop] for span in spans),
            before=before,
            after=after,
            rest=spans[1:],
        )

    def strangeness(self, anchor: Anchor, words: list[str]) -> tuple[bool, bool, int, int]:
        """What to sort places by: words broken elsewhere than in the quote, words cut at the edge, order."""
        text = self._passages[anchor.passage_index].text
        cut = text[max(0, anchor.start - 1) : anchor.start].isalnum() and text[anchor.start].isalnum()
        follows = anchor.after[:1] if anchor.rest else text[anchor.stop : anchor.stop + 1]
        cut = cut or (follows.isalnum() and anchor.exact[-1].isalnum())
        return _words(anchor.exact) != words, cut, anchor.passage_index, anchor.start

    def _spans(self, begin: int, end: int) -> tuple[Span, ...]:
        first, start = self._skeleton.place(begin)
        last, stop = self._skeleton.place(end - 1)
        spans = []
        for at in range(first, last + 1):
            if self._pieces[at]:
                from_here = start if at == first else 0
                spans.append(self._span(at, from_here, stop if at == last else len(self._pieces[at]) - 1))
        return tuple(spans)

    def _in_piece(self, at: int, single: Skeleton, begin: int, end: int) -> Span:
        return self._span(at, single.place(begin)[1], single.place(end - 1)[1])

    def _span(self, at: int, begin: int, last: int) -> Span:
        if at not in self._offsets:
            self._offsets[at] = offsets(self._passages[at].text)
        places = self._offsets[at]
        return Span(at, places[begin], places[last] + 1)


def _split_over(first: str, second: str, sought: str) -> tuple[int, int, int] | None:
    """Where the quote begins at the end of one skeleton, how much of it stands there, where the next goes on."""
    if len(sought) < 2 * SHORTEST_PART:
        return None
    begin = max(0, len(first) - FURNITURE - len(sought))
    while (begin := first.find(sought[:SHORTEST_PART], begin)) >= 0:
        length = min(_alike(first[begin:], sought), len(sought) - SHORTEST_PART)
        if len(first) - begin - length <= FURNITURE:
            again = second.find(sought[length:], 0, FURNITURE + len(sought))
            if again >= 0:
                return begin, length, again
        begin += 1
    return None


def _words(text: str) -> list[str]:
    return re.sub(r"(?<=[^\W\d_])\s*-+\s*(?=[^\W\d_])", "", fold(text)).split()


def _alike(one: str, other: str) -> int:
    """How many characters two texts share from the start."""
    for at, (left, right) in enumerate(zip(one, other, strict=False)):
        if left != right:
            return at
    return min(len(one), len(other))


def _alike_at_end(one: str, other: str) -> int:
    return _alike(one[::-1], other[::-1])
