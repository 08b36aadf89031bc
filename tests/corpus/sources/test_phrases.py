"""Phrases are found as `re` finds them without regard to case, whatever letters there are."""

from __future__ import annotations

import re
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.sources.gone_words import GONE
from corpus.sources.phrases import Phrases
from corpus.sources.wording import CONSENT, SHUT

LETTERS = [chr(n) for n in range(sys.maxunicode + 1) if chr(n).lower() != chr(n) or chr(n).upper() != chr(n)]
ODD = "ſıKİςΣßẞÅå µ"


@pytest.mark.parametrize("phrases", [SHUT, GONE, CONSENT])
def test_patterns_are_written_in_small_letters(phrases: Phrases) -> None:
    literals = re.sub(r"\\.", "", phrases.pattern)
    assert literals == literals.lower()


def test_every_letter_is_found_by_each_of_its_forms() -> None:
    assert len(LETTERS) > 2_000
    for letter in LETTERS:
        for form in {letter.lower(), letter.upper().lower(), letter.casefold()}:
            if len(form) == 1 and form == form.lower():
                plain = re.compile(re.escape(form), re.IGNORECASE).search(letter)
                assert bool(Phrases(re.escape(form)).search(letter)) == bool(plain), (letter, form)


@given(st.text(st.sampled_from([*"sikmåσςß pagenotfuSIKMPAGENOTFU", *ODD])))
def test_a_phrase_is_found_as_re_finds_it(text: str) -> None:
    pattern = r"page(?: is)? not found|\bmask\b|σς?|st.{0,3}k|\W[s-u]i"
    found, plain = Phrases(pattern).search(text), re.compile(pattern, re.IGNORECASE).search(text)
    assert (found and found.span()) == (plain and plain.span())


@pytest.mark.parametrize(
    ("phrases", "text", "said"),
    [
        (SHUT, "Please LOG IN TO Continue.", "LOG IN TO Continue"),
        (GONE, "The PAGE cannot be Found.", "PAGE cannot be Found"),
        (SHUT, "Ferries cross the strait.", None),
    ],
)
def test_what_is_found_is_the_texts_own_words(phrases: Phrases, text: str, said: str | None) -> None:
    found = phrases.search(text)
    assert (found and found.group()) == said
