"""Notes with links, as Markdown has them: one citation for each source, whatever its link stands on."""

from __future__ import annotations

import pytest

from corpus.citations import resolve
from corpus.model import Citation, Note
from tests.corpus.reading_cases import check_places, read

BBC = "https://www.bbc.com/news/1"
PAPER = "https://www.reuters.com/article/idUS1"
FIRST = f"[Bridge opened]({BBC}), BBC News, 21 May 2014"
SECOND = f"[Cameras in Ports]({PAPER}), Reuters, 3 May 2018"
OPENED = (None, "Bridge opened", "BBC News", "2014-05-21", BBC)
PORTS = (None, "Cameras in Ports", "Reuters", "2018-05-03", PAPER)
BY_SMITH = ("Jane Smith", *PORTS[1:])


def note_of(words: str) -> Note:
    text = f"# Bridges\n\nThe bridge was opened in 2014.[^1]\n\n[^1]: {words}\n\n"
    return resolve(read(f"{text}[bbc]: {BBC}\n[Bridge opened]: {BBC}\n", "report.md")).notes[0]


def parts(citation: Citation) -> tuple[str | None, ...]:
    return citation.author, citation.title, citation.publisher, citation.date, citation.url


ONE = {
    "on the title": (f"[Bridge opened]({BBC}), BBC News, May 21, 2014.", OPENED),
    "within quotation marks": (f"“[Bridge opened]({BBC}),” BBC News, 21 May 2014.", OPENED),
    "on quotation marks": (f"[“Bridge opened,”]({BBC}) BBC News, 21 May 2014.", OPENED),
    "emphasis": (f"[**Bridge** *opened*]({BBC}), *BBC News*, 21 May 2014.", OPENED),
    "in brackets": (f"[Bridge opened]({BBC}) (BBC News, 21 May 2014).", OPENED),
    "full stops": (f"[Bridge opened]({BBC}). BBC News. 21 May 2014.", OPENED),
    "accessed": (f"[Bridge opened]({BBC}), BBC News, 21 May 2014, accessed 3 June 2019.", OPENED),
    "a title of its own": (f"[Bridge opened]({BBC} 'BBC'), BBC News, 21 May 2014.", OPENED),
    "reference": ("[Bridge opened][bbc], BBC News, 21 May 2014.", OPENED),
    "empty reference": ("[Bridge opened][], BBC News, 21 May 2014.", OPENED),
    "reference alone": ("[Bridge opened], BBC News, 21 May 2014.", OPENED),
    "tag": (f'<a href="{BBC}" target="_blank"><em>Bridge opened</em></a>, BBC News, 21 May 2014.', OPENED),
    "over two lines": (f"[Bridge\n    opened]({BBC}), BBC News, 21 May 2014.", OPENED),
    "archived": (
        f"{FIRST} ([archived](https://archive.is/x)).",
        OPENED,
    ),
    "on the outlet": (f"Jane Smith, “Cameras in Ports,” [Reuters]({PAPER}), 3 May 2018.", BY_SMITH),
    "on the author": (f"[Jane Smith]({PAPER}), “Cameras in Ports,” Reuters, 3 May 2018.", BY_SMITH),
    "on here": (f"Jane Smith, “Cameras in Ports,” Reuters, 3 May 2018, available [here]({PAPER}).", BY_SMITH),
    "on link": (f"Jane Smith, “Cameras in Ports,” Reuters, 3 May 2018 ([link]({PAPER})).", BY_SMITH),
    "on its address": (
        f"Jane Smith, “Cameras in Ports,” Reuters, 3 May 2018, [reuters.com/art…]({PAPER}).",
        BY_SMITH,
    ),
    "on all of it": (f"[Jane Smith, “Cameras in Ports,” Reuters, 3 May 2018]({PAPER}).", BY_SMITH),
    "outlet's first page": (
        f"Jane Smith, [Cameras in Ports]({PAPER}), [Reuters](https://www.reuters.com), 3 May 2018.",
        BY_SMITH,
    ),
    "outlet alone": (f"[Reuters]({PAPER}), 3 May 2018.", (None, None, "Reuters", "2018-05-03", PAPER)),
    "nothing but here": (f"For more, see [this article]({PAPER}).", (None, None, None, None, PAPER)),
    "book": (
        "Jane Doe, *[Bridges (2nd ed.)](https://oup.com/b_(1))* (Oxford: OUP, 2011), 4.",
        ("Jane Doe", "Bridges (2nd ed.)", "OUP", "2011", "https://oup.com/b_(1)"),
    ),
    "year first": (
        "Smith, J. (2018). [Why cities watch](https://e.org/a?b=1&amp;c=2). *Society*, 16(2), 1–4.",
        ("Smith, J.", "Why cities watch", "Society", "2018", "https://e.org/a?b=1&c=2"),
    ),
    "brackets and escapes": (
        "BBC News (21 May 2014). [Bridge [re]opened; at last](https://e.org/a\\_\\(b\\)).",
        ("BBC News", "Bridge [re]opened; at last", None, "2014-05-21", "https://e.org/a_(b)"),
    ),
    "on the year": (
        f"Smith, J. ([2018]({PAPER})). Why cities watch. *Society*, 16(2), 1–4.",
        ("Smith, J.", "Why cities watch", "Society", "2018", PAPER),
    ),
    "French": (
        f"« [Des ports]({PAPER}) », *Le Monde*, 3 mai 2018.",
        (None, "Des ports", "Le Monde", "2018-05-03", PAPER),
    ),
    "Chinese": (
        f"[东非的眼睛]({PAPER})，《南方周末》，2018年5月3日。",
        (None, "东非的眼睛", "南方周末", "2018-05-03", PAPER),
    ),
}


