"""Turns the packaged weights and the additions into a folder that onnxruntime and tokenizers can run.

The network is exported with torch, its matrices are laid out in blocks of 8 bits, and the
result is held to transformers' own model before it is put in place.
"""

from __future__ import annotations

import logging
import warnings
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import ModelError
from corpus.progress import Progress
from index.encoders.export import OPSET, package_versions
from index.encoders.store import MODEL, TOKENIZER, EncoderManifest, stamp_files, write_manifest
from index.entailment.package import additions, verified_model, verified_tokenizer
from index.entailment.reader import CLASSES, MAX_TOKENS, EntailmentReader
from index.entailment.weights import (
    EPSILON,
    HEADS,
    HIDDEN,
    INNER,
    LAYERS,
    POSITIONS,
    REACH,
    WORD_TABLE,
    WORDS,
    ReaderWeights,
    read_weights,
)

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from torch import nn

    Logits = NDArray[np.float32]

MOST_APART = 0.3
"""How far a logit may be from transformers' own on the sample pairs.

Over 474 pairs of the support checks no logit was farther than .27, the mean was .035 and one class changed
(the area under the curve of "supported" .9607 against .9609). Dynamic int8 weights (31 ms a pair against 50)
were up to .88 away, mean .13, and changed 16 classes; what they round hangs on the batch as well, so that a
pair would be judged by its neighbours."""
_BLOCK = 32
"""Weights that share a scale; 64 save 3 ms of 50 a pair and add half to the mean distance from float32."""
_STEP = "preparing the entailment reader"
_STEPS = 5
_SAMPLES = (
    ("A man is playing a guitar on stage.", "A man plays an instrument."),
    ("A man is playing a guitar on stage.", "Nobody is playing music."),
    ("The company paid a fine of 3 million euros in May 2016.", "The firm was fined 5 million euros."),
    ("The bridge, built by a firm from Riga, was opened in 2012 [17]. " * 12, "The firm opened a bridge."),
    ("", ""),
)


def export_reader(folder: Path, *, name: str, digest: str, progress: Progress) -> EncoderManifest:
    """Export the reader to a folder and verify it there.

    Args:
        folder: An empty folder.
        name: The exports' stored name.
        digest: Digest of all that it is made from.
        progress: Told each step; may raise Cancelled.

    Returns:
        The manifest, as written.

    Raises:
        ModelError: When a file is missing or not the one known, or the export's logits differ.
    """
    progress(_STEP, 0, _STEPS)
    tokenizer = verified_tokenizer()
    weights = read_weights(verified_model(), additions())
    progress(_STEP, 1, _STEPS)
    _write_graph(weights, folder / MODEL)
    progress(_STEP, 2, _STEPS)
    _quantise(folder / MODEL)
    padding = _write_tokenizer(tokenizer, folder / TOKENIZER)
    progress(_STEP, 3, _STEPS)
    manifest = EncoderManifest(
        name=name,
        digest=digest,
        dim=len(CLASSES),
        max_tokens=MAX_TOKENS,
        prefixes={},
        files=stamp_files(folder),
        padding=padding,
        opset=OPSET,
        made_with=package_versions(),
    )
    apart = _apart(weights, EntailmentReader(folder, manifest))
    progress(_STEP, 4, _STEPS)
    if not apart <= MOST_APART:
        raise ModelError(
            f"The exported entailment reader differs from transformers' (a logit by {apart:.3f}, at most "
            f"{MOST_APART} is allowed).",
            "Install the versions of torch, transformers and onnxruntime in constraints.txt.",
        )
    done = replace(manifest, source={"apart": round(apart, 4)})
    write_manifest(folder, done)
    progress(_STEP, _STEPS, _STEPS)
    return done


