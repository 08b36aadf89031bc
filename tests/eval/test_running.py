"""Systems over small collections: what is written, what is taken up again, what is refused."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.errors import UsageError
from corpus.progress import no_progress
from eval.collection import load_collection
from eval.collection_index import check_covers, open_index
from eval.measures import evaluate
from eval.record import summary
from eval.running import Job, check_job, run_system
from eval.runs import read_run
from eval.specs import parse_system
from eval.systems import enough_documents
from index.model import SearchQuery

WORDS = ("bridges", "of", "stone", "last", "longest", "where", "rivers", "freeze", "masons", "know", "arches")
LONG = " ".join(f"Sentence {n} tells of {WORDS[n % len(WORDS)]} number {n}." for n in range(400))
DOCUMENTS = [
    {"_id": "文档-1", "title": "Arches", "text": "Stone bridges last longest of all."},
    {"_id": "d 2", "text": "Wooden bridges rot where rivers freeze."},
    {"_id": "007", "title": "", "text": ""},
    {"_id": "long", "title": "All of it", "text": LONG},
]
QUERIES = [
    {"_id": "q1", "text": "Which bridges last longest?", "answerable": True},
    {"_id": "q2", "text": "And wooden ones?", "history": ["Which bridges last longest?"]},
    {"_id": "问3", "text": "Who knows arches?", "history": [{"speaker": "agent", "text": "Masons do."}]},
    {"_id": "q4", "text": "???"},
    {"_id": "q5", "text": "Who is the mayor of Lisbon?", "answerable": False},
    {"_id": "q6", "text": "Neither judged nor said to be without an answer"},
]
QRELS = "query-id\tcorpus-id\tscore\nq1\t文档-1\t2\nq1\tlong\t1\nq2\td 2\t1\n问3\tlong\t1\nq4\t007\t1\n"
CONTRACT = [
    *("collection", "system", "queries", "measures", "latency_ms"),
    *("index_seconds", "passages", "peak_memory_mb"),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("collections") / "bridges"
    (path / "qrels").mkdir(parents=True)
    (path / "corpus.jsonl").write_text("".join(json.dumps(d) + "\n" for d in DOCUMENTS), "utf-8")
    (path / "queries.jsonl").write_text("".join(json.dumps(q) + "\n" for q in QUERIES), "utf-8")
    (path / "qrels" / "test.tsv").write_text(QRELS, "utf-8")
    (path / "qrels" / "train.tsv").write_text("q1\tlong\t1\n", "utf-8")
    return path


@pytest.fixture(scope="module")
def job(folder: Path) -> Job:
    return Job(load_collection(folder), folder.parent / "out", folder.parent / "cache")


@pytest.mark.parametrize("name", ["rank-bm25", "hybrid:model=minilm", "dense:model=minilm,k=2", "plain"])
def test_a_system_is_run_and_written(job: Job, name: str) -> None:
    spec = parse_system(name)
    check_job(job, [spec])
    record = run_system(job, spec)
    path = job.out / f"{spec.file_name}.run"
    run = read_run(path, queries=job.collection.query_ids, documents=job.collection.document_ids)
    assert {doc_id for doc_id, _ in run.rankings["q1"]} >= {"文档-1"}
    assert all(len(ranking) <= spec.k for ranking in run.rankings.values())
    assert "q4" not in run.rankings  # nothing to search for
    assert "q6" not in run.rankings
    again = evaluate(job.collection.qrels, run)
    measures = dict(record["measures"])
    told_apart = measures.pop("AUROC", None)  # q1 against q5, by confidence
    assert told_apart == (1.0 if spec.kind == "hybrid" else None)
    assert measures == {key: pytest.approx(value, abs=1e-6) for key, value in again.means.items()}
    assert record["per_query"]["nDCG@10"]["q4"] == 0.0
    assert json.loads((job.out / f"{spec.file_name}.json").read_text("utf-8")) == record
    short = summary(record)
    assert list(short) == CONTRACT
    assert list(short["latency_ms"]) == ["p50", "p95"]
    assert short["queries"] == 4
    if "minilm" in name:
        assert short["passages"] > len(DOCUMENTS)  # the long document is cut


def test_a_run_taken_up_after_any_cut_is_the_same(job: Job, tmp_path: Path) -> None:
    spec = parse_system("rank-bm25")
    job = replace(job, out=tmp_path)
    whole = run_system(job, spec)
    written = (tmp_path / "rank-bm25.run").read_bytes()
    (journal,) = tmp_path.glob(".rank-bm25.*.journal")
    kept = journal.read_bytes()
    for cut in range(0, len(kept), 13):
        journal.write_bytes(kept[:cut])
        (tmp_path / "rank-bm25.run").unlink()
        record = run_system(job, spec)
        assert (tmp_path / "rank-bm25.run").read_bytes() == written
        assert (record["measures"], record["per_query"]) == (whole["measures"], whole["per_query"])
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        journal.name,
        "rank-bm25.json",
        "rank-bm25.run",
    ]


@pytest.mark.parametrize("line", [b"[]\n", b"5\n", b'["q1", 1.0, null, [["d", "x"]]]\n', b"\xff\xfe\n"])
def test_a_damaged_journal_is_not_believed(job: Job, tmp_path: Path, line: bytes) -> None:
    spec = parse_system("rank-bm25")
    job = replace(job, out=tmp_path)
    run_system(job, spec)
    written = (tmp_path / "rank-bm25.run").read_bytes()
    (journal,) = tmp_path.glob(".rank-bm25.*.journal")
    journal.write_bytes(line + journal.read_bytes())
    run_system(job, spec)
    assert (tmp_path / "rank-bm25.run").read_bytes() == written


def test_an_index_serves_every_split_and_is_refused_when_it_lacks_documents(job: Job, folder: Path) -> None:
    spec = parse_system("hybrid:model=minilm")
    searcher, seconds = open_index(spec, job.collection, job.cache, fresh=False, progress=no_progress)
    manifest = searcher.manifest
    searcher.close()
    train = load_collection(folder, split="train")
    other, same = open_index(spec, train, job.cache, fresh=False, progress=no_progress)
    assert (other.manifest, same) == (manifest, seconds)
    other.close()
    with pytest.raises(UsageError, match=r"holds 3 of 4 documents\. Run again with --fresh-index"):
        check_covers(job.collection, replace(manifest, documents=3))
    with pytest.raises(UsageError, match="made of other documents"):
        check_covers(job.collection, replace(manifest, corpus="aa"))


def test_a_damaged_index_is_refused_and_built_anew_on_demand(job: Job, tmp_path: Path) -> None:
    spec = parse_system("bm25:model=minilm")
    job = replace(job, cache=tmp_path / "cache", out=tmp_path / "out")
    whole = run_system(job, spec)
    (index,) = (path for path in job.cache.iterdir() if path.is_dir())
    flipped = bytearray((index / "vectors.faiss").read_bytes())
    flipped[-1] ^= 1
    for name, content in (("terms.json", b"{}"), ("vectors.faiss", bytes(flipped))):
        (index / name).write_bytes(content)
        with pytest.raises(UsageError, match="--fresh-index"):
            run_system(replace(job, fresh=True), spec)
        assert run_system(replace(job, fresh_index=True), spec)["measures"] == whole["measures"]


def test_a_pool_of_two_collections_is_ranked_together(job: Job, folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "rivers"
    other.mkdir()
    row = {"_id": "007", "text": "The bridges that last longest are of steel."}
    (other / "corpus.jsonl").write_text(json.dumps(row) + "\n")
    pool = replace(job, collection=load_collection(folder, others=[other]), out=tmp_path / "out")
    run_system(pool, parse_system("rank-bm25"))
    run = read_run(tmp_path / "out" / "rank-bm25.run", documents=pool.collection.document_ids)
    assert "rivers/007" in {doc_id for doc_id, _ in run.rankings["q1"]}
    with pytest.raises(UsageError, match="unknown document id 'rivers/007'"):
        read_run(tmp_path / "out" / "rank-bm25.run", documents=job.collection.document_ids)


def test_a_pool_takes_over_what_its_parts_have_encoded(job: Job, folder: Path, tmp_path: Path) -> None:
    spec = parse_system("hybrid:model=minilm")
    alone, seconds = open_index(spec, job.collection, job.cache, fresh=False, progress=no_progress)
    other = tmp_path / "rivers"
    other.mkdir()
    (other / "corpus.jsonl").write_text('{"_id": "r", "text": "Rivers freeze."}\n')
    pool = load_collection(folder, others=[other])
    steps: list[tuple[str, int, int]] = []
    both, more = open_index(spec, pool, job.cache, fresh=False, progress=lambda *step: steps.append(step))
    assert both.manifest.passages == alone.manifest.passages + 1
    assert more > seconds  # what the part took counts as the pool's
    hit, again = (one.search(SearchQuery("stone bridges", k=1))[0].passage for one in (alone, both))
    assert hit == again
    assert {total for step, _, total in steps if step == "encoding passages"} == {1}


def test_what_would_fail_late_is_refused_at_once(job: Job, tmp_path: Path) -> None:
    (tmp_path / "other.run").write_text("q1 Q0 nowhere 1 1.0 t\n")
    run = parse_system(str(tmp_path / "other.run"))
    with pytest.raises(UsageError, match=r"other.run:1: unknown document id"):
        check_job(job, [parse_system("rank-bm25"), run])
    with pytest.raises(UsageError, match="would write one record"):
        check_job(job, [parse_system("rank-bm25"), parse_system("rank-bm25")])
    with pytest.raises(UsageError, match="unknown measure"):
        check_job(replace(job, measures=("nope",)), [parse_system("rank-bm25")])
    with pytest.raises(UsageError, match="cannot be written"):
        check_job(replace(job, out=tmp_path / "other.run" / "out"), [parse_system("rank-bm25")])


def test_a_run_file_is_measured_like_a_system(job: Job, tmp_path: Path) -> None:
    path = tmp_path / "theirs.txt"
    path.write_text("q1\tQ0\t文档-1\t1\t2.0\tt\nq2\tQ0\td 2\t1\t2.0\tt\n", "utf-8")
    record = run_system(replace(job, out=tmp_path / "out"), parse_system(str(path)))
    assert (record["system"], record["measures"]["Success@1"]) == ("theirs.txt", 0.5)
    assert record["latency_ms"] == {"p50": 0.0, "p95": 0.0, "p99": 0.0}


def test_documents_are_asked_for_until_there_are_enough() -> None:
    passages = [("long", 1.0 - n / 1000) for n in range(100)] + [("a", 0.5), ("b", 0.4), ("c", 0.3)]
    assert enough_documents(lambda n: passages[:n], 3) == (("long", 1.0), ("a", 0.5), ("b", 0.4))
    assert len(enough_documents(lambda n: passages[:n], 10)) == 4
