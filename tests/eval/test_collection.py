import gzip
import json

import pytest

from corpus.errors import UsageError
from eval.collection import load_collection
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
    assert [t.query_id for t in collection.to_run] == ["q1", "q2"]
    assert collection.qrels == {"q1": {"d1": 1}}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"qrels": "q1\td9\t1\n"}, r"test.tsv:1: unknown document id 'd9'"),
        ({"qrels": "query-id\tcorpus-id\tscore\nq9\td1\t1\n"}, r"test.tsv:2: unknown query id 'q9'"),
        ({"qrels": "q1\td1\t1\nq1\td1\t0\n"}, r"test.tsv:2: q1 d1 has another grade in line 1"),
        ({"qrels": "q1\td1\t1\nq1\td1\thigh\n"}, r"test.tsv:2: grade 'high'"),
        ({"qrels": "q1\td1\n"}, r"test.tsv:1: 2 columns"),
        ({"qrels": "q1\td1\thigh\n"}, r"test.tsv:1: grade 'high'"),
        ({"qrels": "q1\td1\t0.5\n"}, r"test.tsv:1: grade '0.5'"),
        ({"qrels": "q0\td0\t1\nq1\td1\n"}, r"test.tsv:2: 2 columns"),
        ({"qrels": ""}, r"no judgements"),
        ({"queries": [*QUERIES, QUERIES[0]]}, r"queries.jsonl:3: query id 'q1' stands already in line 1"),
        ({"queries": []}, r"queries.jsonl: no queries"),
        ({"queries": [{"_id": "q1"}]}, r"queries.jsonl:1: field 'text' is missing"),
        (
            {"queries": [{"_id": "q1", "text": "x", "history": "y"}]},
            r"queries.jsonl:1: “history” is not a list",
        ),
        ({"queries": [{"_id": "q1", "text": "x", "history": [1]}]}, r"jsonl:1: turn 1 of “history”"),
        ({"queries": [{"_id": "q1", "text": " "}]}, r"queries.jsonl:1: field 'text' is empty"),
        ({"queries": [{"_id": "q1", "text": "x", "answerable": "no"}]}, r"jsonl:1: “answerable”"),
        ({"documents": []}, r"corpus.jsonl: no documents"),
        ({"documents": [{"_id": "", "text": "x"}]}, r"corpus.jsonl:1: field '_id' is empty"),
        ({"documents": [{"_id": ["d1"], "text": "x"}]}, r"corpus.jsonl:1: field '_id' is missing or no text"),
        ({"documents": [{"_id": "a\tb", "text": "x"}]}, r"corpus.jsonl:1: id 'a\\tb' has a tab"),
        ({"documents": [{"_id": "d1", "text": 3}]}, r"corpus.jsonl:1: field 'text' is missing or no text"),
        ({"documents": [{"_id": "d1", "text": "x", "title": []}]}, r"corpus.jsonl:1: field 'title'"),
        ({"documents": [DOCUMENTS[0], DOCUMENTS[0]]}, r"corpus.jsonl:2: document id 'd1' stands already"),
    ],
)
def test_faults_name_file_and_line(tmp_path, change, message):
    with pytest.raises(UsageError, match=message):
        load_collection(_write(tmp_path, **change))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b'{"_id": "d1", "text": ""}\n{oops\n', "corpus.jsonl:2: no JSON"),
        (b'{"_id": "d1", "text": ""}\n[1]\n', "corpus.jsonl:2: not an object"),
        (b'{"_id": ' + b"9" * 5000 + b', "text": ""}\n', "corpus.jsonl:1: no JSON"),
        (b'{"_id": "d1", "text": "\xff"}\n', "corpus.jsonl:1: not UTF-8"),
        (gzip.compress(b'{"_id": "d1", "text": ""}\n')[:-9], "corpus.jsonl: cannot be read"),
    ],
)
def test_a_broken_corpus_names_its_line(tmp_path, content, message):
    _write(tmp_path)
    (tmp_path / "corpus.jsonl").write_bytes(content)
    with pytest.raises(UsageError, match=message):
        load_collection(tmp_path)


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        (
            "topics.txt",
            "<top>\n<num> Number: 301\n<title> organized\ncrime &amp; law\n<desc> x\n</top>\n",
            ("301", "organized crime & law"),
        ),
        ("topics.301-350.txt", "<top><num>301</num><title>a b</title></top>", ("301", "a b")),
        ("topics.xml", '<topics><topic number="7"><query>q w</query></topic></topics>', ("7", "q w")),
        (
            "topics.xml",
            '<topics task="x"><topic number="7">\n a\nlong note </topic></topics>',
            ("7", "a long note"),
        ),
        ("topics.tsv", "qid\tquery\n301\twho is it?\n", ("301", "who is it?")),
        ("queries.tsv", "0301\tx\ty\n", ("0301", "x\ty")),
    ],
)
def test_topics_of_every_form_are_read(tmp_path, name, content, expected):
    (tmp_path / "corpus.jsonl").write_text(json.dumps(DOCUMENTS[0]) + "\n")
    (tmp_path / name).write_text(content)
    (tmp_path / "qrels.txt").write_text(f"{expected[0]} 0 d1 2\n")
    (topic,) = load_collection(tmp_path).topics
    assert (topic.query_id, topic.text) == expected


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (
            "<top>\n<num> 1\n<title> a\n<top>\n<num> 2\n<title> b\n</top>",
            "topics.txt:1: a topic that is never",
        ),
        ("<top>\n<num> 1\n<title> a\n</top>\n\n<top>\n<num> 2\n</top>", "topics.txt:6: a topic without"),
        ("1\ta\n2 b\n", "topics.txt:2: no tab"),
    ],
)
def test_faults_of_topics_name_the_line(tmp_path, content, message):
    (tmp_path / "corpus.jsonl").write_text(json.dumps(DOCUMENTS[0]) + "\n")
    (tmp_path / "topics.txt").write_text(content)
    (tmp_path / "qrels.txt").write_text("1 0 d1 2\n")
    with pytest.raises(UsageError, match=message):
        load_collection(tmp_path)


