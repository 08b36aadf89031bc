"""How words become terms: a table of what counts as what, and properties that any text must keep."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.analyzers import MAX_WORD, STOP_WORDS, analyze, is_unspaced, join_pairs, tokens

TABLE = [
    # English stems and stop words
    ("The cameras were installed in the streets", ["camera", "instal", "street"]),
    ("Who paid for it?", ["paid"]),
    ("What's new? Who's there? They've gone, can’t you see", ["new", "gone", "see"]),
    ("", []),
    ("--- … !!! ***", []),
    # names that look like function words when shouted
    ("WHO and IT", ["who", "it"]),
    # possessives, straight and typographic
    ("China's China’s Chinaʼs facilities'", ["china", "china", "china", "facil"]),
    # hyphens: the parts, and the whole joined
    ("cyber-terrorism", ["cyber", "terror", "cyberterror"]),
    ("cyber‑terrorism", ["cyber", "terror", "cyberterror"]),
    ("state-of-the-art", ["state", "art", "stateoftheart"]),
    # numbers
    ("$240 million", ["240", "million"]),
    ("1,000 and 1,000,000.50", ["1000", "1000000.50"]),
    ("3.5m 12.75bn", ["3.5", "m", "12.75", "bn"]),
    ("$240m in the 1990s", ["240m", "240", "1990s", "1990"]),
    ("4G and 5G", ["4g", "5g"]),
    ("2018-10-10", ["2018", "10", "10", "20181010"]),
    ("Wing Loong II", ["wing", "loong", "ii"]),
    # acronyms with and without points
    ("U.S. U.S US U.S.-based", ["us", "us", "us", "us", "base"]),
    ("U.A.E.", ["uae"]),
    ("foo.bar", ["foo", "bar"]),
    # accents, ligatures, compatibility forms
    ("ćafé Ärzte ﬁne Straße", ["cafe", "arzt", "fine", "strass"]),
    ("cafe\u0301", ["cafe"]),
    ("Ｈｕａｗｅｉ ２０１８", ["huawei", "2018"]),
    # Chinese, Japanese, Korean: overlapping pairs; one character stands alone
    ("习近平", ["习近", "近平"]),
    ("安", ["安"]),
    ("北京，上海。", ["北京", "上海"]),
    ("監視カメラ", ["監視", "視カ", "カメ", "メラ"]),
    ("감시", ["감시"]),
    # scripts mixed in one run
    ("AI监控", ["ai", "监控"]),
    ("2018年中国", ["2018", "年中", "中国"]),
    ("华为Huawei公司", ["华为", "huawei", "公司"]),
    # other scripts keep whole words, whatever signs they carry
    ("हिन्दी में", ["हिन्दी", "में"]),
    ("مُحَمَّد", ["محمد"]),
    ("ΑΘΉΝΑ Αθηνα", ["αθηνα", "αθηνα"]),
    ("Москва", ["москва"]),
    ("foo_bar", ["foo", "bar"]),
]


@pytest.mark.parametrize(("text", "terms"), TABLE, ids=[text[:24] for text, _ in TABLE])
def test_terms(text: str, terms: list[str]) -> None:
    assert analyze(text) == terms


def test_a_question_and_a_passage_meet_whatever_the_spelling() -> None:
    for asked, written in [
        ("cyberterrorism", "Cyber-Terrorism"),
        ("cameras", "camera’s"),
        ("US", "U.S."),
        ("1000", "1,000"),
        ("240", "$240m"),
        ("naive", "NAÏVE"),
        ("北京", "在北京的"),
    ]:
        assert set(analyze(asked)) & set(analyze(written)), (asked, written)


def test_stop_words_are_told_apart_and_kept_as_tokens() -> None:
    found = list(tokens("The bridge isn't there"))
    assert [(token.surface, token.stop) for token in found] == [
        ("The", True), ("bridge", False), ("isn't", True), ("there", True),
    ]  # fmt: skip
    assert all(word == word.lower() for word in STOP_WORDS)


def test_pairs_are_joined_to_the_runs_of_the_text() -> None:
    text = "北京的摄像头和 bridge"
    assert join_pairs(text, ["摄像", "像头"]) == ("摄像头",)
    assert join_pairs(text, ["北京", "像头", "bridge"]) == ("北京", "像头", "bridge")
    assert join_pairs(text, []) == ()
    # both pairs are there, but not as one run
    assert join_pairs("京大 北京", ["北京", "京大"]) == ("北京", "京大")


def test_unspaced_scripts_are_known() -> None:
    assert is_unspaced("a 中 b")
    assert not is_unspaced("Москва café")


@given(st.text(max_size=200))
@settings(max_examples=300, deadline=None)
def test_any_text_gives_terms_that_are_short_and_repeatable(text: str) -> None:
    terms = analyze(text)
    assert terms == analyze(text)
    assert all(term and len(term) <= 2 * MAX_WORD and not term.isspace() for term in terms)


@pytest.mark.parametrize(
    "text",
    ["a" * 500_000, "a-" * 250_000, "a.b." * 125_000, "1." * 250_000, "1,111" * 100_000, "中" * 200_000,
     "a'" * 250_000, "e\u0301" * 200_000, "\u0301" * 300_000, "1" * 400_000 + "x"],
    ids=["word", "hyphens", "points", "digits", "groups", "han", "quotes", "accents", "marks", "number"],
)  # fmt: skip
def test_hostile_text_costs_no_more_than_its_length(text: str) -> None:
    begun = time.process_time()
    terms = analyze(text)
    assert time.process_time() - begun < 10
    assert all(len(term) <= 2 * MAX_WORD for term in terms)
