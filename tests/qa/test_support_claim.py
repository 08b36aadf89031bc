"""What one note backs of a sentence, and what of it only names the source."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.library import Library
from corpus.model import Citation, Record
from corpus.readers.protocol import RawFile
from index.encoders import load_encoder
from qa.support import check_note
from qa.support_attribution import OwnWords, own_words, without_attribution
from qa.support_clause import part_before

REPORT = """# Phones

According to the Lakeside Wire, Uganda banned used phones in 2016,[^1] and Tecwin employs 450 people in
Mukono (see note 1).[^2]

[^1]: "Phones", Lakeside Wire, 9 November 2016, https://lakeside.example/1
[^2]: "Plant", Lakeside Wire, 9 November 2016, https://lakeside.example/2
"""


def _parts(marked: str) -> list[str]:
    plain, marks = "", []
    for piece in re.split(r"\[(\d)\]", marked):
        if piece.isdigit():
            marks.append(len(plain))
        else:
            plain += piece
    return [part_before(plain, marks, mark) for mark in dict.fromkeys(marks)]


@pytest.mark.parametrize(
    "parts_of",
    [
        "Kenya paid $62m for cameras,[1] Uganda is to ban imports,[2] and a bank will build a hall.[3]"
        " -> Kenya paid $62m for cameras. | Uganda is to ban imports. | A bank will build a hall.",
        "While Kenya bought cameras,[1] Uganda bought drones.[2]"
        " -> Kenya bought cameras. | Uganda bought drones.",
        "Kenya bought cameras,[1] and in 2016, Uganda bought drones.[2]"
        " -> Kenya bought cameras. | In 2016, Uganda bought drones.",
        "海南的光缆全长1.2万公里，[1]而滨江市的数据中心占地93亩。[2]"
        " -> 海南的光缆全长1.2万公里。 | 滨江市的数据中心占地93亩。",
        # what leans on the clause before it is given what it leans on
        "Hailong has sold cameras to Kenya,[1] Uganda,[2] and Zambia.[3]"
        " -> Hailong has sold cameras to Kenya. | Hailong has sold cameras to Uganda."
        " | Hailong has sold cameras to Zambia.",
        "Hailong sold cameras to Kenya[1] and drones to Uganda.[2]"
        " -> Hailong sold cameras to Kenya. | Hailong sold drones to Uganda.",
        "Hailong supplied 320 cameras to Kampala,[1] and employs 450 people in Mukono.[2]"
        " -> Hailong supplied 320 cameras to Kampala. | Hailong employs 450 people in Mukono.",
        "Hailong sold cameras to Kenya in 2014,[1] and to Zambia in 2016.[2]"
        " -> Hailong sold cameras to Kenya in 2014. | Hailong sold cameras to Zambia in 2016.",
        "华为在肯尼亚修建了数据中心[1]，并向乌干达出售了摄像机[2]。"
        " -> 华为在肯尼亚修建了数据中心。 | 华为向乌干达出售了摄像机。",
        "The law was passed in March,[1] and suspended in June.[2]"
        " -> The law was passed in March. | The law was suspended in June.",
        "Nigeria borrowed $470m for it,[1] Angola $1.2 billion,[2] and Zambia $273m.[3]"
        " -> Nigeria borrowed $470m for it. | Angola borrowed $1.2 billion. | Zambia borrowed $273m.",
        "The firm employs 12,000 people,[1] has offices in 40 countries,[2] and made a profit in 2018.[3]"
        " -> The firm employs 12,000 people. | The firm has offices in 40 countries."
        " | The firm made a profit in 2018.",
        "该公司2015年在卢萨卡设立办事处[1]，2018年又在内罗毕开设培训中心[2]。"
        " -> 该公司2015年在卢萨卡设立办事处。 | 该公司2018年在内罗毕开设培训中心。",
        # where rules cannot tell, all that went before stays
        "Ecuador received a loan,[1] which paid for 4,300 cameras.[2]"
        " -> Ecuador received a loan. | Ecuador received a loan, which paid for 4,300 cameras.",
        "The ministry[1] bought cameras.[2] -> The ministry bought cameras. | The ministry bought cameras.",
        "They say[1] that Kenya bought it.[2]"
        " -> They say that Kenya bought it. | They say that Kenya bought it.",
        "Cameras of Dahua,[1] Hikvision[1] and Uniview[1] were found."
        + 3 * " -> Cameras of Dahua, Hikvision and Uniview were found.",
        # one mark, or several at one place, back the sentence
        "Kenya bought cameras,[1] which is new. -> Kenya bought cameras, which is new.",
        "Payments go through Johannesburg.[1][2] -> Payments go through Johannesburg.",
        # what follows the last mark is backed by none
        "Kenya bought cameras,[1] Uganda bought drones,[2] but prices rose."
        " -> Kenya bought cameras. | Uganda bought drones.",
    ],
)
def test_a_mark_closes_its_clause(parts_of: str) -> None:
    marked, *parts = re.split(r" -> | \| ", parts_of)
    assert _parts(marked) == parts


@pytest.fixture
def dawn() -> OwnWords:
    cited = Citation("", author="Khurram Husain", publisher="Dawn", url="https://www.theguardian.com/a")
    return own_words((cited,), Record("CPEC master plan revealed", publisher="新华网"))


@pytest.mark.parametrize(
    ("claim", "held"),
    [
        ("According to Pakistani newspaper Dawn, the plan was secret.", "The plan was secret."),
        ("The Guardian reported that the plan was secret.", "The plan was secret."),
        ("Dawn reported the plan was secret.", "The plan was secret."),
        ("Dawn says in its annual report that the plan was secret.", "The plan was secret."),
        ("In a 2017 article, Husain wrote that the plan was secret.", "The plan was secret."),
        ("The plan was secret, Dawn reported in 2017.", "The plan was secret."),
        ("The plan was secret, as the Guardian noted.", "The plan was secret."),
        ("The plan was secret, according to local media.", "The plan was secret."),
        ("A 2018 study found that theft fell by a tenth.", "Theft fell by a tenth."),
        ("According to “CPEC master plan revealed”, the plan covers farms.", "The plan covers farms."),
        ("据新华社报道，肯尼亚购买了三百台摄像机。", "肯尼亚购买了三百台摄像机。"),
        ("研究发现，阅读器没有影响。", "阅读器没有影响。"),
    ],
)
def test_a_source_does_not_name_itself(dawn: OwnWords, claim: str, held: str) -> None:
    assert without_attribution(claim, dawn) == held


@pytest.mark.parametrize(
    "claim",
    [
        "According to Reuters, the plan was secret.",
        "Dawn's 2018 report found 18 cases of countries using Chinese-developed systems.",
        "According to a report by Human Rights Watch, the plan was secret.",
        "Pakistan's minister said that the plan was secret.",
        "Officials reported that the plan was secret.",
        "The police said that theft fell.",
        "外交部发言人说，计划是秘密的。",
    ],
)
def test_what_others_say_stays_theirs(dawn: OwnWords, claim: str) -> None:
    assert without_attribution(claim, dawn) == claim


def test_a_note_is_held_for_its_own_clause(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library", create=True) as library:
        library.add(RawFile("phones.md", REPORT.encode(), REPORT), doc_id="phones")
        said = ("Uganda has banned used mobile phones since 2016.", "Tecwin employs 450 people in Mukono.")
        for note, text in enumerate(said, 1):
            raw = RawFile(f"s{note}.txt", text.encode(), text)
            stored = library.add(raw, kind="source", doc_id=f"s{note}")
            library.replace(replace(stored, cited_by=(("phones", note),)))
        (first,) = check_note(library, "phones", 1, encoder=load_encoder())
        (second,) = check_note(library, "phones", 2, encoder=load_encoder())
    assert (first.verdict, first.held) == ("supported", "Uganda banned used phones in 2016.")
    assert (second.verdict, second.held) == ("supported", "Tecwin employs 450 people in Mukono.")
    assert first.claim == second.claim and first.claim.startswith("According to the Lakeside Wire, Uganda")
