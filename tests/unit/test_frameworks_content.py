"""What the frameworks of the program say: enough, in plain English, and never without what it rests on."""

from collections.abc import Iterator

import pytest
from plain_english import average, faults, lengths, sentences

from evidence_desk.frameworks import reader, scales, toml_file
from evidence_desk.model.framework import BASED, Basis, Criterion, Framework
from evidence_desk.model.vocabulary import KINDS
from evidence_desk.resources import resource

EXAMPLES = sorted(resource("frameworks", "examples").glob("*.toml"))
NEW, OLD = reader.builtin("area-send-2023"), reader.builtin("area-send-2016")
ALL = [NEW, OLD, *(reader.read(path) for path in EXAMPLES)]
# Published pages that were read for this program, as they are named in it.
SOURCES = {
    "Area SEND inspections: framework and handbook, Ofsted and the Care Quality Commission",
    "Local area special educational needs and disabilities inspection, Ofsted and the Care Quality Commission",
    "NICE quality standard QS51, Autism",
}


def texts_of(criterion: Criterion) -> Iterator[str]:
    """Every sentence of a criterion that the program's authors wrote."""
    yield criterion.evaluates
    yield from criterion.prompts
    yield from criterion.questions
    for texts in criterion.evidence.values():
        yield from texts


def _with_criteria(frameworks: list[Framework]) -> list[tuple[Framework, Criterion]]:
    return [(framework, criterion) for framework in frameworks for criterion in framework.criteria]


@pytest.mark.parametrize("criterion", NEW.criteria, ids=lambda one: one.id)
def test_each_criterion_of_2023_says_what_inspectors_look_for(criterion: Criterion) -> None:
    assert 2 <= len(sentences(criterion.evaluates)) <= 4
    assert 6 <= len(set(criterion.prompts)) <= 9
    assert 4 <= len(set(criterion.questions)) <= 6
    assert list(criterion.evidence) == list(KINDS)
    assert all(3 <= len(set(texts)) <= 6 for texts in criterion.evidence.values())
    assert len(criterion.voices) >= 3
    assert {"child", "parent"} & set(criterion.voices) or "practitioner" in criterion.voices


def test_the_voices_of_families_are_asked_for_wherever_their_lives_are_judged() -> None:
    first = NEW.themes[0].criteria
    assert all({"child", "parent"} <= set(criterion.voices) for criterion in first)


@pytest.mark.parametrize("criterion", OLD.criteria, ids=lambda one: one.id)
def test_each_question_of_2016_does_so_more_briefly(criterion: Criterion) -> None:
    assert 2 <= len(sentences(criterion.evaluates)) <= 4
    assert len(set(criterion.prompts)) >= 6 and len(set(criterion.questions)) >= 3
    assert list(criterion.evidence) == list(KINDS) and criterion.voices


@pytest.mark.parametrize(("framework", "criterion"), _with_criteria(ALL), ids=lambda one: one.id)
def test_every_text_is_short_and_plain(framework: Framework, criterion: Criterion) -> None:
    for text in filter(None, texts_of(criterion)):
        assert max(lengths([text])) <= 26, text
        assert len(text) <= 400 and not faults(text), (text, faults(text))
    for text in (*criterion.prompts, *criterion.questions):
        assert text[0].isupper() and text[-1] in ".?", text
    assert average([criterion.evaluates or criterion.title, *criterion.prompts, *criterion.questions]) < 20


@pytest.mark.parametrize("framework", ALL, ids=lambda one: one.id)
def test_on_average_a_sentence_has_fewer_than_twenty_words(framework: Framework) -> None:
    spoken = [t for one in framework.criteria for t in (one.evaluates, *one.prompts, *one.questions) if t]
    assert average(spoken) < 16


def test_no_prompt_or_question_is_asked_twice() -> None:
    asked = [text.casefold() for one in NEW.criteria for text in (*one.prompts, *one.questions)]
    assert len(asked) == len(set(asked))


def _states(criterion: Criterion, field: str) -> bool:
    return bool(getattr(criterion, field))


@pytest.mark.parametrize(("framework", "criterion"), _with_criteria(ALL), ids=lambda one: one.id)
def test_every_statement_has_a_source_with_its_date_or_says_what_it_rests_on(
    framework: Framework, criterion: Criterion
) -> None:
    for field in ("title", *(field for field in BASED if _states(criterion, field))):
        numbers = range(1, len(getattr(criterion, field)) + 1) if field in ("prompts", "questions") else [None]
        for number in numbers:
            _holds(framework.basis_of(criterion.id, field, number))


@pytest.mark.parametrize("framework", ALL, ids=lambda one: one.id)
def test_scale_and_crosswalk_too(framework: Framework) -> None:
    for field in ("scale", "crosswalk"):
        if getattr(framework, field):
            _holds(framework.basis.get(field))


def test_scales_that_stand_alone_too() -> None:
    for scale in scales.alone():
        _holds(scale.basis)


def _holds(basis: Basis | None) -> None:
    assert basis is not None
    assert bool(basis.source) == bool(basis.checked) != bool(basis.basis)
    assert not basis.source or (basis.source in SOURCES and basis.checked == "2026-11")
    assert basis.words


def test_what_was_read_in_a_guideline_names_it() -> None:
    autism = NEW.basis_of("1.1", "prompts", 3)
    assert autism == Basis("NICE quality standard QS51, Autism", "2026-11")
    assert "autism" in NEW.criteria[0].prompts[2] and "three months" in NEW.criteria[0].prompts[2]
    assert NEW.basis_of("1.1", "prompts", 4) == Basis(basis="general knowledge")


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_is_read_as_a_persons_own_with_its_crosswalk(path: object) -> None:
    assert isinstance(path, type(EXAMPLES[0]))
    known = {one.id: one for one in (NEW, OLD)}
    own = toml_file.parse(path.read_text(encoding="utf-8"), path.name, known)
    assert own.id == path.stem and own.id not in reader.builtin_ids()
    assert "area-send-2023" in own.crosswalk
    assert {ours for them in own.crosswalk["area-send-2023"].values() for ours in them} == {
        criterion.id for criterion in own.criteria
    }
