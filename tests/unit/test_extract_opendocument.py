"""What lies deeper in a document of LibreOffice: charts, objects, shapes, tables within tables, fields of a form."""

import zipfile
from pathlib import Path

import everyformat
import pytest

from evidence_desk.extract.registry import extract

NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{full}:1.0"'
    for name, full in (
        ("office", "office"), ("text", "text"), ("table", "table"), ("draw", "drawing"), ("chart", "chart"),
        ("svg", "svg-compatible"), ("form", "form"), ("presentation", "presentation"),
    )
) + ' xmlns:xlink="http://www.w3.org/1999/xlink"'  # fmt: skip
FRAME = "<draw:frame><draw:object xlink:href='./Object {}'/></draw:frame>"
CHART = (
    "<office:chart><chart:chart><chart:title><text:p>Waits for the quokka</text:p></chart:title><chart:plot-area>"
    "<chart:axis><chart:title><text:p>weeks for the numbat</text:p></chart:title></chart:axis></chart:plot-area>"
    "<table:table table:name='local-table'><table:table-row><table:table-cell office:value-type='string'>"
    "<text:p>the bilby term</text:p></table:table-cell><table:table-cell office:value-type='float' office:value='1.25'>"
    "<text:p>1.25</text:p></table:table-cell></table:table-row></table:table></chart:chart></office:chart>"
)
CHART_LINES = "Waits for the quokka\nweeks for the numbat\nthe bilby term"


def made(path: Path, kind: str, body: str, **within: str) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}")
        for folder, said in {"": f"<office:{kind}>{body}</office:{kind}>", **within}.items():
            xml = f"<office:document-content {NAMES}><office:body>{said}</office:body></office:document-content>"
            archive.writestr(f"{folder.replace('_', ' ')}/content.xml".lstrip("/"), xml)
    return path


def read(path: Path) -> dict[str, str]:
    return {passage.label: passage.text for passage in extract(str(path), path.name).passages}


def test_the_words_on_a_chart_of_a_text_are_read_without_its_figures(tmp_path: Path) -> None:
    body = f"<text:p>Before.{FRAME.format(1)}</text:p>"
    found = read(made(tmp_path / "a.odt", "text", body, Object_1=CHART))
    assert found == {"paragraph 1": "Before.", "charts and other objects": CHART_LINES}


def test_the_words_on_a_chart_of_a_slide_stand_with_the_slide(tmp_path: Path) -> None:
    body = f"<draw:page><text:p>One</text:p></draw:page><draw:page>{FRAME.format(2)}</draw:page>"
    found = read(made(tmp_path / "a.odp", "presentation", body, Object_2=CHART))
    assert found == {"slide 1": "One", "slide 2": CHART_LINES}


def test_the_words_on_a_chart_of_a_sheet_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.ods"
    everyformat.open_sheets(path)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(
            "Object 1/content.xml",
            f"<office:document-content {NAMES}><office:body>{CHART}</office:body></office:document-content>",
        )
    assert read(path)["charts"] == CHART_LINES


def test_a_text_and_a_sheet_within_a_text_are_read(tmp_path: Path) -> None:
    cell = "<table:table-cell><text:p>{}</text:p></table:table-cell>"
    row = f"<table:table-row>{cell.format('the wombat')}{cell.format('12')}</table:table-row>"
    within = {
        "Object_1": "<office:text><text:p>an inner potoroo</text:p></office:text>",
        "Object_2": f"<office:spreadsheet><table:table>{row}</table:table></office:spreadsheet>",
    }
    found = read(made(tmp_path / "a.odt", "text", "<text:p>Words</text:p>", **within))
    assert found["charts and other objects"] == "an inner potoroo\nthe wombat\t12"


def test_words_in_a_shape_and_of_a_picture_stand_on_lines_of_their_own_once(tmp_path: Path) -> None:
    body = (
        "<text:p>Before<draw:custom-shape><text:p>the quoll</text:p></draw:custom-shape> after"
        "<draw:frame><draw:image/><svg:desc>a dunnart</svg:desc></draw:frame></text:p>"
        "<text:p><draw:frame><draw:text-box><text:p>boxed<draw:rect><text:p>bandicoot</text:p></draw:rect></text:p>"
        "</draw:text-box></draw:frame></text:p>"
    )
    found = read(made(tmp_path / "a.odt", "text", body))
    assert found["paragraph 1"] == "Before\nthe quoll\n after\na dunnart"
    assert found["text boxes"] == "boxed\nbandicoot"


def test_a_table_within_a_table_is_read_once(tmp_path: Path) -> None:
    inner = (
        "<table:table><table:table-row><table:table-cell><text:p>inner</text:p></table:table-cell></table:table-row>"
    )
    row = f"<table:table-cell><text:p>outer</text:p>{inner}</table:table></table:table-cell>"
    body = f"<table:table><table:table-row>{row}</table:table-row></table:table>"
    assert read(made(tmp_path / "a.odt", "text", body)) == {"table 1": "outer inner"}


def test_deleted_words_are_not_read_and_filled_in_ones_are(tmp_path: Path) -> None:
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>struck out</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes><office:forms><form:form>"
        "<form:text form:name='Setting' form:current-value='Bilby Nursery'/><form:text form:name='Empty'/>"
        "</form:form></office:forms><text:p>Kept</text:p>"
    )
    found = read(made(tmp_path / "a.odt", "text", body))
    assert found == {"paragraph 1": "Kept", "filled in": "Setting: Bilby Nursery"}


@pytest.mark.parametrize("within", ["not xml", ""])
def test_a_broken_object_costs_no_other_words(tmp_path: Path, within: str) -> None:
    path = made(tmp_path / "a.odt", "text", "<text:p>Words</text:p>")
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("Object 1/content.xml", within)
    assert read(path) == {"paragraph 1": "Words"}
