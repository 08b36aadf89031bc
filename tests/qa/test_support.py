"""What the support check says of claims, with the real encoder on a small source."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from corpus.errors import LibraryError
from corpus.library import Library
from corpus.model import Document
from corpus.readers.protocol import RawFile
from corpus.reading import read_document
from index.encoders import Encoder, load_encoder
from index.passages import passages_of
from qa.support import check_claim, check_note, support_row
from qa.support_source import MAX_SENTENCES, shortlist, source_of

CHINESE = """海港银行贷款

2018年9月13日，肯尼亚财政部与海港银行签署协议，银行将提供2.4亿美元贷款用于建设蒙巴萨港的48座仓库。财政部长李伟说，项目预计2021年完工。

反对党议员批评该项目，称政府没有公布合同全文。世界银行未参与融资。
"""
ENGLISH = """Orchard prices

Growers in Tarn sold 3,400 tonnes of pears in October, 12 percent more than a year before. The cooperative
did not raise its prices. Its director, Maud Perrin, said that two storms had spared the orchards.
"""
REPORT = """# Ports

Harbour Bank agreed to lend Kenya $240 million in 2018 for 48 warehouses in Mombasa.[^1] Nobody knows why.[^2]

[^1]: “海港银行贷款”, 港口报, 2018年9月14日, https://ports.example.com/1
[^2]: It is not clear.
"""


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return load_encoder()


def source(text: str, doc_id: str = "s1") -> Document:
    return read_document(RawFile(f"{doc_id}.txt", text.encode(), text), doc_id=doc_id, kind="source")


@pytest.mark.parametrize(
    ("text", "claim", "verdict"),
    [
        (
            CHINESE,
            "Harbour Bank agreed to lend Kenya $240 million for 48 warehouses in Mombasa.",
            "supported",
        ),
        (
            CHINESE,
            "Harbour Bank agreed to lend Kenya $240 million for 40 warehouses in Mombasa.",
            "contradicted",
        ),
        (CHINESE, "Harbour Bank lent Uganda $240 million for 48 warehouses at the port.", "contradicted"),
        (
            CHINESE,
            "Kenya and Harbour Bank signed the agreement on 13 October 2018.",
            "contradicted",
        ),
        (CHINESE, "世界银行参与了融资。", "contradicted"),
        (CHINESE, "The World Bank did not take part in the financing.", "supported"),
        (CHINESE, "Doctors found that the drug lowers blood pressure.", "not found"),
        (ENGLISH, "Growers in Tarn sold 12% more pears in October than the year before.", "supported"),
        (ENGLISH, "Growers in Tarn sold 22% more pears in October than the year before.", "contradicted"),
        (ENGLISH, "The cooperative raised its prices.", "contradicted"),
        (
            ENGLISH,
            "The director, Ida Lagrange, said that two storms spared the orchards.",
            "contradicted",
        ),
        (ENGLISH, "Growers sold 3,400 tonnes of pears and hired hundreds of foreign pickers.", "partly"),
        (ENGLISH, "政府发射了一颗气象卫星。", "not found"),
    ],
)
def test_a_verdict_comes_with_its_words(encoder: Encoder, text: str, claim: str, verdict: str) -> None:
    document = source(text)
    found = check_claim(claim, document, encoder=encoder)
    assert found.verdict == verdict, found.reason
    assert found.evidence
    for span in found.evidence:
        assert span.document == "s1"
        assert " ".join(document.text[span.start : span.end].split()) == " ".join(span.text.split())


def test_the_facts_that_decided_are_told(encoder: Encoder) -> None:
    found = check_claim(
        "Harbour Bank agreed to lend Kenya $240 million for 40 warehouses.", source(CHINESE), encoder=encoder
    )
    told = {fact.claim: (fact.source, fact.outcome) for fact in found.facts}
    assert told["$240 million"] == ("2.4亿美元", "agrees")
    assert told["40"][1] == "differs"
    assert told["Kenya"][1] == "agrees"
    assert "40" in found.reason


def test_what_is_nearest_is_called_so(encoder: Encoder) -> None:
    row = support_row(check_claim("Cats sleep by day.", source(ENGLISH), encoder=encoder))
    assert row["verdict"] == "not found"
    assert row["evidence"] == []
    assert row["nearest"][0]["text"]


def test_passages_do_as_well_as_their_document(encoder: Encoder) -> None:
    passages = passages_of(source(ENGLISH), count_tokens=encoder.count_tokens, max_tokens=encoder.max_tokens)
    found = check_claim("The cooperative raised its prices.", passages, encoder=encoder)
    assert found.verdict == "contradicted"
    assert found.evidence[0].text.startswith("The cooperative")


@pytest.mark.parametrize("claim", ["", " ", "...", "\x1b[2J", "的"])
def test_a_claim_of_nothing_is_found_nowhere(encoder: Encoder, claim: str) -> None:
    assert check_claim(claim, source(ENGLISH), encoder=encoder).verdict == "not found"


def test_a_source_of_nothing_has_no_words(encoder: Encoder) -> None:
    found = check_claim("Pears are sold.", [], encoder=encoder)
    assert (found.verdict, found.evidence) == ("not found", ())


def test_a_huge_source_is_shortlisted(encoder: Encoder) -> None:
    filler = " ".join(f"Item {n} of the list was weighed and put on shelf {n % 97}." for n in range(6_000))
    document = source(f"Lists\n\n{filler}\n\nKenya bought 48 ferries from Finland.\n")
    prepared = source_of(document)
    claim = "Finland sold 48 ferries to Kenya."
    begun = time.perf_counter()
    chosen = shortlist(claim, prepared)
    assert time.perf_counter() - begun < 5
    assert len(chosen) == MAX_SENTENCES
    assert any("ferries" in prepared.sentences[at].text for at in chosen)


def test_a_note_is_checked_against_its_captured_source(encoder: Encoder, tmp_path: Path) -> None:
    with Library.open(tmp_path / "library", create=True) as library:
        library.add(RawFile("ports.md", REPORT.encode(), REPORT), doc_id="ports")
        (before,) = check_note(library, "ports", 1, encoder=encoder)
        assert before.verdict == "source unavailable"
        assert before.evidence == ()
        stored = library.add(RawFile("bank.txt", CHINESE.encode(), CHINESE), kind="source", doc_id="bank")
        _cite(library, stored, ("ports", 1))
        (after,) = check_note(library, "ports", 1, encoder=encoder)
        assert (after.verdict, after.source, after.document, after.note) == ("supported", "bank", "ports", 1)
        (other,) = check_note(library, "ports", 2, encoder=encoder)
        assert other.verdict == "source unavailable"
        with pytest.raises(LibraryError, match="no note 9"):
            check_note(library, "ports", 9, encoder=encoder)


def _cite(library: Library, document: Document, by: tuple[str, int]) -> None:
    from dataclasses import replace

    library.replace(replace(document, cited_by=(by,)))


def test_a_verdict_is_shown_by_the_sentence_that_decides(encoder: Encoder) -> None:
    text = (
        "Notice on the export licence for Orbitell\n\n"
        "The Office has decided to grant the licence for eight units. "
        "The licence is valid until October and is not transferable to others.\n"
    )
    found = check_claim(
        "Orbitell's licence may be transferred to another company.", source(text), encoder=encoder
    )
    assert found.verdict == "contradicted"
    assert "not transferable" in found.evidence[0].text
