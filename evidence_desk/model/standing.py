"""Whether what was tagged in one version of a text still stands in another, and where."""

from collections.abc import Sequence
from dataclasses import dataclass

from evidence_desk.model.anchor import Anchor, is_labelled, re_anchor
from evidence_desk.model.folding import skeleton
from evidence_desk.model.likeness import alike
from evidence_desk.model.passage import Passage


@dataclass(frozen=True, slots=True)
class Tagged:
    """A quote with what stood around it; without a quote, a page tagged as a whole, whose words are `page_text`."""

    quote: str
    before: str
    after: str
    page: str | None
    start: int | None
    page_text: str = ""


def place_again(passages: Sequence[Passage], tagged: Tagged) -> Anchor | None:
    """The place in another text: of a quote by its words and those around it, of a page by its words.

    A page is the same if its words are; under its old label it may also be 90 % the same.
    """
    if tagged.quote:
        return re_anchor(passages, tagged.quote, tagged.before, tagged.after, tagged.page, tagged.start)
    words = skeleton(tagged.page_text)
    if not words:
        return None
    places = [at for at, one in enumerate(passages) if skeleton(one.text) == words]
    labelled = [at for at, one in enumerate(passages) if tagged.page and is_labelled(one.label, tagged.page)]
    best = next((at for at in labelled if at in places), places[0] if places else None)
    if best is None:
        best = next((at for at in labelled if alike([passages[at].text], [tagged.page_text])), None)
    return None if best is None else Anchor(passages[best].label, best, 0, len(passages[best].text), "", "", "")
