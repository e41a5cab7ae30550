"""A reference is found however it is typed, and never the wrong one."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shelves import Shelf

from evidence_desk.errors import KnownError
from evidence_desk.library.queries import resolve
from evidence_desk.model.ids import CROCKFORD, reference

KEYS = ["7K3F9QTX000000000001", "7K3F9QTX0Z0000000002", "E7K3F9QTX00000000003", "ABCDEFGH000000000004"]


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    shelf = Shelf(tmp_path_factory.mktemp("resolving"))
    for key in KEYS:
        shelf.item(key, key=key, ref=reference(key, KEYS))
    yield shelf
    shelf.db.close()


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("E-ABCD-EFGH", KEYS[3]),
        ("e-abcdefgh", KEYS[3]),
        ("eabcdefgh", KEYS[3]),
        ("abcd-efgh", KEYS[3]),
        (" A ", KEYS[3]),
        ("E-7K3F-9QTX-00", KEYS[0]),
        ("E-7K3F-9QTX-OO", KEYS[0]),
        ("e7k3f9qtx0z", KEYS[1]),
        ("E-E7K3-F9QT", KEYS[2]),
        ("EE7K3F9QT", KEYS[2]),
    ],
)
def test_case_hyphens_and_look_alikes_do_not_matter(shelf: Shelf, typed: str, key: str) -> None:
    assert resolve(shelf.db, typed) == key


@pytest.mark.parametrize("typed", ["E-7K3F-9QTX", "7k3f", "E-7"])
def test_a_short_one_that_fits_several_names_them(shelf: Shelf, typed: str) -> None:
    with pytest.raises(KnownError, match="could be E-7K3F-9QTX-00, E-7K3F-9QTX-0Z"):
        resolve(shelf.db, typed)


@pytest.mark.parametrize("typed", ["", " ", "E-", "-", "%", "ABCD%", "ABCD_FGH", "É", "ABCDEFGH0000000000041"])
def test_what_fits_none_is_refused(shelf: Shelf, typed: str) -> None:
    with pytest.raises(KnownError):
        resolve(shelf.db, typed)


@given(st.data())
def test_every_way_to_write_a_reference_leads_to_its_item_or_asks(shelf: Shelf, data: st.DataObject) -> None:
    key = data.draw(st.sampled_from(KEYS))
    whole = reference(key, KEYS)
    typed = "".join(data.draw(st.sampled_from([one, one.lower()])) for one in whole)
    if data.draw(st.booleans()):
        typed = typed.replace("-", "")
    assert resolve(shelf.db, typed) == key
    prefix = key[: data.draw(st.integers(1, 20))]
    fitting = [one for one in KEYS if one.startswith(prefix)]
    if len(fitting) > 1:
        with pytest.raises(KnownError):
            resolve(shelf.db, f"E-{prefix}")
    else:
        assert resolve(shelf.db, f"E-{prefix}") == key


@given(st.text() | st.text(alphabet=CROCKFORD + "-%_ ").map(lambda text: "E-" + text))
def test_anything_typed_finds_an_item_or_is_refused(shelf: Shelf, typed: str) -> None:
    try:
        assert resolve(shelf.db, typed) in KEYS
    except KnownError:
        pass


def test_removed_items_are_found_only_on_request_and_erased_ones_never(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    gone, erased = shelf.item("Gone", visible=0), shelf.item("Erased", visible=0)
    shelf.erased(erased)
    with pytest.raises(KnownError):
        resolve(shelf.db, reference(gone))
    assert resolve(shelf.db, reference(gone), include_removed=True) == gone
    with pytest.raises(KnownError):
        resolve(shelf.db, reference(erased), include_removed=True)


def test_an_item_made_one_with_another_leads_there_however_long_the_way(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    last = shelf.item("Last")
    middle = shelf.item("Middle", visible=0, joined=last)
    first = shelf.item("First", visible=0, joined=middle)
    assert resolve(shelf.db, reference(first)) == last
    assert resolve(shelf.db, reference(first), include_removed=True) == last


def test_two_items_that_lead_to_each_other_do_not_hang(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    one, two = "A" * 20, "B" * 20
    shelf.item("one", key=one, visible=0, joined=two)
    shelf.item("two", key=two, visible=0, joined=one)
    with pytest.raises(KnownError):
        resolve(shelf.db, "E-AAAA-AAAA")
