"""The evaluation of the support check: its set, its counting, and a floor for quality."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import fields, replace
from pathlib import Path

import pytest

from corpus.errors import UsageError
from eval.fit_support import Sample, fit, out_of_fold, threshold
from eval.support import CLASSES, Judged, Pair, judge, read_pairs, score, shipped_pairs, to_json, wilson
from eval.support_table import table
from qa.support_weigh import ALIGNED, READ, SIGNS, Signs, as_row, names_of, support_model

FIELDS = tuple(field.name for field in fields(Signs))


def test_the_set_is_large_mixed_and_held_apart() -> None:
    pairs, sources = shipped_pairs()
    splits = Counter(pair.split for pair in pairs)
    assert splits["dev"] >= 10_000 and splits["held"] >= 1_500
    articles = {split: {pair.source for pair in pairs if pair.split == split} for split in ("dev", "held")}
    assert articles["dev"].isdisjoint(articles["held"])
    languages = Counter(document.record.language for document in sources.values())
    assert min(languages["en"], languages["zh"]) >= 15
    assert {pair.fault for pair in pairs} >= {
        "none",
        "added",
        "number",
        "date",
        "name",
        "negation",
        "swapped",
        "role",
        "scope",
        "hedge",
        "order",
        "place",
        "unit",
        "direction",
    }
    assert len({(pair.source, pair.claim) for pair in pairs}) == len(pairs)


@pytest.mark.parametrize(
    ("hits", "of", "low", "high"), [(0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0), (50, 100, 0.4038, 0.5962)]
)
def test_wilson_gives_the_published_interval(hits: int, of: int, low: float, high: float) -> None:
    share = wilson(hits, of)
    assert (share.low, share.high) == (pytest.approx(low, abs=1e-4), pytest.approx(high, abs=1e-4))


def test_nothing_counted_is_no_share() -> None:
    assert wilson(0, 0).value is None


def test_counting() -> None:
    said = [("supported", "supported"), ("contradicted", "supported"), ("not found", "not found")]
    judged = [
        Judged(Pair(str(n), "dev", "s", "c", due, "number"), got, "") for n, (due, got) in enumerate(said)
    ]
    scores = score([*judged, Judged(Pair("h", "held", "s", "c", "partly", "none"), "partly", "")], "dev")
    assert scores.pairs == 3
    assert scores.precision["supported"].value == 0.5
    assert scores.recall["contradicted"].value == 0.0
    assert (scores.false_supported.hits, scores.false_supported.of) == (1, 2)
    assert scores.precision["partly"].value is None
    shown = table([scores])
    assert all(name in shown for name in CLASSES)
    assert json.loads(json.dumps(to_json([scores], "toy")))["splits"]["dev"]["pairs"] == 3


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (
            {"id": "a", "split": "dev", "source": "zz", "claim": "c", "verdict": "partly", "fault": "none"},
            "'zz'",
        ),
        (
            {"id": "a", "split": "dev", "source": "s", "claim": "c", "verdict": "maybe", "fault": "none"},
            "maybe",
        ),
        ({"id": "a", "source": "s", "claim": "c", "verdict": "partly", "fault": "none"}, "split"),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, line: dict[str, str], said: str) -> None:
    source = {"source": "s", "title": "T", "date": "2020", "language": "en", "text": "A word."}
    file = tmp_path / "pairs.jsonl"
    file.write_text(
        f"{json.dumps(source)}\n{json.dumps({'id': 'a', 'claim': 'c', 'fault': 'none', **line})}\n",
        encoding="utf-8",
    )
    with pytest.raises(UsageError, match=said) as raised:
        read_pairs(file)
    assert "pairs.jsonl:2" in str(raised.value)


def test_a_file_without_pairs_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "none.jsonl"
    file.write_text("", encoding="utf-8")
    with pytest.raises(UsageError, match="no pairs"):
        read_pairs(file)


def test_the_fitting_finds_the_threshold_that_keeps_the_target() -> None:
    def sample(number: int, verdict: str, cosine: float) -> Sample:
        signs = Signs(**{name: cosine if name == "cosine" else 0.0 for name in FIELDS})
        return Sample(
            Pair(str(number), "dev", f"s{number % 10}", "c", verdict, "number"), signs, vetoed=False
        )

    samples = [sample(n, "supported", 0.9 + n % 7 / 100) for n in range(40)]
    samples += [sample(n, "contradicted", 0.8 + n % 13 / 100) for n in range(40)]
    sure = out_of_fold(samples)
    wrong = [one for one, each in zip(sure, samples, strict=True) if not each.supported]
    for target in (0.0, 0.1):
        least = threshold(samples, sure, target)
        assert sum(one >= least for one in wrong) <= target * len(wrong)
    assert fit(samples).weights["cosine"] > 0


def test_what_a_fact_vetoes_is_never_sure() -> None:
    pair = Pair("v", "dev", "s1", "c", "supported", "none")
    signs = replace(Signs(**dict.fromkeys(FIELDS, 0.5)), read=None, against=None)
    others = [
        Sample(Pair(str(n), "dev", f"s{n}", "c", verdict, "none"), signs, vetoed=False)
        for n, verdict in enumerate(("supported", "partly") * 8)
    ]
    assert out_of_fold([Sample(pair, signs, vetoed=True), *others])[0] == 0.0


@pytest.mark.parametrize(
    ("aligned", "read", "names"),
    [
        (None, None, SIGNS),
        (0.5, None, ALIGNED),
        (None, 0.5, (*SIGNS, *READ)),
        (0.5, 0.5, (*ALIGNED, *READ)),
    ],
)
def test_the_models_that_ship_weigh_every_sign(
    aligned: float | None, read: float | None, names: tuple[str, ...]
) -> None:
    plain = Signs(**dict.fromkeys(FIELDS, 0.5))
    one = replace(plain, aligned=aligned, read=read, against=read)
    model = support_model(one)
    assert names_of(one) == names and len(as_row(one)) == len(names)
    assert set(model.weights) == set(names)
    assert 0 < model.probability(one) < 1
    assert aligned is None or model.weights["aligned"] > 0
    assert read is None or model.weights["read"] > 0


def test_a_reader_outweighs_what_the_rules_forbid() -> None:
    pair = Pair("v", "dev", "s1", "c", "supported", "none")
    signs = Signs(**dict.fromkeys(FIELDS, 0.5))
    assert not Sample(pair, signs, vetoed=True).settled
    assert Sample(pair, replace(signs, read=None, against=None), vetoed=True).settled


def test_languages_and_refuted_claims_are_counted() -> None:
    pair = Pair("1", "dev", "s", "c", "supported", "none")
    judged = [
        Judged(pair, "supported", "", "en-zh"),
        Judged(pair, "contradicted", "", "en-zh"),
        Judged(replace(pair, verdict="partly"), "supported", "", "zh-zh"),
    ]
    scores = score(judged, "dev")
    recalled, wrong = scores.by_languages["en-zh"]
    assert (recalled.hits, recalled.of, wrong.of) == (1, 2, 0)
    assert scores.by_languages["zh-zh"][1].value == 1.0
    assert (scores.refuted.hits, scores.refuted.of) == (1, 2)
    assert "en-zh" in table([scores]) and "called contradicted" in table([scores])


@pytest.mark.slow
@pytest.mark.parametrize(
    ("twins", "wrong", "refuted", "recall"), [(False, 0.03, 0.1, 0.55), (True, 0.17, 0.12, 0.45)]
)
def test_support_is_seldom_claimed_wrongly(twins: bool, wrong: float, refuted: float, recall: float) -> None:
    """Floors a little under what every fourth held article measures, twins by themselves."""
    from index.encoders import load_encoder

    pairs, sources = shipped_pairs()
    held = [pair for pair in pairs if pair.split == "held" and pair.source.startswith("t") is twins]
    some = sorted({pair.source for pair in held})[::4]
    scores = score(judge([pair for pair in held if pair.source in some], sources, load_encoder()), "held")
    assert scores.false_supported.value is not None and scores.refuted.value is not None
    assert scores.false_supported.value <= wrong
    assert scores.refuted.value <= refuted
    assert (scores.recall["supported"].value or 0.0) >= recall
