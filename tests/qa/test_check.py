import pytest

from corpus.errors import UsageError
from qa.check import MAX_QUESTION, check_question, clean_question


@pytest.mark.parametrize(
    "text", ["", "   \n", "\x00\x1b\x07", "\u200b\u202e", "?!…", "x" * (MAX_QUESTION + 1)]
)
def test_what_is_no_question_is_refused_with_a_remedy(text: str) -> None:
    with pytest.raises(UsageError) as caught:
        check_question(text)
    assert caught.value.hint


@pytest.mark.parametrize("text", ["Why?", "谁？", "5G", "x" * MAX_QUESTION, "кто", "\x1b[31mwho"])
def test_anything_with_a_letter_or_digit_is_asked(text: str) -> None:
    check_question(text)


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("  Who\tpaid\r\nfor it? ", "Who paid for it?"),
        ("a\x1b[31mb", "a [31mb"),
        ("Isla\u00admabad\u200b", "Islamabad"),
        ("\u202eevil", "evil"),
        ("a\ud800b", "ab"),
    ],
)
def test_control_and_format_characters_go(text: str, clean: str) -> None:
    assert clean_question(text) == clean
