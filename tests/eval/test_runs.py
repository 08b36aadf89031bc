import gzip

import pytest

from corpus.errors import UsageError
from eval.runs import Run, read_run, told_apart, write_run

RUN = {"q1": (("d2", 2.5), ("d1", 1.25)), "q2": (("d1", 0.125),)}


def test_a_run_comes_back_as_it_was_written(tmp_path):
    write_run(tmp_path / "a.run", Run("our system", RUN))
    assert read_run(tmp_path / "a.run", queries=["q1", "q2"], documents=["d1", "d2"]) == Run("a.run", RUN)
    assert (tmp_path / "a.run").read_text().splitlines()[0] == "q1 Q0 d2 1 2.5 our_system"
    assert [p.name for p in tmp_path.iterdir()] == ["a.run"]


@pytest.mark.parametrize("doc_id", ["a b", "x\u00a0y", "文 档", "x\u2028y", "007"])
def test_ids_with_white_space_come_back(tmp_path, doc_id):
    run = Run("a.run", {"q 1": ((doc_id, 1.0), ("d", 0.5))})
    write_run(tmp_path / "a.run", run)
    assert read_run(tmp_path / "a.run") == run


@pytest.mark.parametrize(
    "content",
    [
        b"q1 Q0 d2 1 2.5 t\nq1 Q0 d1 2 1.25 t\nq2 0 d1 1 .125 t\n",
        b"q1\tQ0\td2\t1\t2.5\tt\nq1\tQ0\td1\t2\t1.25\tt\nq2\tQ0\td1\t1\t0.125\tt\n",
        b"  q1  Q0 d2   1 2.5 t \r\n\r\nq1 Q0\td1 2 125e-2 t\nq2 Q0 d1 1 0.125 t",
        b"\xef\xbb\xbfq2 Q0 d1 0 0.125 t\nq1 Q0 d1 0 1.25 t\nq1 Q0 d2 0 2.5 t\n",
        gzip.compress(b"q1 Q0 d2 1 2.5 t\nq1 Q0 d1 2 1.25 t\nq2 Q0 d1 1 0.125 t\n"),
    ],
)
def test_runs_from_elsewhere_are_read_however_they_are_written(tmp_path, content):
    (tmp_path / "a.run").write_bytes(content)
    assert read_run(tmp_path / "a.run").rankings == RUN


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("q1 Q0 d1 1 nan t\n", "a.run:1: score 'nan'"),
        ("q1 Q0 d1 1 inf t\n", "a.run:1: score 'inf'"),
        ("q1 Q0 d1 1 1e999 t\n", "a.run:1: score '1e999'"),
        ("q1 Q0 d1 1 1.0 t\nq1 Q0 d2 2 x t\n", "a.run:2: score 'x' is no number"),
        ("q1 Q0 d7 1 1.0 t\n", "a.run:1: unknown document id 'd7'"),
        ("q7 Q0 d1 1 1.0 t\n", "a.run:1: unknown query id 'q7'"),
        ("q1 d1 1\n", "a.run:1: 3 columns"),
        ("q1 Q0 d1 first 1.0 t\n", "a.run:1: rank 'first'"),
        ("q1 Q0 d1 1 1.0 t\nq1 Q0 d1 2 0.5 t\n", "a.run:2: d1 stands twice"),
        ("q1 Q0 d2 2 0.9 t\nq2 Q0 d1 1 1 t\nq1 Q0 d1 1 0.5 t\n", r"a.run:1: rank 2 has score 0.9, above 0.5"),
        ("\n", "an empty run"),
    ],
)
def test_run_files_from_elsewhere_are_checked(tmp_path, content, message):
    (tmp_path / "a.run").write_text(content)
    with pytest.raises(UsageError, match=message):
        read_run(tmp_path / "a.run", queries=["q1", "q2"], documents=["d1", "d2"])


def test_ties_are_ordered_as_trec_eval_does(tmp_path):
    (tmp_path / "a.run").write_text("q Q0 a 1 0.5 t\nq Q0 c 2 0.5 t\nq Q0 b 3 0.5 t\nq Q0 z 4 0.1 t\n")
    assert [doc_id for doc_id, _ in read_run(tmp_path / "a.run").rankings["q"]] == ["c", "b", "a", "z"]


def test_what_we_write_has_the_order_that_was_ranked(tmp_path):
    ranked = [("a", 0.9), ("b", 0.9), ("c", 0.9 - 1e-12), ("d", 0.0), ("e", 0.0), ("f", -1.0)]
    told = told_apart(ranked)
    assert [doc_id for doc_id, _ in told] == list("abcdef")
    assert all(abs(one - other) < 1e-6 for (_, one), (_, other) in zip(told, ranked, strict=True))
    write_run(tmp_path / "a.run", Run("t", {"q": told}))
    assert [doc_id for doc_id, _ in read_run(tmp_path / "a.run").rankings["q"]] == list("abcdef")


@pytest.mark.parametrize("score", [float("nan"), float("inf"), float("-inf")])
def test_a_score_that_is_no_number_is_refused(score):
    with pytest.raises(UsageError, match="document 'd1' has score"):
        told_apart([("d1", score)])
