from dataclasses import fields

import pytest

from corpus.errors import UsageError
from eval.specs import KINDS, parse_system, range_of


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("runs/theirs.txt", "runs/theirs.txt: no such file"),
        ("theirs.run", "theirs.run: no such file"),
        ("hybird", "unknown system 'hybird'. Did you mean 'hybrid'?"),
        ("hybrid:modle=e5", "hybrid has no setting 'modle'. Did you mean 'model'?"),
        ("rank-bm25:model=e5", "rank-bm25 has no setting 'model'"),
        ("plain:k1=2", "plain has no setting 'k1'"),
        ("hybrid:k=0", "k='0' is not a whole number from 1 to 10000"),
        ("hybrid:k=1e3", "k='1e3' is not a whole number"),
        ("hybrid:b=1.5", "b='1.5' is not a number from 0 to 1"),
        ("hybrid:k1=nan", "k1='nan' is not a number"),
        ("hybrid:late=inf", "late='inf' is not a number"),
        ("hybrid:token_vectors=2", "token_vectors='2'. Write true or false"),
        ("bm25:variant=okapy", "variant='okapy'. Write one of: okapi, l, plus"),
        ("hybrid:k", "'k' is no setting"),
        ("hybrid:k=1,k=2", "'k=2' is no setting, or stands twice"),
        ("hybrid:k=1,", "'' is no setting"),
        ("", "unknown system ''"),
    ],
)
def test_faulty_names_are_refused_with_what_would_do(text, message):
    with pytest.raises(UsageError) as raised:
        parse_system(text)
    assert message in str(raised.value)


def test_settings_reach_the_index_and_the_ranking():
    spec = parse_system(
        "hybrid:model=minilm,k=7,variant=plus,k1=2,bm25=0.4,history=false,token_vectors=false"
    )
    assert (spec.model, spec.k, spec.history) == ("minilm", 7, False)
    assert (spec.index.bm25, spec.index.k1, spec.index.token_vectors) == ("plus", 2.0, False)
    assert spec.rank.bm25 == 0.4
    assert spec.settings["variant"] == "plus"
    assert spec.settings["bm25"] == 0.4


def test_a_model_for_all_is_a_default_that_the_plain_recipe_keeps_out_of():
    assert parse_system("dense", model="minilm").model == "minilm"
    assert parse_system("dense:model=e5", model="minilm").model == "e5"
    assert parse_system("plain", model="e5").model == "minilm"


def test_every_setting_has_a_range_that_holds_its_default():
    spec = parse_system("hybrid")
    for settings in (spec.index, spec.rank):
        for one in fields(settings):
            value = getattr(settings, one.name)
            if isinstance(value, int | float) and not isinstance(value, bool):
                low, high = range_of(one.name, type(value))
                assert low <= value <= high, one.name


@pytest.mark.parametrize("kind", KINDS)
def test_settings_of_a_record_are_those_that_can_be_set(kind):
    assert tuple(parse_system(kind).settings) == KINDS[kind]


def test_a_run_file_is_a_system(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "other.run").touch()
    assert parse_system("other.run").kind == parse_system("run:nowhere.run").kind == "run"
    assert parse_system("other.run").file_name == "other.run"


def test_long_names_stay_apart():
    one, other = (parse_system(f"hybrid:k={k},model=/{'x' * 200}").file_name for k in (1, 2))
    assert one != other
    assert len(one) < 60
