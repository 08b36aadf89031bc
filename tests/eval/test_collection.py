import json

import pytest

from corpus.errors import UsageError
from eval.collection import load_collection
from eval.runs import Run, read_run, write_run
from qa.answer import Turn

DOCUMENTS = [{"_id": "d1", "title": "One", "text": "first"}, {"_id": "d2", "title": "", "text": "second"}]
QUERIES = [
    {"_id": "q1", "text": "which is first?", "history": ["hello", {"speaker": "agent", "text": "yes"}]},
    {"_id": "q2", "text": "none of them", "answerable": False},
]


def _write(folder, documents=DOCUMENTS, queries=QUERIES, qrels="query-id\tcorpus-id\tscore\nq1\td1\t1\n"):
    (folder / "qrels").mkdir()
    (folder / "corpus.jsonl").write_text("".join(json.dumps(d) + "\n" for d in documents))
    (folder / "queries.jsonl").write_text("".join(json.dumps(q) + "\n" for q in queries))
    (folder / "qrels" / "test.tsv").write_text(qrels)
    return folder


def test_a_beir_folder_is_read_with_history_and_answerability(tmp_path):
    collection = load_collection(_write(tmp_path))
    assert [d.doc_id for d in collection.documents] == ["d1", "d2"]
    assert collection.topics[0].history == (Turn("user", "hello"), Turn("agent", "yes"))
    assert [t.query_id for t in collection.judged] == ["q1"]
    assert [t.query_id for t in collection.to_run] == ["q1", "q2"]
    assert collection.qrels == {"q1": {"d1": 1}}


def test_trec_topics_and_qrels_are_read(tmp_path):
    (tmp_path / "corpus.jsonl").write_text(json.dumps(DOCUMENTS[0]) + "\n")
    (tmp_path / "topics.txt").write_text(
        "<top>\n<num> Number: 301\n<title> organized\ncrime\n<desc> x\n</top>\n"
    )
    (tmp_path / "qrels.txt").write_text("301 0 d1 2\n")
    collection = load_collection(tmp_path)
    assert (collection.topics[0].query_id, collection.topics[0].text) == ("301", "organized crime")
    assert collection.qrels == {"301": {"d1": 2}}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"qrels": "q1\td9\t1\n"}, r"test.tsv:1: unknown document id 'd9'"),
        ({"qrels": "query-id\tcorpus-id\tscore\nq9\td1\t1\n"}, r"test.tsv:2: unknown query id 'q9'"),
        ({"qrels": "q1\td1\t1\nq1\td1\t0\n"}, r"test.tsv:2: q1 d1 has another grade in line 1"),
        ({"qrels": "q1\td1\t1\nq1\td1\thigh\n"}, r"test.tsv:2: grade 'high'"),
        ({"qrels": "q1\td1\n"}, r"no judgements"),
        ({"qrels": "q0\td0\t1\nq1\td1\n"}, r"test.tsv:2: 2 columns"),
        ({"qrels": ""}, r"no judgements"),
        ({"queries": [*QUERIES, QUERIES[0]]}, r"queries.jsonl:3: query id 'q1' stands already in line 1"),
        ({"queries": []}, r"queries.jsonl: no queries"),
        ({"queries": [{"_id": "q1"}]}, r"queries.jsonl:1: field 'text' is missing"),
        ({"queries": [{"_id": "q1", "text": "x", "history": "y"}]}, r"queries.jsonl:1: `history` is no list"),
        ({"documents": []}, r"corpus.jsonl: no documents"),
        ({"documents": [DOCUMENTS[0], DOCUMENTS[0]]}, r"corpus.jsonl:2: document id 'd1' stands already"),
    ],
)
def test_faults_name_file_and_line(tmp_path, change, message):
    with pytest.raises(UsageError, match=message):
        load_collection(_write(tmp_path, **change))


def test_broken_json_names_its_line(tmp_path):
    _write(tmp_path)
    (tmp_path / "corpus.jsonl").write_text('{"_id": "d1", "text": ""}\n{oops\n')
    with pytest.raises(UsageError, match=r"corpus.jsonl:2: no JSON"):
        load_collection(tmp_path)


def test_a_missing_split_names_those_there_are(tmp_path):
    with pytest.raises(UsageError, match="There are: test"):
        load_collection(_write(tmp_path), split="dev")


def test_a_run_comes_back_as_it_was_written(tmp_path):
    run = Run("ours", {"q1": (("d2", 2.5), ("d1", 1.25)), "q2": (("d1", 0.125),)})
    write_run(tmp_path / "a.run", run)
    assert read_run(tmp_path / "a.run", queries=["q1", "q2"], documents=["d1", "d2"]) == run
    assert [p.name for p in tmp_path.iterdir()] == ["a.run"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("q1 Q0 d1 1 nan t\n", "a.run:1: score 'nan'"),
        ("q1 Q0 d1 1 1.0 t\nq1 Q0 d2 2 x t\n", "a.run:2: score 'x' is no number"),
        ("q1 Q0 d7 1 1.0 t\n", "a.run:1: unknown document id 'd7'"),
        ("q7 Q0 d1 1 1.0 t\n", "a.run:1: unknown query id 'q7'"),
        ("q1 d1 1\n", "a.run:1: 3 columns"),
        ("q1 Q0 d1 1 1.0 t\nq1 Q0 d1 2 0.5 t\n", "a.run:2: d1 stands twice"),
        ("", "an empty run"),
    ],
)
def test_run_files_from_elsewhere_are_checked(tmp_path, content, message):
    (tmp_path / "a.run").write_text(content)
    with pytest.raises(UsageError, match=message):
        read_run(tmp_path / "a.run", queries=["q1"], documents=["d1", "d2"])


def test_nothing_is_written_when_a_score_is_no_number(tmp_path):
    with pytest.raises(UsageError, match="score nan"):
        write_run(tmp_path / "a.run", Run("t", {"q1": (("d1", float("nan")),)}))
    assert list(tmp_path.iterdir()) == []
