import pytest

from index.model import Hit
from qa.dedupe import fold_duplicates
from tests.qa.words import passage

LONG = "The council of Highmoor bought six hundred cameras from a firm in the north of Norland."


def hits(*texts: str) -> list[Hit]:
    return [Hit(passage(text, passage_id=f"r#p{at}"), 1.0 - at / 10) for at, text in enumerate(texts)]


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        (LONG, LONG, True),
        (LONG, LONG.upper() + "!", True),
        (LONG, LONG.replace("six", "seven"), False),
        (LONG, LONG + " " + LONG.replace("bought", "sold").replace("Highmoor", "Sudria"), False),
        (LONG, "Nothing of the kind was ever said by anybody in this long and winding report.", False),
        ("Swart.", "Swart.", True),
        ("Swart.", "Prasso.", False),
        ("北斗卫星民用市场现状与发展前景", "北斗卫星民用市场现状与发展前景。", True),
        ("北斗卫星民用市场现状与发展前景", "云从科技在津巴布韦的人脸识别项目", False),
    ],
)
def test_near_duplicates(first: str, second: str, same: bool) -> None:
    kept, gone = fold_duplicates(hits(first, second), 0.85)
    assert (len(kept), len(gone)) == ((1, 1) if same else (2, 0))


def test_the_better_one_is_kept_and_the_others_counted() -> None:
    kept, gone = fold_duplicates(hits(LONG, "Quite another thing was said here.", LONG, LONG), 0.85)
    assert [hit.passage.passage_id for hit in kept] == ["r#p0", "r#p1"]
    assert [(one.hit.passage.passage_id, one.of) for one in gone] == [("r#p2", "r#p0"), ("r#p3", "r#p0")]
