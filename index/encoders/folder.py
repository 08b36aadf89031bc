"""Writes a packed model out as the sentence-transformers folder it once was.

What sentence-transformers loads from there is the reference that the exported
encoder is held to, and the model that the export itself starts from.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.encoders.packed import PackedModel
from index.encoders.unigram_json import tokenizer_json

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_LINEAR = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "fi": "intermediate.dense",
    "fo": "output.dense",
}
_NORMS = {"aln": "attention.output.LayerNorm", "oln": "output.LayerNorm"}


def write_folder(model: PackedModel, folder: Path, prefixes: dict[str, str]) -> None:
    """Write weights, configuration and tokenizer.

    Args:
        model: The packed model.
        folder: An existing folder; files in it are written over.
        prefixes: Prefix by kind of text ("query", "passage"), stored as the folder's prompts.
    """
    from safetensors.numpy import save_file

    save_file(dense_tensors(model), folder / "model.safetensors", metadata={"format": "pt"})
    pooling = folder / "1_Pooling"
    pooling.mkdir(exist_ok=True)
    _write(folder / "config.json", _bert_config(model))
    _write(folder / "modules.json", _MODULES)
    _write(folder / "sentence_bert_config.json", {"max_seq_length": model.positions, "do_lower_case": False})
    _write(
        folder / "config_sentence_transformers.json", {"prompts": prefixes, "similarity_fn_name": "cosine"}
    )
    _write(
        pooling / "config.json", {"word_embedding_dimension": model.hidden, "pooling_mode_mean_tokens": True}
    )
    _write(folder / "tokenizer.json", tokenizer_json(model))
    _write(
        folder / "tokenizer_config.json",
        {
            "tokenizer_class": "PreTrainedTokenizerFast",
            "model_max_length": model.positions,
            "bos_token": model.pieces[model.bos],
            "cls_token": model.pieces[model.bos],
            "eos_token": model.pieces[model.eos],
            "sep_token": model.pieces[model.eos],
            "pad_token": model.pieces[model.pad],
            "unk_token": model.pieces[model.unk],
        },
    )


def dense_tensors(model: PackedModel) -> dict[str, NDArray[np.float32]]:
    """Return the model's tensors, dense, under the names that BertModel gives them."""
    shaped: dict[str, NDArray[np.float32]] = {
        "embeddings.word_embeddings.weight": model.matrices["emb.word"].dense(),
        "embeddings.position_embeddings.weight": model.plain["emb.pos"].reshape(
            model.positions, model.hidden
        ),
        "embeddings.token_type_embeddings.weight": model.plain["emb.type"].reshape(model.types, model.hidden),
        "embeddings.LayerNorm.weight": model.plain["emb.ln.w"],
        "embeddings.LayerNorm.bias": model.plain["emb.ln.b"],
    }
    for layer in range(model.layers):
        for short, long in _LINEAR.items():
            shaped[f"encoder.layer.{layer}.{long}.weight"] = model.matrices[f"l{layer}.{short}.w"].dense()
            shaped[f"encoder.layer.{layer}.{long}.bias"] = model.plain[f"l{layer}.{short}.b"]
        for short, long in _NORMS.items():
            shaped[f"encoder.layer.{layer}.{long}.weight"] = model.plain[f"l{layer}.{short}.w"]
            shaped[f"encoder.layer.{layer}.{long}.bias"] = model.plain[f"l{layer}.{short}.b"]
    return shaped


_MODULES = [
    {"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.Transformer"},
    {"idx": 1, "name": "1", "path": "1_Pooling", "type": "sentence_transformers.models.Pooling"},
    {"idx": 2, "name": "2", "path": "2_Normalize", "type": "sentence_transformers.models.Normalize"},
]


def _bert_config(model: PackedModel) -> dict[str, Any]:
    return {
        "architectures": ["BertModel"],
        "model_type": "bert",
        "hidden_act": "gelu",
        "hidden_size": model.hidden,
        "intermediate_size": model.feed_forward,
        "layer_norm_eps": model.epsilon,
        "max_position_embeddings": model.positions,
        "num_attention_heads": model.heads,
        "num_hidden_layers": model.layers,
        "pad_token_id": model.pad,
        "type_vocab_size": model.types,
        "vocab_size": model.words,
    }


def _write(path: Path, content: object) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
