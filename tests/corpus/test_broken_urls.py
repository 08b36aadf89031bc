"""Addresses that lines break: joined where they go on, left alone where they have ended."""

from __future__ import annotations

import pytest

from tests.corpus.reading_cases import check_places, read

TEXT = "Report on Bridges\n\nIntroduction\n\nIt fell.[1] It was old.[2]\n\nNotes\n\n[1] {}\n[2] B.\n"
MARKDOWN = "# Report on Bridges\n\nIt fell.[^1] It was old.[^2]\n\n[^1]: {}\n[^2]: B.\n"

GOES_ON = {
    "after a hyphen": (
        "A, https://e.org/Annual-\nReport-2015.pdf, 3.",
        "A, https://e.org/Annual-Report-2015.pdf, 3.",
    ),
    "over three lines": (
        "A, https://e.org/2018-\ncctv-\nsoftware.html.",
        "A, https://e.org/2018-cctv-software.html.",
    ),
    "soft hyphens": (
        "A, https://e.org/2018\u00ad\ncctv\u00ad\nsoftware.html.",
        "A, https://e.org/2018-cctv-software.html.",
    ),
    "a file after a slash": (
        "A, https://e.org/f/\nMoratorium-Now.pdf.",
        "A, https://e.org/f/Moratorium-Now.pdf.",
    ),
    "a last word after a slash": ("A, https://e.org/files/\nreport.", "A, https://e.org/files/report."),
    "a number after a slash": (
        "A, https://e.org/view/\n138921 (2019).",
        "A, https://e.org/view/138921 (2019).",
    ),
    "before a slash": ("A, https://e.org/2019\n/10/report.pdf.", "A, https://e.org/2019/10/report.pdf."),
    "before a hyphen": ("A, https://e.org/2018\n-cctv.html.", "A, https://e.org/2018-cctv.html."),
    "before an underscore": (
        "A, https://e.org/reports_of\n_the_year.pdf, p. 3.",
        "A, https://e.org/reports_of_the_year.pdf, p. 3.",
    ),
    "before an ending": ("A, https://e.org/index.\nhtml.", "A, https://e.org/index.html."),
    "in a word": (
        "A, https://e.org/news/wor\nld-africa/a-275.html.",
        "A, https://e.org/news/world-africa/a-275.html.",
    ),
    "in a query": ("A, https://e.org/a?from=2\n014&to=2019.", "A, https://e.org/a?from=2014&to=2019."),
    "in angle brackets": ("A, <https://e.org/a/\nand-b/c\nd> and B.", "A, <https://e.org/a/and-b/cd> and B."),
    "the page in an archive": (
        "A, https://web.archive.org/web/20161104083000/\nhttp://e.org/map.",
        "A, https://web.archive.org/web/20161104083000/http://e.org/map.",
    ),
    "without a scheme": ("A, perma.cc/AB12-\nCD34.", "A, perma.cc/AB12-CD34."),
    "a ligature in both lines": ("A, https://e.org/ﬁle-\nﬂow.pdf.", "A, https://e.org/file-flow.pdf."),
    "underscores in both lines": ("A, https://e.org/a_b_\nc_d.pdf.", "A, https://e.org/a_b_c_d.pdf."),
}

HAS_ENDED = [
    "https://e.org/one/|and B. Jones, “Two,” 2014.",
    "https://e.org/one/|accessed 5 May 2015.",
    "https://e.org/one/|last accessed, as it was, in May.",
    "https://e.org/one/|see also B.",
    "https://e.org/one/|in contrast, B.",
    "https://e.org/one/|contrast, as B has it.",
    "https://e.org/one/|pp. 12.",
    "https://e.org/one/|cf. Smith.",
    "https://e.org/one/|emphasis added.",
    "https://e.org/one/|Jones, B.",
    "https://e.org/one/|COVID-19 in towns.",
    "https://e.org/one/|A/HRC/27/37, p. 3.",
    "https://e.org/one/|5 May 2015.",
    "https://e.org/one/|85 percent of it.",
    "https://e.org/one/|https://e.org/two",
    "https://e.org/one/|2019年5月",
    "https://e.org/one|and/or B.",
    "https://e.org/one|perma.cc/AB12/3",
    "https://e.org/one|2015-2016.",
    "https://e.org/one.html|state-of-the-art-in-towns/1.html",
    "https://e.org/one.|this/that is B.",
]


@pytest.mark.parametrize(("form", "name"), [(TEXT, "a.txt"), (MARKDOWN, "a.md")])
@pytest.mark.parametrize("case", GOES_ON)
def test_an_address_goes_on_in_the_next_line(case: str, form: str, name: str) -> None:
    written, wanted = GOES_ON[case]
    document = read(form.format(written), name)
    assert document.notes[0].text == wanted
    check_places(document)


@pytest.mark.parametrize(("form", "name"), [(TEXT, "a.txt"), (MARKDOWN, "a.md")])
@pytest.mark.parametrize("case", HAS_ENDED)
def test_an_address_has_ended_at_the_end_of_its_line(case: str, form: str, name: str) -> None:
    document = read(form.format("A, " + case.replace("|", "\n")), name)
    assert document.notes[0].text == "A, " + case.replace("|", " ")
    check_places(document)
