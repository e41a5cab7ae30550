"""Rating scales: what a library may be made with, and what its judgements then take."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from evidence_desk.desk import Desk
from evidence_desk.errors import KnownError
from evidence_desk.frameworks import reader, scales, stored
from evidence_desk.operations import judging, starting
from evidence_desk.pack.gathering import gather
from evidence_desk.pack.workbook.self_evaluation import self_evaluation_sheet

Made = Callable[..., Desk]
RAG = ["green", "amber", "red"]
OUTCOMES = ["positive", "inconsistent", "systemic-failings"]


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Made]:
    """Makes libraries, and closes them at the end."""
    desks: list[Desk] = []

    def make(**options: str) -> Desk:
        folder = tmp_path / f"{len(desks)}.evidence"
        desks.append(Desk(starting.start_library(folder, area="Testshire", actor="Ann", **options), actor="Ann"))
        return desks[-1]

    yield make
    for desk in desks:
        desk.close()


def _scale(desk: Desk, framework: str = "area-send-2023") -> list[str]:
    return [one.id for one in stored.scale_of(desk.library.db, reader.builtin(framework))]


def test_without_a_scale_the_framework_rates_in_its_own_words(made: Made) -> None:
    assert _scale(made()) == OUTCOMES
    assert _scale(made(scale="area-send-2023")) == OUTCOMES


def test_with_rag_judgements_take_its_ratings_and_no_other(made: Made) -> None:
    desk = made(scale="rag")
    assert _scale(desk) == RAG
    assert judging.judge(desk, "1.1", {"rating": "amber"}).rating == "amber"
    with pytest.raises(KnownError, match="positive"):
        judging.judge(desk, "1.1", {"rating": "positive"})


def test_the_scale_is_for_the_framework_of_the_area_only(made: Made) -> None:
    desk = made(scale="rag")
    assert _scale(desk, "area-send-2016") == ["no-statement", "statement-of-action"]
    assert [one.id for one in stored.find(desk.library.db, "area-send-2023").scale] == RAG


def test_the_workbook_says_the_rating_in_words(made: Made) -> None:
    desk = made(scale="rag")
    judging.judge(desk, "1.1", {"rating": "red"})
    sheet = self_evaluation_sheet(gather(desk.library.db, today=desk.today))
    assert next(iter(sheet.rows))[3] == "Red: not working"


def test_a_framework_of_ones_own_may_rate_by_the_three_outcomes(made: Made, tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text(
        'id = "own"\ntitle = "O"\n[[themes]]\nid = "1"\ntitle = "T"\n[[themes.criteria]]\nid = "1"\ntitle = "C"\n',
        encoding="utf-8",
    )
    desk = made(framework=str(own), scale="area-send-2023")
    assert judging.judge(desk, "1", {"rating": "inconsistent"}).rating == "inconsistent"
    assert made(framework=str(own)) and stored.find(desk.library.db, "own").title == "O"


def test_a_scale_that_is_not_there_is_refused_with_those_that_are(made: Made, tmp_path: Path) -> None:
    with pytest.raises(KnownError) as refused:
        made(scale="traffic-lights")
    assert "traffic-lights" in refused.value.title
    assert all(one in refused.value.what_to_do for one in ("area-send-2016", "area-send-2023", "rag"))
    assert not (tmp_path / "0.evidence").exists()


def test_a_scale_this_version_does_not_know_leaves_the_frameworks_own(made: Made) -> None:
    desk = made()
    with desk.change("rates otherwise") as change:
        change.add("library", {"scale": "from-the-future"})
    assert _scale(desk) == OUTCOMES


@pytest.mark.parametrize("scale", scales.alone(), ids=lambda scale: scale.id)
def test_a_rating_is_words_first(scale: scales.Scale) -> None:
    for rating in scale.ratings:
        assert len(rating.title.split()) >= 3 and len(rating.description.split()) >= 8


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('id = "x"\ntitle = "X"\nbasis = "b"\n', "scale: it is missing"),
        ('id = "x"\ntitle = "X"\n[[scale]]\nid = "a"\ntitle = "A"\n', "basis: it is missing"),
        ('id = "x"\ntitle = "X"\nsource = "S"\n[[scale]]\nid = "a"\ntitle = "A"\n', "checked: it is missing"),
        ('id = "x"\ntitle = "X"\nbasis = "b"\ncolour = "red"\n[[scale]]\nid = "a"\ntitle = "A"\n', "colour: there is"),
    ],
)
def test_a_wrong_scale_is_told_with_line_and_field(text: str, said: str) -> None:
    with pytest.raises(KnownError) as refused:
        scales.parse(text, "x.toml")
    assert said in refused.value.title and "x.toml, line" in refused.value.title
