"""Learns the head of the default encoder, from texts of our own and one collection's training queries.

    python -m eval.learn_head --collection scifact-train --cache FOLDER --out e5-head.safetensors

`head_passages.jsonl` holds 240 passages, each in English and Chinese, with five questions
or claims in both languages; they were written for this and stand nowhere else. A question
in one language is answered by its passage in either. Encoding 5,000 abstracts takes a
quarter of an hour and is kept in the cache; learning takes a minute.

What the head is worth on queries that it has not learned from is told by `--half 0` and
`--half 1`: each learns from one half of the judged queries, drawn at random, and names
the others in a file beside the head, for `eval run` to be scored on. Give each head a
cache of its own there: indexes are kept by their encoder, whatever its head.
"""

from __future__ import annotations

import argparse
import json
import random
from dataclasses import replace
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.progress import Progress, no_progress
from eval.collection import Collection, load_collection
from index.training.sets import Material

if TYPE_CHECKING:
    from index.encoders.head import Head

LANGUAGES = ("en", "zh")
_HALVES_SEED = 5
_OWN_WEIGHT = 2.0
"""Batches of our own texts for one of the collection's."""
_STRANGERS = 30
"""Passages on other subjects that stand behind those on the same one as negatives."""


def own_material() -> Material:
    """Return the passages written for this, in both languages, with their questions."""
    import numpy as np

    text = resources.files("eval").joinpath("head_passages.jsonl").read_text(encoding="utf-8")
    rows = [json.loads(line) for line in text.splitlines()]
    subjects = [row["id"].rsplit("-p", 1)[0] for row in rows]
    random = np.random.default_rng(1)
    questions: list[str] = []
    relevant, negatives = {}, {}
    for number, row in enumerate(rows):
        siblings = [n for n, subject in enumerate(subjects) if subject == subjects[number] and n != number]
        for question in row["questions"]:
            for language in LANGUAGES:
                relevant[len(questions)] = frozenset({2 * number, 2 * number + 1})
                near = [2 * n + side for n in siblings for side in (0, 1)]
                random.shuffle(near)
                far = random.choice(2 * len(rows), _STRANGERS)
                negatives[len(questions)] = [*near, *(int(n) for n in far if int(n) // 2 != number)]
                questions.append(question[language])
    passages = [row[language] for row in rows for language in LANGUAGES]
    return Material("own", questions, passages, relevant, negatives)


def collection_material(collection: Collection) -> Material:
    """Return a collection's judged queries and its documents."""
    rows = {document.doc_id: row for row, document in enumerate(collection.documents)}
    relevant = {}
    for at, topic in enumerate(collection.topics):
        judged = collection.qrels.get(topic.query_id, {})
        found = frozenset(rows[doc_id] for doc_id, grade in judged.items() if grade > 0 and doc_id in rows)
        if found:
            relevant[at] = found
    texts = [f"{document.title}\n{document.text}".strip() for document in collection.documents]
    return Material(collection.name, [topic.text for topic in collection.topics], texts, relevant)


def half_of(material: Material, half: int) -> tuple[Material, list[int]]:
    """Return a set with one half of its judged questions, and the numbers of the other half's.

    Args:
        material: The whole set.
        half: 0 or 1.
    """
    rows = sorted(material.relevant)
    random.Random(_HALVES_SEED).shuffle(rows)
    kept, left = set(rows[half::2]), sorted(rows[1 - half :: 2])
    relevant = {row: passages for row, passages in material.relevant.items() if row in kept}
    return replace(material, relevant=relevant), left


def learn(
    collection: Collection, cache: Path, progress: Progress = no_progress, *, half: int | None = None
) -> Head:
    """Learn the head of the default encoder.

    Args:
        collection: Its judged queries are learned from; they tell nothing about quality afterwards.
        cache: Folder for what the encoder gave, kept between runs.
        half: Learn from one half of them alone, 0 or 1; None learns from all.
        progress: Told how far it is; may raise Cancelled.
    """
    from index.encoders import load_encoder
    from index.tokens import fit_codec
    from index.training.learn import Learned, learn_head
    from index.training.sets import Readings

    encoder = load_encoder(progress=progress)
    means = fit_codec(encoder).means
    cache.mkdir(parents=True, exist_ok=True)
    sets, judged = [], collection_material(collection)
    learned = judged if half is None else half_of(judged, half)[0]
    for material, weight in ((learned, 1.0), (own_material(), _OWN_WEIGHT)):
        questions = Readings(material.questions, "query", encoder, cache / f"{material.name}.q")
        passages = Readings(material.passages, "passage", encoder, cache / f"{material.name}.d")
        sets.append(Learned(material, questions, passages, means, encoder.dim, weight))
    return learn_head(sets, encoder.dim, progress=progress)


def main() -> None:
    """Learn a head and write it, with its digest on standard output."""
    import hashlib

    from index.encoders.head import write_head

    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--collection", type=Path, required=True)
    parser.add_argument("--cache", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--half", type=int, choices=(0, 1), help="learn from one half of the queries alone")
    asked = parser.parse_args()
    collection = load_collection(asked.collection)
    write_head(learn(collection, asked.cache, half=asked.half), asked.out)
    if asked.half is not None:
        _, left = half_of(collection_material(collection), asked.half)
        ids = "".join(f"{collection.topics[row].query_id}\n" for row in left)
        asked.out.with_suffix(".left.txt").write_text(ids, encoding="utf-8")
    print(hashlib.sha256(asked.out.read_bytes()).hexdigest())


if __name__ == "__main__":
    main()
