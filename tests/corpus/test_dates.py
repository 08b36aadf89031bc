"""Dates are kept as written, and read only where they are plain and possible."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.dates import find_dates, parse_date

WRITTEN = [
    ("Sept. 13, 2018", "2018-09-13"),
    ("Jun. 28, 2018", "2018-06-28"),
    ("Apr. 12 2018", "2018-04-12"),
    ("April 27, 2016", "2016-04-27"),
    ("Oct. 2009", "2009-10"),
    ("Sat. 16, 2016", None),
    ("San. 17, 2018", None),
    ("Ferbuary 3, 2018", None),
    ("Feb. 30, 2018", None),
    ("31 June 2017", None),
    ("29 February 2016", "2016-02-29"),
    ("29 February 2017", None),
    ("2018年4月12日", "2018-04-12"),
    ("2018年4月", "2018-04"),
    ("２０１８年４月１２日", "2018-04-12"),
    ("12 May 2015", "2015-05-12"),
    ("2018-10-10", "2018-10-10"),
    ("2018-10", "2018-10"),
    ("2018/10/10", "2018-10-10"),
    ("13.09.2018", "2018-09-13"),
    ("10/03/2018", None),
    ("10/13/2018", "2018-10-13"),
    ("3rd of May 2018", "2018-05-03"),
    ("3–5 May 2018", "2018-05"),
    ("May 3–5, 2018", "2018-05"),
    ("May–June 2018", "2018"),
    ("2018, May 3", "2018-05-03"),
    ("12 de mayo de 2015", "2015-05-12"),
    ("1er août 2016", "2016-08-01"),
    ("12. September 2018", "2018-09-12"),
    ("4 июля 2017", "2017-07-04"),
    ("Spring 2018", "2018"),
    ("2018", "2018"),
    ("n.d.", None),
]


@pytest.mark.parametrize(("text", "iso"), WRITTEN)
def test_a_date_is_found_whole_and_read_where_plain(text, iso):
    (found,) = find_dates(f"Reuters, {text}, <x>")
    assert (found.text.rstrip("."), found.iso) == (text.rstrip("."), iso)
    assert parse_date(text) == iso


@pytest.mark.parametrize(
    "text", ["in 1,999 cases", "Regulation 2016/679", "may 1", "ISO 27001", "12:30", "A/RES/68/167"]
)
def test_other_numbers_are_no_dates(text):
    assert find_dates(text) == ()


@given(st.dates(min_value=date(1500, 1, 1), max_value=date(2099, 12, 31)))
def test_every_real_day_is_read_in_every_plain_form(day):
    forms = [
        day.isoformat(), f"{day:%B} {day.day}, {day.year}", f"{day.day} {day:%B} {day.year}",
        f"{day:%b}. {day.day}, {day.year}", f"{day.year}年{day.month}月{day.day}日",
        f"{day:%d.%m.}{day.year}",
    ]  # fmt: skip
    assert [parse_date(form) for form in forms] == [day.isoformat()] * len(forms)


@given(st.text(alphabet="0123456789-/. ,MayJune年月日sept", max_size=40))
def test_dates_lie_in_their_text_and_never_overlap(text):
    end = 0
    for found in find_dates(text):
        assert text[found.start : found.end] == found.text
        assert found.start >= end
        end = found.end
