"""The command that sets leaders' ratings beside what is heard."""

from pathlib import Path
from typing import Any

from tests.e2e import making
from tests.e2e.conftest import Evidence

KEYS = {
    "criterion", "title", "rating", "rating_place", "groups", "gap", "direction", "furthest", "size", "words",
}  # fmt: skip
GROUP = {"group", "strengths", "concerns", "context", "items", "place"}


def test_a_rating_higher_than_parents_say_comes_first_and_later_evidence_does_not_count(
    library: Evidence, tmp_path: Path
) -> None:
    for number in range(2):
        rows = library.take(making.text(tmp_path / f"{number}.txt", making.sentence()))
        library("tag", rows[0]["ref"], "2.2", "--stance", "concern", "--voice", "parent")
        library("set", rows[0]["ref"], f"date=2026-0{number + 1}-01")
    library("judge", "2.2", "--rating", "positive")
    found = library("perception", "--as-of", "2026-11-24")
    assert len(found) == 11 and all(set(one) >= KEYS for one in found)
    first = found[0]
    assert (first["criterion"], first["rating"], first["rating_place"]) == ("2.2", "positive", 1.0)
    assert (first["gap"], first["direction"], first["furthest"], first["size"]) == (1.0, "higher", ["parents"], "wide")
    assert first["words"] == "Wide gap: leaders rate it higher than parents say"
    assert all(set(one) >= GROUP for one in first["groups"])
    assert _parents(first) == {
        "group": "parents", "strengths": 0, "concerns": 2, "context": 0, "items": 2, "place": 0.0,
    }  # fmt: skip
    (then,) = [one for one in library("perception", "--as-of", "2026-01-31") if one["criterion"] == "2.2"]
    assert (_parents(then)["concerns"], _parents(then)["place"], then["gap"]) == (1, None, None)
    words = library.words("perception", "--as-of", "2026-11-24")
    assert words.index("leaders rate it higher than parents say") < words.index("nothing is heard")
    library.fails("perception", "--as-of", "yesterday", code=2)


def _parents(criterion: dict[str, Any]) -> dict[str, Any]:
    return next(dict(one) for one in criterion["groups"] if one["group"] == "parents")
