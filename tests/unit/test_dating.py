"""The date a file prints goes before its name, that before its properties; other people's dates are not its own."""

from datetime import date

import pytest

from evidence_desk.extract.dating import date_and_period
from evidence_desk.model.dates import bounds

TODAY = date(2026, 11, 24)


def dated(
    page: str = "", name: str = "a.pdf", title: str = "", is_table: bool = False, **properties: str
) -> tuple[str | None, str | None]:
    return date_and_period(name, page, title, properties, is_table, TODAY)


@pytest.mark.parametrize(
    ("page", "found"),
    [
        ("Waiting times report\n12 March 2026", "2026-03-12"),
        ("Report\n12th of March, 2026", "2026-03-12"),
        ("Report\nMarch 12, 2026", "2026-03-12"),
        ("Report, March 2026", "2026-03"),
        ("Report\n2026-03-12", "2026-03-12"),
        ("Date: 03/04/2026", "2026-04-03"),
        ("Date: 03.04.26", "2026-04-03"),
        ("Report 2026", "2026"),
        ("Inspection dates: 8 to 12 July 2024\nDates of previous inspection: 27 to 31 March 2017", "2024-07-12"),
        ("Report\n1 May 2024\nPublished: 3 June 2025", "2025-06-03"),
        ("Review due: March 2027\nPublished 4 May 2025", "2025-05-04"),
    ],
)
def test_a_printed_date_is_read(page: str, found: str) -> None:
    assert dated(page) == (found, None)


@pytest.mark.parametrize(
    "page",
    [
        "Children and Families Act 2014",
        "DOB 12/03/2015",
        "Next review: 12 March 2026",
        "In March 2019 the council decided to do a great many things for all the children of the area.",
        "Strategy 2031",
        "32/13/2025",
    ],
)
def test_a_date_that_is_not_its_own_is_left(page: str) -> None:
    assert dated(page) == (None, None)


@pytest.mark.parametrize(
    ("page", "period"),
    [
        ("Attendance, autumn term 2025", "2025-09..2025-12"),
        ("Performance 2025/26", "2025-04..2026-03"),
        ("School year 2025/26", "2025-09..2026-08"),
        ("Strategy 2025 to 2028", "2025..2028"),
        ("Dashboard Q4 2025/26", "2026-01..2026-03"),
    ],
)
def test_a_printed_period_is_read_in_its_stored_form(page: str, period: str) -> None:
    assert dated(page) == (None, period)
    assert bounds(period) is not None


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Minutes_2026-03-12.docx", ("2026-03-12", None)),
        ("20260312_minutes.docx", ("2026-03-12", None)),
        ("Minutes 12.03.26.docx", ("2026-03-12", None)),
        ("Audit_March_2026.pdf", ("2026-03", None)),
        ("SEND_Strategy_2023-2026.pdf", (None, "2023..2026")),
    ],
)
def test_the_file_name_is_asked_next(name: str, found: tuple[str | None, str | None]) -> None:
    assert dated("No date here", name, created="2020-01-01") == found


def test_the_first_page_goes_before_the_name_and_the_properties_come_last() -> None:
    assert dated("Report\n5 May 2017", "Report 2026-01-01.pdf", created="2026-10-10")[0] == "2017-05-05"
    assert dated("Report", created="2026-01-05T10:00:00Z", modified="2026-11-01") == ("2026-01-05", None)
    assert dated("Report", creationDate="D:20240304101500Z") == ("2024-03-04", None)


def test_a_re_saved_plan_does_not_look_current() -> None:
    assert dated("Improvement plan", "plan.docx", modified="2026-11-20") == (None, None)


def test_the_stamp_of_an_empty_template_dates_nothing() -> None:
    assert dated("Report", created="2013-12-23T23:15:00Z") == (None, None)


def test_the_rows_of_a_table_do_not_date_it() -> None:
    assert dated("Month\tWaits\n2025-01-01\t4\n2025-02-01\t5", "waits.csv", is_table=True) == (None, None)
    assert dated("Waits at 31 March 2026\nMonth\tWaits", "waits.csv", is_table=True)[0] == "2026-03-31"


def test_a_mail_is_of_the_day_it_was_sent() -> None:
    assert dated("mail of 1 May 2020", sent="2026-03-12")[0] == "2026-03-12"
