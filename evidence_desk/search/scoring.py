"""How well an item fits: Okapi BM25 (Robertson and Zaragoza 2009, The Probabilistic Relevance Framework, section 3.4).

Words of one meaning, such as the forms of a word or the steps of a phrase, count as one term.
"""

import math
from collections.abc import Sequence

K1 = 1.2
B = 0.75
# A word in the title counts as so many more in the text.
TITLE_WEIGHT = 5.0


def rarity(holding: int, all_items: int) -> float:
    """The inverse document frequency, never below zero."""
    return math.log(1 + (all_items - holding + 0.5) / (holding + 0.5))


def weight(times: float, length: float, usual_length: float) -> float:
    """What a term's number in a text adds, less the longer the text is."""
    return times * (K1 + 1) / (times + K1 * (1 - B + B * length / (usual_length or 1)))


def times_in_a_row(places: Sequence[Sequence[int]]) -> int:
    """How often one position of each list follows one of the list before without a gap."""
    # The shortest list leaves the fewest starts to look at.
    order = sorted(range(len(places)), key=lambda step: len(places[step]))
    starts = {position - order[0] for position in places[order[0]]}
    for step in order[1:]:
        if not starts:
            break
        held = set(places[step])
        starts = {start for start in starts if start + step in held}
    return len(starts)