def test_ids_are_text_whatever_they_look_like(tmp_path):
    ids = ["007", "7", "1e3", "a b", "\u00a0x".strip(), "文档 一", "nan", "x\u2028y"]
    documents = [{"_id": one, "text": "t"} for one in ids] + [{"_id": 12, "text": "t"}]
    qrels = "".join(f"q1\t{one}\t1\n" for one in [*ids, "12"])
    collection = load_collection(_write(tmp_path, documents=documents, qrels=qrels))
    assert [d.doc_id for d in collection.documents] == [*ids, "12"]
    assert set(collection.qrels["q1"]) == {*ids, "12"}


def test_packed_files_are_read(tmp_path):
    _write(tmp_path)
    for name in ("corpus.jsonl", "queries.jsonl", "qrels/test.tsv"):
        path = tmp_path / name
        (tmp_path / f"{name}.gz").write_bytes(gzip.compress(path.read_bytes()))
        path.unlink()
    collection = load_collection(tmp_path, split="test")
    assert (len(collection.documents), len(collection.topics)) == (2, 2)
    (tmp_path / "queries.jsonl.gz").unlink()
    lines = "".join(f"{topic.query_id}\t{topic.text}\n" for topic in collection.topics)
    (tmp_path / "queries.tsv.gz").write_bytes(gzip.compress(lines.encode()))
    assert load_collection(tmp_path).query_ids == collection.query_ids


def test_splits_are_chosen_by_name_and_never_guessed(tmp_path):
    _write(tmp_path)
    folder = tmp_path / "qrels"
    (folder / "train.tsv").write_text("q2\td2\t1\n")
    assert load_collection(tmp_path).split == "test"
    train = load_collection(tmp_path, split="train")
    assert (train.split, set(train.qrels)) == ("train", {"q2"})
    assert train.digests["corpus"] == load_collection(tmp_path).digests["corpus"]
    (folder / "test.tsv").rename(folder / "fold1.tsv")
    (folder / "train.tsv").rename(folder / "fold2.tsv")
    with pytest.raises(UsageError, match=r"several qrels. Name one with --split: fold1, fold2"):
        load_collection(tmp_path)


def test_other_documents_join_the_pool_under_their_own_names(tmp_path):
    one, two = tmp_path / "one", tmp_path / "two"
    for folder in (one, two):
        folder.mkdir()
        _write(folder)
    pool = load_collection(one, others=[two])
    assert pool.name == "one+two"
    assert [d.doc_id for d in pool.documents] == ["d1", "d2", "two/d1", "two/d2"]
    assert (pool.qrels, pool.topics) == (load_collection(one).qrels, load_collection(one).topics)
    assert pool.digests["corpus"] != load_collection(one).digests["corpus"]
    assert pool.digests["corpus"] != load_collection(two, others=[one]).digests["corpus"]
    with pytest.raises(UsageError, match=r"a folder named 'two' already"):
        load_collection(one, others=[two, two])
    with pytest.raises(UsageError, match=r"a folder named 'one' already"):
        load_collection(one, others=[one])
    (one / "corpus.jsonl").write_text(
        "".join(json.dumps({**d, "_id": f"two/{d['_id']}"}) + "\n" for d in DOCUMENTS)
    )
    (one / "qrels" / "test.tsv").write_text("q1\ttwo/d1\t1\n")
    with pytest.raises(UsageError, match=r"'two/d1' stands twice in the pool"):
        load_collection(one, others=[two])


def test_run_files_can_do_without_documents_and_queries(tmp_path):
    (tmp_path / "qrels.txt").write_text("301 0 d1 2\n")
    collection = load_collection(tmp_path, documents=False)
    assert (collection.documents, collection.query_ids) == ((), {"301"})
    with pytest.raises(UsageError, match=r"corpus.jsonl: missing"):
        load_collection(tmp_path)


def test_a_missing_split_names_those_there_are(tmp_path):
    with pytest.raises(UsageError, match="There are: test"):
        load_collection(_write(tmp_path), split="dev")
