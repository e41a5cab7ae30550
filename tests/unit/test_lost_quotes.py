"""`is:lost-quote` finds the items of which the reader says that a tag lost its place, and no others."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from evidence_desk.cli.evidence import list_
from evidence_desk.desk import Desk
from evidence_desk.library import queries
from evidence_desk.library.lostplaces import items_with_lost
from evidence_desk.library.standing import lost
from evidence_desk.operations import describing, starting, tagging, undoing
from evidence_desk.operations.importing import import_paths
from evidence_desk.operations.searching import matching, narrowed

SENTENCES = [f"Sentence {number} says what {number} families told us." for number in range(12)]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(starting.start_library(tmp_path / "L.evidence", area="Testshire", actor="Ann"), actor="Ann")
    yield made
    made.close()


def take(desk: Desk, path: Path, text: str) -> str:
    path.write_text(text, encoding="utf-8")
    return queries.resolve(desk.library.db, str(import_paths(desk, [path]).files[0].ref))


def asked(desk: Desk) -> set[str]:
    return set(matching(desk, "is:lost-quote"))


def as_the_reader_says(desk: Desk) -> set[str]:
    """Item by item, without any question to the tables that leaves some out."""
    return {one.key for one in queries.items(desk.library.db, desk.today) if lost(desk.library.db, one)}


def test_it_is_asked_as_the_reader_decides_whatever_happened_to_tags_and_versions(desk: Desk, tmp_path: Path) -> None:
    chance = random.Random(7)
    keys = {name: take(desk, tmp_path / f"{name}.txt", f"{name}\n" + "\n\n".join(SENTENCES)) for name in "abc"}
    seen = []
    for _ in range(60):
        name = chance.choice(sorted(keys))
        match chance.randrange(6):
            case 0 | 1:
                text = f"{name}{chance.random()}\n" + "\n\n".join(chance.sample(SENTENCES, chance.randrange(5, 10)))
                take(desk, tmp_path / f"{name}.txt", text)
            case 2 | 3:
                text = queries.text_of(desk.library.db, keys[name])[0].text
                quote = chance.choice([one for one in SENTENCES if one in text])
                tagging.tag(desk, keys[name], chance.choice(["1.1", "1.2", "2.1"]), quote=quote)
            case 4:
                tags = queries.tags(desk.library.db, keys[name])
                if tags:
                    tagging.untag(desk, chance.choice(tags).id)
            case _:
                undoing.undo(desk)
        seen.append(asked(desk))
        assert seen[-1] == as_the_reader_says(desk)
        assert seen[-1] == narrowed(desk, {"more": ("lost-quote",)})
    assert any(seen) and not all(seen) and len({frozenset(one) for one in seen}) > 3


def test_a_page_that_lost_its_words_counts_and_a_tag_on_the_whole_item_does_not(desk: Desk, tmp_path: Path) -> None:
    page, whole = (take(desk, tmp_path / f"{name}.txt", f"{name}. {SENTENCES[0]}") for name in ("page", "whole"))
    tagging.tag(desk, page, "1.1", page=queries.text_of(desk.library.db, page)[0].label)
    tagging.tag(desk, whole, "1.1")
    for name in ("page", "whole"):
        take(desk, tmp_path / f"{name}.txt", "Wholly other words.\n" + name)
    assert asked(desk) == {page}


def test_nothing_is_called_lost_until_the_new_version_has_text(desk: Desk, tmp_path: Path) -> None:
    key = take(desk, tmp_path / "a.html", f"<p>{SENTENCES[0]}</p>")
    tagging.tag(desk, key, "1.1", quote=SENTENCES[0])
    take(desk, tmp_path / "a.html", "<p> </p>")
    assert asked(desk) == set() and set(matching(desk, "is:no-text is:tagged")) == {key}
    newest = queries.item(desk.library.db, key, desk.today).sha256
    for text, found in ((f"Read at last. {SENTENCES[0]}", set()), ("Read at last.", {key})):
        with desk.change("nothing"):
            desk.library.db.execute("DELETE FROM passage WHERE sha256 = ?", (newest,))
            desk.library.db.execute(
                "INSERT INTO passage(sha256, n, label, kind, text) VALUES (?, 0, 'page 1', 'page', ?)", (newest, text)
            )
        assert asked(desk) == found == as_the_reader_says(desk)


def test_an_item_that_was_removed_is_not_listed(desk: Desk, tmp_path: Path) -> None:
    key = take(desk, tmp_path / "a.txt", SENTENCES[0])
    tagging.tag(desk, key, "1.1", quote=SENTENCES[0])
    take(desk, tmp_path / "a.txt", SENTENCES[1])
    assert asked(desk) == {key}
    describing.remove(desk, key)
    assert asked(desk) == items_with_lost(desk.library.db, desk.today) == set()


def test_the_command_line_lists_them(desk: Desk, tmp_path: Path) -> None:
    gone, stays = (take(desk, tmp_path / f"{name}.txt", f"{name}. {SENTENCES[0]}") for name in ("gone", "stays"))
    for key in (gone, stays):
        tagging.tag(desk, key, "1.1", quote=SENTENCES[0])
    take(desk, tmp_path / "gone.txt", "gone. Other words.")
    take(desk, tmp_path / "stays.txt", f"stays. More. {SENTENCES[0]}")
    folder, ref = str(desk.library.folder), queries.item(desk.library.db, gone, desk.today).ref
    other = queries.item(desk.library.db, stays, desk.today).ref
    desk.close()
    said = CliRunner().invoke(list_, [folder, "is:lost-quote"], catch_exceptions=False).output
    assert ref in said and other not in said
    without = CliRunner().invoke(list_, [folder, "NOT is:lost-quote"], catch_exceptions=False).output
    assert ref not in without and other in without
