from __future__ import annotations

import pytest

from corpus.model import Citation
from qa.chain import claims_on, full_citations, same_source
from tests.qa.samples import document

A = Citation("x", title="Bridges", url="https://www.example.org/a/")


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        (A, Citation("y", url="http://example.org/a"), True),
        (A, Citation("y", title="Bridges", url="http://example.org/b"), False),
        (A, Citation("y", title="“bridges”"), True),
        (A, Citation("y", title="Tunnels"), False),
        (Citation("x"), Citation("y"), False),
        (Citation("x"), Citation("x"), True),
        (Citation("x", title="…"), Citation("y", title="—"), False),
    ],
)
def test_same_source(first, second, same):
    assert same_source(first, second) is same
    assert same_source(second, first) is same


def test_a_short_form_is_followed_and_its_claims_are_found():
    report = document()
    short = report.notes[1].citations[0]
    assert short.short_form_of == 1
    full = full_citations(report, short)
    assert [one.url for one in full] == ["https://news.example.com/a_b?x=1&y=2"]
    backings = claims_on([report], full[0])
    assert [backing.note.number for backing in backings] == [1, 1, 2]
    assert backings[0].text.startswith("Acme paid for the bridge")


def test_a_short_form_of_itself_ends():
    from dataclasses import replace

    report = document()
    note = report.notes[1]
    loop = replace(note.citations[0], short_form_of=2)
    looped = replace(report, notes=(report.notes[0], replace(note, citations=(loop,)), *report.notes[2:]))
    assert full_citations(looped, loop) == (loop,)
