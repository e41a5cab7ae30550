"""Other names are worked in where nothing was quoted, and only there."""

from pathlib import Path

import pytest

from evidence_desk.errors import KnownError
from evidence_desk.search.query import And, Fact, Not, Or, Phrase, Words, parse
from evidence_desk.search.synonyms import Expanded, built_in, expand, has_other_names, read


def test_the_longest_name_is_taken() -> None:
    assert expand(parse("EHC plan kind:document").node) == Expanded(
        And(
            (
                Or(
                    (
                        And((Words("EHC"), Words("plan"))),
                        Phrase("education, health and care plan", exact=False),
                        Phrase("EHCP", exact=False),
                    )
                ),
                Fact("kind", "document"),
            )
        ),
        ("education, health and care plan", "EHCP"),
    )


def test_number_and_case_do_not_matter() -> None:
    assert expand(parse("ehcps").node).also == ("education, health and care plan", "EHC plan")


def test_quoted_words_stay_alone() -> None:
    assert expand(Phrase("EHCP")) == Expanded(Phrase("EHCP"), ())


def test_denied_words_take_their_other_names_with_them_in_silence() -> None:
    expanded = expand(parse("plan -CAMHS").node)
    assert expanded.also == ()
    assert isinstance(expanded.node, And) and isinstance(expanded.node.parts[1], Not)
    assert isinstance(expanded.node.parts[1].part, Or)


def test_short_names_with_another_meaning_are_only_looked_up() -> None:
    assert expand(Words("HI")).also == ("hearing impairment", "hearing impaired", "deaf")
    assert "HI" not in expand(parse("hearing impairment").node).also
    assert has_other_names("SENCO") and not has_other_names("plan")


def test_no_name_leads_to_itself() -> None:
    assert all(others for others in built_in().values())
    assert len(built_in()) > 80


def test_a_spoilt_file_is_told(tmp_path: Path) -> None:
    path = tmp_path / "synonyms.toml"
    path.write_text("[[group]]\nnames = ['a']", encoding="utf-8")
    with pytest.raises(KnownError, match="synonyms.toml"):
        read(path)
