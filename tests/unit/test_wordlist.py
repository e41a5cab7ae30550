"""The word list inside the data for recognition, read from a small one made here after the same layout."""

import struct
from pathlib import Path

import pytest

from evidence_desk.extract.wordlist import known_share, word_list

LETTERS = "NULL abcdefghijklmnopqrstuvwxyz'"
_COMPONENTS, _LETTERS, _WORDS = 24, 21, 19


def traineddata(path: Path, *words: str) -> Path:
    """A file with a word list of these words and nothing else."""
    names = [LETTERS[:4], *LETTERS[5:]]
    letters = "\n".join([str(len(names)), *(f"{name} 3 0,255" for name in names)]).encode()
    graph = _graph(words, {name: number for number, name in enumerate(names)}, len(names).bit_length())
    listed = struct.pack("<hii", 42, len(names), len(graph)) + struct.pack(f"<{len(graph)}Q", *graph)
    begin = 4 + 8 * _COMPONENTS
    offsets = [-1] * _COMPONENTS
    offsets[_WORDS], offsets[_LETTERS] = begin, begin + len(listed)
    path.write_bytes(struct.pack("<i", _COMPONENTS) + struct.pack(f"<{_COMPONENTS}q", *offsets) + listed + letters)
    return path


def _graph(words: tuple[str, ...], numbers: dict[str, int], bits: int) -> list[int]:
    """A node for each beginning, its edges side by side, the last one marked."""
    nodes: dict[str, list[str]] = {"": []}
    for word in words:
        for at in range(len(word)):
            nodes.setdefault(word[:at], [])
            if word[: at + 1] not in nodes[word[:at]]:
                nodes[word[:at]].append(word[: at + 1])
    starts, at = {}, 0
    for node, ways in nodes.items():
        starts[node] = at
        at += len(ways)
    edges = []
    for ways in nodes.values():
        for way in ways:
            flags = (way == ways[-1]) + 4 * (way in words)
            edges.append(numbers[way[-1]] | flags << bits | starts.get(way, 0) << bits + 3)
    return edges


def test_words_are_known_with_their_beginnings_unknown(tmp_path: Path) -> None:
    known = word_list(traineddata(tmp_path / "a", "plan", "plans", "pupil", "school"))
    assert known is not None
    assert [word in known for word in ("plan", "plans", "pupil", "school")] == [True] * 4
    assert [word in known for word in ("pla", "planse", "schol", "", "zebra", "plän")] == [False] * 6


def test_capitals_and_possessives_are_known_too(tmp_path: Path) -> None:
    known = word_list(traineddata(tmp_path / "a", "school"))
    assert known is not None
    assert "School" in known and "SCHOOL's" in known


def test_figures_and_abbreviations_do_not_count_and_odd_pieces_do(tmp_path: Path) -> None:
    known = word_list(traineddata(tmp_path / "a", "plan", "school"))
    assert known is not None
    assert known_share("The plan: “School” and (plan)", known) == (5, 3, 5)
    assert known_share("17 12.5% £3,000 EHC • –", known) == (0, 0, 0)
    assert known_share("rn tbe scbool ~ plan", known) == (1, 1, 5)


@pytest.mark.parametrize("data", [b"", b"\x18\0\0\0", struct.pack("<i24q", 24, *[-1] * 24), b"\xff" * 300])
def test_data_without_a_word_list_has_none(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "odd").write_bytes(data)
    assert word_list(tmp_path / "odd") is None
