"""A cross-encoder that the user named orders the first ranks, and its part of a score is told."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from index.model import Hit, Passage
from index.reranking import RERANKED, WEIGHT, reranked
from tests.index.tiny import build_cross
from tui.cli import main


class Longest:
    """Likes long texts."""

    name = "longest"

    def scores(self, question: str, texts: Sequence[str]) -> NDArray[np.float32]:
        return np.array([len(text) for text in texts], np.float32)


def hit(number: int, score: float, length: int) -> Hit:
    text = "x" * length
    passage = Passage(
        passage_id=f"d#p{number:02d}", document="d", kind="report", text=text, start=0, end=length
    )
    return Hit(passage, score, {"bm25": score / 4, "dense": 3 * score / 4}, {"x": score / 4})


def test_the_reranker_orders_and_its_part_is_told() -> None:
    found = reranked("?", [hit(0, 1.0, 5), hit(1, 0.9, 9), hit(2, 0.8, 7)], Longest())
    assert [one.passage.passage_id for one in found] == ["d#p01", "d#p02", "d#p00"]
    assert found[0].legs["reranker"] == pytest.approx(WEIGHT) and found[0].raw["reranker"] == 9
    for one in found:
        assert sum(one.legs.values()) == pytest.approx(one.score, abs=1e-9)
        assert sum(one.terms.values()) == pytest.approx(one.legs["bm25"], abs=1e-9)


def test_what_is_not_read_stays_behind_in_its_order() -> None:
    hits = [hit(n, 1 - n / 100, 30 - n) for n in range(RERANKED + 5)]
    found = reranked("?", hits, Longest())
    assert [one.passage.passage_id for one in found] == [one.passage.passage_id for one in hits]
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
    assert "reranker" not in found[-1].legs


def test_nothing_found_is_nothing_to_order() -> None:
    assert reranked("?", [], Longest()) == []


def test_ask_uses_the_named_cross_encoder(
    shipped_library: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cross = build_cross(tmp_path)
    command = ["ask", "Who paid for the Islamabad safe city?", "--json", "--library", str(shipped_library)]
    main(command)
    plain = json.loads(capsys.readouterr().out)
    main([*command, "--reranker", str(cross)])
    answer = json.loads(capsys.readouterr().out)
    assert "reranker" not in plain["passages"][0]["why"]
    assert "read" in plain["passages"][0]["why"]
    for passage in answer["passages"]:
        assert "reranker" in passage["why"]
        assert "read" not in passage["why"], "the cross-encoder that was named has the last word"
        assert sum(passage["why"].values()) == pytest.approx(passage["score"], abs=1e-6)
    assert main([*command, "--reranker", str(tmp_path / "nothing here")]) == 2
    assert "reranker" in capsys.readouterr().err
