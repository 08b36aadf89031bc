import json

import pytest

from corpus.errors import UsageError
from eval.gate import check, read_floors, set_floors

FLOORS = {"data": {"questions": "aa"}, "floors": {"S@1": 0.9}, "ceilings": {"characters": 700}}


def test_figures_within_bounds_pass():
    assert check({"S@1": 0.9, "characters": 700.0}, {"questions": "aa"}, FLOORS) == ()


def test_every_broken_bound_is_told():
    broken = check({"S@1": 0.89, "characters": 701.0}, {"questions": "aa"}, FLOORS)
    assert [(b.measure, b.kind) for b in broken] == [("S@1", "floor"), ("characters", "ceiling")]


def test_other_data_is_refused():
    with pytest.raises(UsageError, match="not the questions that the floors"):
        check({"S@1": 1.0, "characters": 1.0}, {"questions": "bb"}, FLOORS)


def test_a_measure_that_was_not_taken_is_refused():
    with pytest.raises(UsageError, match="'S@1' has a floor and was not taken"):
        check({"characters": 1.0}, {"questions": "aa"}, FLOORS)


@pytest.mark.parametrize(
    "looser",
    [
        {**FLOORS, "floors": {"S@1": 0.8}},
        {**FLOORS, "floors": {}},
        {**FLOORS, "ceilings": {"characters": 701}},
    ],
)
def test_a_bound_is_loosened_only_on_demand(tmp_path, looser):
    path = tmp_path / "floors.json"
    set_floors(path, FLOORS)
    with pytest.raises(UsageError, match="loosens the bound"):
        set_floors(path, looser)
    assert read_floors(path) == FLOORS
    set_floors(path, looser, lower=True)
    assert read_floors(path) == looser


def test_a_file_that_is_no_floors_file_is_refused(tmp_path):
    (tmp_path / "f.json").write_text("[]")
    with pytest.raises(UsageError, match="needs data, floors and ceilings"):
        read_floors(tmp_path / "f.json")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ({**FLOORS, "data": {}}, "names no data, or bounds nothing"),
        ({**FLOORS, "floors": {}, "ceilings": {}}, "names no data, or bounds nothing"),
        ({**FLOORS, "floors": {"S@1": True}}, "bound of 'S@1' is no number"),
        ({**FLOORS, "floors": {"S@1": "0.9"}}, "bound of 'S@1' is no number"),
    ],
)
def test_floors_that_would_let_everything_pass_are_refused(tmp_path, content, said):
    (tmp_path / "f.json").write_text(json.dumps(content))
    with pytest.raises(UsageError, match=said):
        read_floors(tmp_path / "f.json")
