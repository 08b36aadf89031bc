"""Acronyms that a document explains, and passages that use them without a word of explanation."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from index.acronyms import MOST, defined_acronyms, names_behind
from index.model import SearchQuery
from index.versions import build_index, open_index
from tests.index.reports import FolderCorpus, load_toy, read


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("the Asian Trade Pact (ATP) was signed", {"ATP": "Asian Trade Pact"}),
        ("joined the Belt and\nRoad Initiative (BRI).", {"BRI": "Belt and Road Initiative"}),
        ("the Department of the Interior (DOI)", {"DOI": "Department of the Interior"}),
        ("the Bank of America (BOA)", {"BOA": "Bank of America"}),
        ("small and medium enterprises (SMEs) grew", {"SME": "small and medium enterprises"}),
        ("an Asia-Pacific Economic Forum (APEF)", {"APEF": "Asia-Pacific Economic Forum"}),
        ("they met in Paris (OECD)", {}),
        ("the committee (see Annex A)", {}),
        ("the last year (L)", {}),
        ("", {}),
    ],
)
def test_an_acronym_is_taken_when_its_letters_are_the_words_initials(
    text: str, found: dict[str, str]
) -> None:
    assert defined_acronyms([text]) == found


def test_the_first_definition_counts_and_glossaries_end() -> None:
    texts = ["the Asian Trade Pact (ATP)", "an Average Tax Payer (ATP)"]
    assert defined_acronyms(texts) == {"ATP": "Asian Trade Pact"}
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    many = [f"{a}xx {b}xx ({a}{b})" for a in letters for b in letters]
    assert len(defined_acronyms(many)) == MOST


def test_a_name_that_is_said_is_not_said_again() -> None:
    acronyms = {"ATP": "Asian Trade Pact"}
    assert names_behind("ATP members met.", acronyms) == ("Asian Trade Pact",)
    assert names_behind("The Asian Trade\nPact (ATP) met.", acronyms) == ()
    assert names_behind("Two ATPs met.", acronyms) == ("Asian Trade Pact",)
    assert names_behind("The ATPX met; atp did not.", acronyms) == ()


@pytest.mark.parametrize("text", ["x" * 300_000, "x " * 150_000, "Xx " * 100_000 + "(", "(A" * 100_000])
def test_hostile_text_takes_no_time(text: str) -> None:
    begun = time.process_time()
    defined_acronyms([text])
    assert time.process_time() - begun < 2


def test_a_passage_is_found_by_the_name_behind_its_acronym(tmp_path: Path) -> None:
    text = (
        "# Trade\n\nThe Asian Trade Pact (ATP) was signed in Velm.\n\n"
        "Nine towns have left ATP since the winter.\n\n"
        "The ferry crosses the bay twice a day.\n\nA school stands on the hill.\n\n"
        "Its library has nine books.\n\n"
        "The harbour was built of stone.\n\nHerring is sold in the market.\n"
    )
    corpus = FolderCorpus(tmp_path, [read(text, "trade")])
    build_index(corpus, model="toy", load=load_toy)
    searcher = open_index(corpus, load=load_toy)
    hits = searcher.search(SearchQuery("Who left the Asian Trade Pact?", k=3, legs="bm25"))
    assert hits[0].passage.text.startswith("Nine towns")
    assert "Asian" not in hits[0].passage.text
    assert "Asian Trade Pact" in hits[0].passage.context
