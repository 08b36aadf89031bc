"""Sentence ends in English and Chinese."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.sentences import sentence_at, split_sentences

CASES = [
    ["He came.", "She went."],
    ["The U.S. Army came.", "It left."],
    ["It was made in the U.S.", "The army came."],
    ["Mr. Smith and Dr. Jones met Sen. Lee, e.g. on Jan. 5.", "They spoke."],
    ["J. K. Rowling wrote it.", "No one knew."],
    ["It cost $3.5 million in No. 5 on pp. 12–14.", "No.", "It did not."],
    ["Foo Inc. Announces it.", "Bar Ltd. grew."],
    ["He said “stop.”", "She did (at once.)", "Then what?", "Nothing!"],
    ["“Why?” he asked.", "“Because.”"],
    ["Wait... what?", "Yes."],
    ["It ended…", "Then it began."],
    ["See Smith et al. 2018 for it.", "iPhones sold well."],
    ["1. First it came.", "Then it went."],
    ["See www.example.com/a.b for it.", "Good."],
    ["该市付了钱。", "后来继续！", "为什么？"],
    ["他说：“来了。”", "然后走了；", "完。"],
    ["中国卫星2018年发射。", "It was 3.5 tons."],
    ["It cost approx. $2.5 million, ca. US$2 million or Rs. 500 crore.", "He said no.", "$5 was too much."],
    ["See Fig. A1, Sec. IV and Art. IX, vol. II.", "He ate a fig.", "A man came."],
    ["Lt.-Gov. Smith, Brig. Gen. Roe and Sec. Poe met.", "She is a sales rep.", "The firm knew."],
    ["It opened at 5 p.m. Monday and 9 a.m. Eastern time.", "It closed at 10 p.m.", "Police came."],
    [
        "Many, esp. Chinese firms, incl. Huawei, came.",
        "It was 12 mm.",
        "People saw San Jose, CA.",
        "No one ran.",
    ],
    ["David E. O'Brien met Fabio M. Di Nitto.", "Solve for x.", "Then stop.", "I am 12.", "John is 13."],
    [
        "They told the CIA.",
        "Officials in Phoenix, AZ.",
        "Six came to AA.",
        "Members spoke.",
        "Two years ago.",
        "5 left.",
    ],
    ["The sum rose to 12.", "April was worse."],
    ["Sie stürzte am 3. Mai 1920 ein.", "Der 2. Weltkrieg zerstörte sie am 1. April 1940.", "Es waren 12."],
    ["Am 3. 5. 1920 kam Dipl.-Ing. Müller zu Dr. h. c. Meier.", "Das war 1920.", "Der Bau begann."],
    ["Das war z. B. Unrecht, d. h. Betrug, u. a. Diebstahl.", "Der Verein heißt Foo e. V.", "Er ist alt."],
    ["Ca. 12 Mio. Euro kostete es.", "Man zahlte 3 Mio.", "Die Stadt erhielt Geld usw.", "Das war es."],
    ["Im späten 19. Jahrhundert, Bd. 3, Abs. 2, stand es.", "Er kam auf Platz 3.", "Anna war froh."],
    ["M. Dupont et MM. Durand ont vu p. ex. Paris en janv. 1920.", "Les ponts, etc.", "Les villes ont payé."],
    [
        "El Sr. López y la Dra. Ruiz viven en EE. UU.",
        "El art. 5, núm. 7, pág. 3, es p. ej. Madrid y aprox. 5.",
    ],
    ["O Sr. Silva e a Dra. Costa, pág. 5, séc. XIX, não vieram.", "Custou aprox. 5 mil."],
    ["Il sig. Rossi e il dott. Bianchi, pag. 5, ad es. Roma, ecc.", "Il ponte è vecchio."],
    [
        "Dhr. Jansen en mevr. De Vries, blz. 5, bijv. Amsterdam.",
        "Het kostte 5 mln. Euro, enz.",
        "De brug is oud.",
    ],
]


@pytest.mark.parametrize("sentences", CASES)
def test_split(sentences: list[str]) -> None:
    chinese = any("\u4e00" <= c <= "\u9fff" for c in sentences[0])
    text = ("" if chinese else " ").join(sentences)
    assert [text[a:b] for a, b in split_sentences(text)] == sentences


@given(st.text(alphabet=st.sampled_from("aA1.!?…。；“”’)( \n\tU.S中$-"), max_size=80))
def test_spans_cover_all_ink_in_order(text: str) -> None:
    spans = split_sentences(text)
    at = 0
    for start, end in spans:
        assert at <= start < end <= len(text)
        assert not text[at:start].strip()
        assert not text[start].isspace() and not text[end - 1].isspace()
        at = end
    assert not text[at:].strip()


def test_mark_belongs_to_the_sentence_before_it() -> None:
    sentences = split_sentences("One. Two.")
    assert [sentence_at(sentences, offset) for offset in (0, 2, 4, 5, 9)] == [
        (0, 4),
        (0, 4),
        (0, 4),
        (0, 4),
        (5, 9),
    ]
    assert sentence_at((), 0) is None
