"""`footnoted eval run|compare|report` as they are typed: what stands on which stream, and how they end."""

import json
from pathlib import Path

import pytest

from tui.cli.entry import main

DOCUMENTS = [
    {"_id": "d1", "title": "Arches", "text": "Stone bridges last longest."},
    {"_id": "d2", "text": "Wooden bridges rot."},
    {"_id": "d3", "text": "Ferries cross the strait."},
]
QUERIES = [
    {"_id": "q1", "text": "Which bridges last longest?"},
    {
        "_id": "q2",
        "text": "And wooden ones?",
        "history": [{"speaker": "user", "text": "Which bridges last?"}],
    },
]
FILES = {
    "c/corpus.jsonl": "".join(json.dumps(row) + "\n" for row in DOCUMENTS),
    "c/queries.jsonl": "".join(json.dumps(row) + "\n" for row in QUERIES),
    "c/qrels/test.tsv": "query-id\tcorpus-id\tscore\nq1\td1\t1\nq2\td2\t1\n",
    "more/corpus.jsonl": '{"_id": "d1", "text": "Iron bridges rust."}\n',
    "a.run": "q1 Q0 d1 1 2 a\nq1 Q0 d2 2 1 a\nq2 Q0 d2 1 1 a\n",
    "b.run": "q1 Q0 d2 1 2 b\nq1 Q0 d1 2 1 b\n",
    "other.run": "q1 Q0 d9 1 2 b\n",
    "twisted.run": "q1 Q0 d1 1 1 b\nq1 Q0 d2 2 2 b\n",
    "nan.run": "q1 Q0 d1 1 nan b\n",
    "empty.run": "",
}


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, content in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(content, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def _eval(*words: str) -> int:
    return main(["eval", *words])


def test_a_run_prints_one_object_a_system_and_nothing_else(capsys: pytest.CaptureFixture[str]) -> None:
    assert _eval("run", "--collection", "c", "--system", "rank-bm25", "rank-bm25:k=1", "a.run", "--json") == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [row["system"] for row in rows] == ["rank-bm25", "rank-bm25:k=1", "a.run"]
    for row in rows:
        assert set(row) == {
            *("collection", "system", "queries", "measures"),
            *("latency_ms", "index_seconds", "passages", "peak_memory_mb"),
        }
        assert set(row["latency_ms"]) == {"p50", "p95"}
        assert (row["collection"], row["queries"]) == ("c", 2)
        assert row["measures"]["Success@1"] == 1.0


def test_runs_are_compared_with_both_rankings(capsys: pytest.CaptureFixture[str]) -> None:
    assert _eval("compare", "a.run", "b.run", "--collection", "c", "--measure", "RR@10") == 0
    shown = capsys.readouterr().out
    assert "Baseline: a.run; 2 judged queries." in shown
    assert "0/0/2" in shown  # the second query is silent in b.run, and counts
    assert "q2: RR@10 1.000 → 0.000  And wooden ones?" in shown
    assert "1  d1 (1)   d2 (–)" in shown
    assert _eval("compare", "a.run", "a.run", "--collection", "c", "--json") == 0
    row = json.loads(capsys.readouterr().out)
    assert {one["difference"]["p"] for one in row["comparisons"]} == {1.0}


def test_a_run_without_results_for_judged_queries_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    told = "b.run: no results for 1 of 2 judged queries; that counts as zero."
    assert _eval("run", "--collection", "c", "--system", "a.run", "b.run", "--out", "out", "--json") == 0
    assert capsys.readouterr().err.count("no results") == 1
    assert json.loads(Path("out/b.run.json").read_text("utf-8"))["without_results"] == 1
    assert _eval("compare", "a.run", "b.run", "--collection", "c") == 0
    assert told in capsys.readouterr().err
    assert _eval("compare", "a.run", "a.run", "--collection", "c") == 0
    assert "no results" not in capsys.readouterr().err


@pytest.mark.parametrize(("scores", "told"), [("111", True), ("322", False), ("321", False)])
def test_a_run_of_ranks_without_scores_is_told(
    scores: str, told: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = [f"q{q} Q0 d{at} {at} {score} r" for q in (1, 2) for at, score in enumerate(scores, 1)]
    Path("r.run").write_text("\n".join(lines), "utf-8")
    assert _eval("run", "--collection", "c", "--system", "r.run", "--out", "out") == 0
    assert _eval("compare", "a.run", "r.run", "--collection", "c") == 0
    said = "r.run: 100% of the scores are that of the result before"
    assert capsys.readouterr().err.count(said) == (2 if told else 0)


def test_questions_whose_evidence_is_gone_are_told(
    own_library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = {"id": "q", "question": "Which bridges last?", "type": "factoid", "footnotes": []}
    for evidence, faults in (("Stone bridges last", 1), ("Export and Import Bank", 0)):
        Path("own q.jsonl").write_text(json.dumps(case | {"evidence": [evidence]}) + "\n", encoding="utf-8")
        named = ("--questions", "own q.jsonl", "--system", "bm25", "--library", str(own_library))
        assert _eval("questions", *named) == 0
        written = capsys.readouterr()
        assert ("own q.jsonl: 1 fault;" in written.err) == bool(faults)
        assert ("`footnoted eval check 'own q.jsonl' --library" in written.err) == bool(faults)


def test_a_pool_is_run_and_compared(capsys: pytest.CaptureFixture[str]) -> None:
    words = ("--collection", "c", "--with", "more", "--out", "out")
    assert _eval("run", *words, "--system", "rank-bm25", "--json") == 0
    row = json.loads(capsys.readouterr().out)
    assert (row["collection"], row["passages"]) == ("c+more", 4)
    assert _eval("compare", "a.run", "out/rank-bm25.run", "--collection", "c", "--with", "more") == 0
    assert _eval("compare", "a.run", "out/rank-bm25.run", "--collection", "c") == 2
    assert "unknown document id 'more/d1'" in capsys.readouterr().err


def test_records_are_drawn(capsys: pytest.CaptureFixture[str]) -> None:
    _eval("run", "--collection", "c", "--system", "a.run", "b.run", "--out", "out")
    capsys.readouterr()
    assert _eval("report", "out/a.run.json", "out/b.run.json") == 0
    assert capsys.readouterr().out.startswith("| system | nDCG@10 |")
    assert _eval("report", "out/a.run.json", "out/b.run.json", "--html", "page.html") == 0
    assert Path("page.html").read_text("utf-8").endswith("</html>\n")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("run --collection c --system hybird", "Did you mean 'hybrid'"),
        ("run --collection c --system rank-bm25:k2=1", "no setting 'k2'"),
        ("run --collection none --system rank-bm25", "none: no such folder"),
        ("run --collection more --system rank-bm25", "more: no queries.jsonl"),
        ("run --collection c --system rank-bm25 --split dev", "There are: test"),
        ("run --collection c --with none --system rank-bm25", "corpus.jsonl: missing"),
        ("run --collection c --system other.run", "other.run:1: unknown document id 'd9'"),
        ("run --collection c --system twisted.run", "twisted.run:2: rank 2 has score 2"),
        ("run --collection c --system nan.run", "nan.run:1: score 'nan'"),
        ("run --collection c --system empty.run", "empty.run: an empty run"),
        ("run --collection c --system a.run --measure nDCG@0", "cutoff is 0"),
        ("run --collection c --system a.run --out a.run/out", "cannot be written"),
        ("run --collection c --system hybrid:model=./nowhere", "nowhere"),
        ("compare a.run --collection c", "One run cannot be compared"),
        ("report a.run", "a.run: cannot be read"),
        ("report none.json", "none.json: cannot be read"),
    ],
)
def test_bad_input_ends_with_two_and_a_remedy(
    line: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _eval(*line.split()) == 2
    written = capsys.readouterr()
    assert written.out == ""
    assert said in written.err
    assert len(written.err.strip().splitlines()) >= 2  # the fault, and on a line of its own the remedy
    assert not Path("cache").exists()


@pytest.mark.parametrize("words", [("gate", "--floors", "f.json"), ("questions",), ("latency",)])
def test_nothing_is_measured_on_an_index_that_is_out_of_date(
    words: tuple[str, ...], own_library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("more.md").write_text("# Bridges\n\nStone bridges last longest.\n", encoding="utf-8")
    assert main(["corpus", "add", "more.md", "--library", str(own_library)]) == 0
    case = {"id": "q", "question": "Which bridges last?", "type": "factoid", "evidence": ["Stone bridges"]}
    Path("q.jsonl").write_text(json.dumps(case | {"footnotes": []}) + "\n", encoding="utf-8")
    named = ("--questions", "q.jsonl", "--library", str(own_library))
    if words[0] == "gate":
        words = (*words, "--set")
    capsys.readouterr()
    assert _eval(*words, *named) == 2
    written = capsys.readouterr()
    assert written.out == ""
    assert "The index is older than its corpus" in written.err
    assert "Run `footnoted index build --library " in written.err
    assert not Path("f.json").exists()
