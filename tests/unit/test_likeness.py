"""How much of two texts is the same: the estimate against the exact share, and what it is taken for."""

import random

from hypothesis import given
from hypothesis import strategies as st

from evidence_desk.model.likeness import (
    FEWEST,
    SAME,
    SIZE,
    LookAlikes,
    Sketch,
    _words,
    alike,
    hashes,
    sameness,
    shared,
    sketch_of,
    unpacked,
)

WORDS = [f"word{number}" for number in range(2_000)]
# Five standard errors of the estimate (see the module).
FAR_OFF = 5 * 0.5 / SIZE**0.5


def text(seed: int, words: int) -> list[str]:
    return random.Random(seed).choices(WORDS, k=words)


def edited(words: list[str], share: float, seed: int) -> str:
    chance = random.Random(seed)
    return " ".join(f"new{at}" if chance.random() < share else word for at, word in enumerate(words))


def exact(one: str, other: str) -> float:
    ours, theirs = hashes([one]), hashes([other])
    return len(ours & theirs) / len(ours | theirs) if ours | theirs else 0.0


@given(st.integers(0, 10**6), st.integers(0, 3_000), st.floats(0, 1))
def test_the_estimate_is_near_the_exact_share(seed: int, length: int, share: float) -> None:
    words = text(seed, length)
    one, other = " ".join(words), edited(words, share, seed + 1)
    assert abs(shared(sketch_of([one]), sketch_of([other])) - exact(one, other)) <= FAR_OFF


@given(st.lists(st.sampled_from("abcde")), st.lists(st.sampled_from("abcde")))
def test_short_texts_are_compared_exactly(one: list[str], other: list[str]) -> None:
    ours, theirs = " ".join(one), " ".join(other)
    assert shared(sketch_of([ours]), sketch_of([theirs])) == exact(ours, theirs)
    assert shared(sketch_of([ours]), sketch_of([theirs])) == shared(sketch_of([theirs]), sketch_of([ours]))


@given(st.lists(st.text(max_size=12), max_size=40), st.integers(0, 40))
def test_where_a_text_is_broken_into_pieces_does_not_count(words: list[str], at: int) -> None:
    whole = [" ".join(words)]
    assert sketch_of(whole) == sketch_of([" ".join(words[:at]), " ".join(words[at:])])


@given(st.lists(st.text(), max_size=600))
def test_a_sketch_is_the_same_after_it_was_stored(words: list[str]) -> None:
    sketch = sketch_of(words)
    assert unpacked(sketch.shingles, sketch.packed()) == sketch
    assert sketch.least == tuple(sorted(hashes(words))[:SIZE])


def test_the_share_of_words_follows_from_that_of_shingles() -> None:
    words = text(1, 20_000)
    for share in (0.02, 0.05, 0.1, 0.2):
        found = sameness(exact(" ".join(words), edited(words, share, 2)))
        assert abs(found - (1 - share)) < 0.02


def test_a_report_with_one_sentence_in_ten_changed_is_the_same_text_and_one_in_three_is_not() -> None:
    sentences = [" ".join(text(seed, 12)) for seed in range(30)]
    other = "Quite other words stand here now, number {}"
    some = [other.format(at) if at % 10 == 0 else one for at, one in enumerate(sentences)]
    many = [other.format(at) if at % 3 == 0 else one for at, one in enumerate(sentences)]
    assert alike([". ".join(sentences)], [". ".join(some)])
    assert not alike([". ".join(sentences)], [". ".join(many)])


@given(st.text(st.characters(max_codepoint=127)))
def test_text_of_ascii_alone_is_taken_apart_as_any_other(words: str) -> None:
    assert _words([words]) == _words([words + " é"])[:-1]


def test_case_punctuation_and_line_breaks_do_not_count() -> None:
    words = text(3, 100)
    assert alike([" ".join(words)], ["\n".join(words).upper() + "."])


def test_of_thousands_the_one_that_was_edited_is_found() -> None:
    known = LookAlikes()
    for seed in range(1_000):
        known.add(f"K{seed:04}", sketch_of([" ".join(text(seed, 40 + seed % 400))]))
    for seed in (3, 500, 998):
        assert known.most_like(sketch_of([edited(text(seed, 40 + seed % 400), 0.04, 5)])) == [f"K{seed:04}"]
    assert known.most_like(sketch_of([" ".join(text(5_000, 400))])) == []


def test_of_two_that_are_alike_the_lower_key_is_named_and_a_text_of_few_words_is_like_nothing() -> None:
    same = sketch_of([" ".join(text(7, 100))])
    known = LookAlikes()
    known.add("B", same)
    known.add("A", same)
    short = sketch_of([" ".join(text(8, FEWEST))])
    known.add("C", short)
    assert known.most_like(same) == ["A", "B"]
    assert known.most_like(short) == []
    assert known.most_like(Sketch(0, ())) == []
    assert SAME == 0.9