@pytest.mark.parametrize("name", ONE)
def test_a_note_with_a_link_is_one_citation(name: str) -> None:
    words, wanted = ONE[name]
    note = note_of(words)
    assert [parts(citation) for citation in note.citations] == [wanted]
    assert note.kind == "citation"


SEVERAL = {
    "semicolon": f"{FIRST}; {SECOND}.",
    "sentence": f"{FIRST}. {SECOND}.",
    "and": f"See {FIRST} and {SECOND}.",
    "list": f"\n    - {FIRST}\n    - {SECOND}",
}


@pytest.mark.parametrize("name", SEVERAL)
def test_several_links_are_several_citations(name: str) -> None:
    note = note_of(SEVERAL[name])
    assert [parts(citation) for citation in note.citations] == [OPENED, PORTS]
    assert all(note.text[one.start : one.end] == one.text for one in note.citations)
    assert note.citations[0].text == f"Bridge opened <{BBC}>, BBC News, 21 May 2014" + "." * (
        name == "sentence"
    )


def test_links_with_nothing_between_them_are_several_citations() -> None:
    titled = note_of(f"[Bridge opened]({BBC}), [Cameras in Ports]({PAPER}).")
    assert [(one.title, one.url) for one in titled.citations] == [
        ("Bridge opened", BBC),
        ("Cameras in Ports", PAPER),
    ]
    outlets = note_of(f"[BBC]({BBC}), [Reuters]({PAPER}).")
    assert [(one.publisher, one.url) for one in outlets.citations] == [("BBC", BBC), ("Reuters", PAPER)]


def test_a_link_in_the_midst_of_a_sentence_is_a_source_without_a_title() -> None:
    note = note_of(f"The ministry has [denied this]({BBC}). It was never published.")
    assert [parts(citation) for citation in note.citations] == [(None, None, None, None, BBC)]
    assert note.kind == "both"


def test_a_link_within_the_document_is_no_address() -> None:
    assert note_of("[Bridge opened](#bridge), BBC News, 2014.").text == "Bridge opened, BBC News, 2014."


WAYS_BACK = {
    "arrows": ("Swart, “One,” 2018. ↩", "Prasso, 2019. ↩︎ ↩︎2", "Swart. [↩]"),
    "letters": ("^ a b Swart, “One,” 2018.", "^ Prasso, 2019.", "^ Swart."),
    "jumps": ("↑ Jump up to: a b c Swart, “One,” 2018.", "↑ Prasso, 2019.", "Swart. ↑"),
}


@pytest.mark.parametrize("name", WAYS_BACK)
def test_signs_that_lead_back_to_a_mark_are_no_words_of_a_note(name: str) -> None:
    notes = "".join(f"{n}. {words}\n" for n, words in enumerate(WAYS_BACK[name], 1))
    document = read(
        f"The city bought cameras.[1] It paid.[2] So it did.[3] And again.[1]\n\nNotes\n\n{notes}"
    )
    assert [note.text for note in document.notes] == ["Swart, “One,” 2018.", "Prasso, 2019.", "Swart."]
    check_places(document)


def test_a_single_letter_behind_the_way_back_is_a_word() -> None:
    document = read(
        "The city bought cameras.[1] It paid.[2]\n\nNotes\n\n1. ^ a history of Lima, 2018.\n2. ^ Swart.\n"
    )
    assert [note.text for note in document.notes] == ["a history of Lima, 2018.", "Swart."]
