import pytest

from eval.risk import area_under, risk_coverage


@pytest.mark.parametrize(
    ("outcomes", "points"),
    [
        ([], ()),
        ([(0.9, True)], ((1.0, 0.0),)),
        ([(0.2, False), (0.9, True)], ((0.5, 0.0), (1.0, 0.5))),
        ([(0.9, False), (0.2, True)], ((0.5, 1.0), (1.0, 0.5))),
        ([(0.5, False), (0.5, True)], ((1.0, 0.5),)),
    ],
)
def test_the_surest_are_answered_first_and_equals_together(outcomes, points):
    assert risk_coverage(outcomes) == points


def test_a_confidence_that_sorts_rightly_has_the_smaller_area():
    good = risk_coverage([(0.9, True), (0.8, True), (0.1, False)])
    bad = risk_coverage([(0.1, True), (0.8, True), (0.9, False)])
    assert area_under(good) == pytest.approx(1 / 9)
    assert area_under(good) < area_under(bad)
    assert area_under(()) == 0.0