def _write_graph(weights: ReaderWeights, path: Path) -> None:
    import torch

    from index.entailment.network import held_tensors, logits

    class Whole(torch.nn.Module):  # type: ignore[misc]  # torch is not typed here
        """The network with its tensors as buffers, which become the graph's initializers."""

        def __init__(self) -> None:
            super().__init__()
            for name, tensor in held_tensors(weights).items():
                self.register_buffer(f"held_{name}", tensor)

        def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
            """Return the logits."""
            held = {name.removeprefix("held_"): tensor for name, tensor in self.named_buffers()}
            return logits(held, weights, input_ids, attention_mask)

    sample = torch.tensor([[1, 5, 6, 2, 7, 8, 2], [1, 9, 2, 9, 2, 0, 0]])
    names, both = ["input_ids", "attention_mask"], {0: "texts", 1: "tokens"}
    with warnings.catch_warnings(), torch.no_grad():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            Whole().eval(),
            (sample, (sample != 0).long()),
            str(path),
            dynamo=False,
            opset_version=OPSET,
            input_names=names,
            output_names=["logits"],
            dynamic_axes=dict.fromkeys(names, both) | {"logits": {0: "texts"}},
        )


def _quantise(path: Path) -> None:
    """Lay the layers' matrices out in blocks of 8 bits with a scale each, in place."""
    import onnx
    from onnxruntime.quantization import matmul_nbits_quantizer as nbits

    logging.getLogger(nbits.__name__).setLevel(logging.WARNING)
    # Level 4: activations in 8 bits, block by block, as for the encoders.
    settings = nbits.DefaultWeightOnlyQuantConfig(
        block_size=_BLOCK, is_symmetric=True, accuracy_level=4, bits=8, op_types_to_quantize=("MatMul",)
    )
    quantiser = nbits.MatMulNBitsQuantizer(onnx.load(path), algo_config=settings)
    quantiser.process()
    onnx.save(quantiser.model.model, path)


def _write_tokenizer(source: Path, path: Path) -> int:
    """Write the tokenizer, free of truncation and padding, and return the padding token's id."""
    from tokenizers import Tokenizer

    own = Tokenizer.from_file(str(source))
    padding = int((own.padding or {}).get("pad_id", 0))
    own.no_truncation()
    own.no_padding()
    own.save(str(path), pretty=False)
    return padding


def _apart(weights: ReaderWeights, reader: EntailmentReader) -> float:
    """Return how far the reader's logits are from transformers' at most, over the sample pairs."""
    import numpy as np

    found = reader.judge(_SAMPLES)
    return float(np.abs(found - reference_logits(weights, reader.tokens(_SAMPLES))).max())


def reference_logits(weights: ReaderWeights, rows: Sequence[Sequence[int]]) -> Logits:
    """Return transformers' own logits, (n, 3) float32, of pairs given as ids, each by itself."""
    import numpy as np
    import torch

    model = reference_model(weights)
    with torch.no_grad():
        firsts = [model(torch.tensor([list(row)])).last_hidden_state[0, 0].numpy() for row in rows]
    logits: Logits = np.stack(firsts) @ weights.head.T + weights.bias
    return logits


def reference_model(weights: ReaderWeights) -> nn.Module:
    """Return transformers' DebertaV2Model with these weights, the head apart."""
    import torch
    from transformers import DebertaV2Config, DebertaV2Model

    from index.encoders.reference import quiet

    config = DebertaV2Config(
        vocab_size=WORDS, hidden_size=HIDDEN, num_hidden_layers=LAYERS, num_attention_heads=HEADS,
        intermediate_size=INNER, hidden_act="gelu", max_position_embeddings=REACH, type_vocab_size=0,
        layer_norm_eps=EPSILON, relative_attention=True, position_buckets=POSITIONS,
        norm_rel_ebd="layer_norm", share_att_key=True, pos_att_type=["p2c", "c2p"],
        position_biased_input=False, pad_token_id=0,
    )  # fmt: skip
    state = {name: torch.from_numpy(tensor) for name, tensor in weights.tensors.items()}
    with quiet():
        model = DebertaV2Model(config).eval()
        model.load_state_dict(state | {WORD_TABLE: torch.from_numpy(weights.dense_words())})
    return model
