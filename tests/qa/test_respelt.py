"""Which slips of the pen in a question are read as words of the library, and which are left."""

from pathlib import Path

import pytest

from index.builder import build_from_passages
from index.engine import FolderEngine
from index.searcher import Searcher
from qa.answer import Question, Turn
from qa.respelt import respelt, told
from tests.index.reports import passage
from tests.toy import ToyEncoder

TEXTS = (
    "Huawei sold surveillance cameras to Pakistan. The government of Pakistan received a loan.",
    "Zambia drafted a law on cybersecurity, and Anna Peterson of the ministry objected. Huawei denied it.",
    "Smart city projects in Kyrgyzstan were paid by the centre for organised trade. Peterson met carpets.",
    "Sticks of wood came by ship.",
    "More sticks were burnt.",
    "The stock of sticks was large.",
    "The fingerprint office of Lishui keeps the programme. Huawei built the Moon Pavilion with Pakistan.",
)
CHINESE = ("华为向国家后备仓库出售监控设备。", "乾隆年间的著作收藏在图书馆里。")


@pytest.fixture(scope="module")
def words(tmp_path_factory: pytest.TempPathFactory) -> Searcher:
    return _searcher(tmp_path_factory.mktemp("respelt") / "v", TEXTS)


@pytest.fixture(scope="module")
def chinese(tmp_path_factory: pytest.TempPathFactory) -> Searcher:
    return _searcher(tmp_path_factory.mktemp("respelt") / "zh", CHINESE)


def _searcher(folder: Path, texts: tuple[str, ...]) -> Searcher:
    build_from_passages(folder, [passage(n, text) for n, text in enumerate(texts)], ToyEncoder())
    return Searcher(FolderEngine(folder), ToyEncoder, version="v")


@pytest.mark.parametrize(
    ("question", "read"),
    [
        # Letters changed about, left out, doubled, written by ear, hit beside the right key.
        ("What survelliance did Huawie sell?", "What surveillance did Huawei sell?"),
        ("what did huawie sell to pakisan", "what did Huawei sell to Pakistan"),
        ("Did the minstry object?", "Did the ministry object?"),
        ("Who recieves the loan?", "Who received the loan?"),
        ("Was Kyrgistan paid?", "Was Kyrgyzstan paid?"),
        ("Who built the Moon Pavillion?", "Who built the Moon Pavilion?"),
        ("Which fongerprint office?", "Which fingerprint office?"),
        ("Survelliance of Huawie's customers", "Surveillance of Huawei's customers"),
        ("WHAT DID HUAWIE SELL?", "WHAT DID HUAWEI SELL?"),
        ("Huawie在巴基斯坦卖了什么？", "Huawei在巴基斯坦卖了什么？"),
        # A word as it stands before another form of one that stands more often.
        ("Where is the steck?", "Where is the stock?"),
        # The other side's spelling, and words written as two or as one.
        ("Which center is for organized trade?", "Which centre is for organised trade?"),
        ("Who keeps the program?", "Who keeps the programme?"),
        ("Was cyber security law drafted?", "Was cybersecurity law drafted?"),
        ("Which smartcity was paid?", "Which smart city was paid?"),
    ],
)
def test_a_slip_is_read_as_the_librarys_word(words: Searcher, question: str, read: str) -> None:
    assert respelt(Question(question), words).question.text == read


@pytest.mark.parametrize(
    "question",
    [
        # Words of a dictionary, or made of such, however near: another country, another thing.
        "Did Gambia draft a law?",
        "What does the carnet say?",
        "Is Huawei a lender of loins?",
        "Who are the projectors?",
        # What another letter makes is mostly another word, and a short word has many neighbours.
        "Did the carpels arrive?",
        "Who is Hua?",
        # Acronyms, numbers, and words that stand there.
        "What is HUAWE of 2019?",
        "Which cameras did Huawei sell?",
        # A name is not read as a common word.
        "Who is Mr Projecs?",
        # Of a first and a last name that are both strange, none is read alone.
        "What did Zorblat Huawie sell?",
    ],
)
def test_what_may_be_meant_as_it_is_written_is_left(words: Searcher, question: str) -> None:
    assert respelt(Question(question), words).question.text == question
    assert respelt(Question(question), words).read_as == ()


@pytest.mark.parametrize(
    ("question", "nearest"),
    [
        # A person's last name with another letter is mostly another person's,
        ("What did Petersen write?", ("Petersen", "Peterson")),
        # and so is a short name.
        ("Where is Zanbia?", ("Zanbia", "Zambia")),
    ],
)
def test_a_name_that_may_be_anothers_is_told_and_not_read(
    words: Searcher, question: str, nearest: tuple[str, str]
) -> None:
    found = respelt(Question(question), words)
    assert (found.question.text, found.read_as, found.nearest) == (question, (), (nearest,))


def test_what_was_read_is_told_of_earlier_questions_too(words: Searcher) -> None:
    history = (Turn("user", "Did Pakisan get a loan?"), Turn("agent", "Pakisan did."))
    found = respelt(Question("And Huawie?", history=history), words)
    assert [turn.text for turn in found.question.history] == ["Did Pakistan get a loan?", "Pakisan did."]
    assert told(found.read_as) == "read “Huawie” as “Huawei”, “Pakisan” as “Pakistan”"
    assert told(()) == ""


@pytest.mark.parametrize(
    ("question", "read"),
    [
        ("誰出售監控設備給國家？", "谁出售监控设备给国家？"),
        ("谁出售监控设备？", "谁出售监控设备？"),
        # Simplified script has these in some words, and the library has them.
        ("乾隆的著作在哪里？", "乾隆的著作在哪里？"),
    ],
)
def test_traditional_characters_are_read_as_simplified_ones(
    chinese: Searcher, question: str, read: str
) -> None:
    found = respelt(Question(question), chinese)
    assert (found.question.text, found.read_as) == (read, ())


def test_characters_that_the_library_has_are_left_as_they_are(tmp_path: Path) -> None:
    traditional = _searcher(tmp_path / "v", ("華為向國家出售監控設備。",))
    assert respelt(Question("華為出售監控設備？"), traditional).question.text == "華為出售監控設備？"
