"""Tiny sentence-transformers models, built on the spot, for tests of export and loading."""

from __future__ import annotations

import string
from pathlib import Path


def build_tiny(folder: Path, *, seed: int = 0, pooling: str = "mean") -> Path:
    """Write a two-layer BERT of 32 numbers with prompts, and return its folder."""
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
    from transformers import BertConfig, BertModel, BertTokenizerFast

    torch.manual_seed(seed)
    folder.mkdir(parents=True, exist_ok=True)
    base = folder.with_name(folder.name + "-base")
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *string.ascii_lowercase, ":", ".", "?"]
    words += ["##" + letter for letter in string.ascii_lowercase] + [
        "the",
        "bridge",
        "who",
        "query",
        "passage",
    ]
    base.mkdir(exist_ok=True)
    (base / "vocab.txt").write_text("\n".join(words) + "\n", encoding="utf-8")
    BertTokenizerFast(str(base / "vocab.txt")).save_pretrained(base)
    config = BertConfig(
        vocab_size=len(words),
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=4,
        intermediate_size=64,
        max_position_embeddings=64,
    )
    BertModel(config).save_pretrained(base)
    transformer = Transformer(str(base), max_seq_length=48)
    modules = [transformer, Pooling(32, pooling_mode=pooling)]
    prompts = {"query": "query: ", "document": "passage: "}
    SentenceTransformer(modules=modules, prompts=prompts, device="cpu").save(str(folder))
    return folder


def build_cross(folder: Path) -> Path:
    """Write a cross-encoder of the same size, with weights that mean nothing; return its folder."""
    from transformers import BertConfig, BertForSequenceClassification, BertTokenizerFast

    base = build_tiny(folder / "model").with_name("model-base")
    config = BertConfig.from_pretrained(base)
    config.num_labels = 1
    cross = folder / "cross"
    BertForSequenceClassification(config).save_pretrained(cross)
    BertTokenizerFast.from_pretrained(base).save_pretrained(cross)
    return cross
