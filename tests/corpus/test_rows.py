"""Rows have the fields of the command line's contract."""

import json

from corpus.bundled import shipped_report
from corpus.lint import lint
from corpus.reading import read_document
from corpus.rows import citation_row, finding_row, note_row, paragraph_row

NINE = {
    "author", "title", "publisher", "date", "url", "language", "short_form_of", "archived_url", "status",
}  # fmt: skip


def test_a_note_row_joins_a_note_to_its_claim():
    document = read_document(shipped_report(), doc_id="report")
    row = note_row(document, next(note for note in document.notes if note.number == 6))
    assert row["claim"].startswith("In total, Freedom House reports 38 cases")
    assert row["claims"] == [row["claim"]]
    assert (row["kind"], row["status"], row["section"]) == (
        "citation", "linked", ["ii. Cybersecurity and Content Moderation Assistance"],
    )  # fmt: skip
    (citation,) = row["citations"]
    assert citation["page"] == "9"
    assert set(citation) == NINE | {"date_as_written", "page", "candidates", "text"}
    json.dumps(row)


def test_an_answers_citation_has_nine_fields():
    document = read_document(shipped_report(), doc_id="report")
    assert set(citation_row(document.notes[5].citations[0], full=False)) == NINE


def test_a_paragraph_row_points_into_the_original():
    document = read_document(shipped_report(), doc_id="report")
    rows = [paragraph_row(paragraph) for paragraph in document.paragraphs]
    assert {row["kind"] for row in rows} <= {"front", "body", "back"}
    assert sum(len(row["marks"]) for row in rows) == 59
    for row in rows:
        assert set(row) == {"kind", "section", "lead", "text", "marks", "start", "end"}
        assert 0 <= row["start"] < row["end"] <= len(document.text)
        assert all(0 < mark["offset"] <= len(row["text"]) for mark in row["marks"])


def test_a_finding_row_is_plain_json():
    findings = lint(read_document(shipped_report(), doc_id="report"))
    row = json.loads(json.dumps(finding_row(findings[0])))
    assert set(row) == {"code", "note", "start", "end", "reason", "confidence"}
    assert row["confidence"] in ("likely", "possible")
