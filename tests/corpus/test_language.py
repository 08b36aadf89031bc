"""Languages by script and common words; marks told from powers."""

from __future__ import annotations

import pytest

from corpus.language import guess_language
from corpus.superscripts import choose_marks, find_candidates

TEXTS = {
    "en": "The ministry has bought cameras for the cities of the north, and it paid for them.",
    "de": "Das Ministerium hat die Kameras für die Städte gekauft und nicht mit dem Preis geprahlt.",
    "fr": "Le ministère a payé des caméras pour les villes du nord, et il ne les a pas vues dans la rue.",
    "es": "El ministerio compró las cámaras para las ciudades del norte y no se sabe por qué lo hizo.",
    "pt": "O ministério não comprou as câmeras para as cidades do norte, mas uma empresa as pagou.",
    "it": "Il ministero ha comprato le telecamere per le città del nord, che non sono state usate.",
    "zh": "该部门在北方九个城市购买了摄像头。Huawei, http://example.com/a-long-address/that-is-latin",
    "ja": "この会社は北の都市のためにカメラを買いました。",
    "ko": "정부는 북쪽 도시를 위해 카메라를 샀습니다.",
    "ru": "Министерство купило камеры для городов на севере.",
    "ar": "اشترت الوزارة كاميرات لمدن الشمال.",
}


@pytest.mark.parametrize("language", TEXTS)
def test_language(language: str) -> None:
    assert guess_language(TEXTS[language]) == language


def test_nothing_to_tell_is_english() -> None:
    assert guess_language("") == guess_language("123 http://a.example/x") == "en"


@pytest.mark.parametrize(
    ("text", "notes", "marks"),
    [
        ("Paid.¹ More.²", {1, 2}, [(1,), (2,)]),
        ("It is 5 m² wide.", {1}, []),
        ("It is 5 m² wide.", {1, 2}, []),
        ("One.¹ It is 10⁶ people. Two.²", set(range(1, 7)), [(1,), (2,)]),
        ("Dated with ¹⁴C.¹ The ¹⁸O to\n¹⁶O ratio (³H).² So.", {1, 2, 3, 14}, [(1,), (2,)]),
        ("It is ρgH²/8.¹ Two.²", {1, 2}, [(1,), (2,)]),
        ("In 2016¹ it paid.", {1}, [(1,)]),
        ("A mark without a note.⁷", {1}, [(7,)]),
        ("One.¹ Two.²³", {1, 2, 3}, [(1,), (2,), (3,)]),
        ("One.¹⁻³", {1, 2, 3}, [(1, 2, 3)]),
    ],
)
def test_marks_and_powers(text: str, notes: set[int], marks: list[tuple[int, ...]]) -> None:
    found = choose_marks(find_candidates(text, [(0, len(text))]), notes)
    assert [mark.numbers for mark in found] == marks
