"""Turns a model into a folder that onnxruntime and tokenizers can run without torch.

sentence-transformers loads the model, torch exports the whole of it (pooling and all
further modules included), and the result is held to sentence-transformers' own
vectors before it is put in place.
"""

from __future__ import annotations

import warnings
from collections.abc import Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.errors import ModelError
from corpus.progress import Progress
from index.encoders.packed import PackedModel
from index.encoders.store import (
    MODEL,
    PIECES,
    TOKENIZER,
    EncoderManifest,
    stamp_files,
    write_manifest,
)

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

OPSET = 18
LEAST_COSINE = 0.999
_STEP = "preparing the encoder"
_STEPS = 5
_SAMPLES = (
    "Who paid for the new bridge?",
    "谁为这座城市的摄像头付款？",
    "The loan — “concessional”, at 2.5 % — was agreed in May 2016; work began the next year [12].",
    "该银行向当地政府提供了优惠贷款，用于采购监控设备和培训警察。",
    "Word " * 150,
    "",
)
_PACKAGES = ("torch", "transformers", "sentence-transformers", "onnxruntime", "tokenizers")


def export_reference(
    reference: SentenceTransformer,
    folder: Path,
    *,
    name: str,
    digest: str,
    prefixes: Mapping[str, str],
    packed: PackedModel | None = None,
    layers: Sequence[int] = (),
    source: Mapping[str, Any] | None = None,
    progress: Progress,
) -> EncoderManifest:
    """Export a loaded model to a folder and verify it there.

    Args:
        reference: The model, loaded.
        folder: An empty folder.
        name: The model's stored name.
        digest: Digest of its weights.
        prefixes: Prefix by kind of text.
        packed: For a packed model, the 4-bit blocks to put back.
        layers: Layers, 1 being the first, that the model's head reads.
        source: What tells later that the weights changed.
        progress: Told each step; may raise Cancelled.

    Returns:
        The manifest, as written.

    Raises:
        ModelError: When the model cannot be exported or the export's vectors differ.
    """
    inputs, padding = _write_model(reference, folder, packed, layers, progress)
    manifest = EncoderManifest(
        name=name,
        digest=digest,
        dim=_dimension(reference),
        max_tokens=int(reference.max_seq_length or 512),
        prefixes=dict(prefixes),
        files=stamp_files(folder),
        padding=padding,
        inputs=inputs,
        layers=tuple(layers),
        opset=OPSET,
        source=dict(source or {}),
        made_with=package_versions(),
    )
    return _verified(reference, folder, manifest, progress)


def _write_model(
    reference: SentenceTransformer,
    folder: Path,
    packed: PackedModel | None,
    layers: Sequence[int],
    progress: Progress,
) -> tuple[tuple[str, ...], int]:
    """Write graph and tokenizer; return the names of the graph's inputs and the padding token's id."""
    progress(_STEP, 1, _STEPS)
    inputs = _write_graph(reference, folder / MODEL, layers)
    progress(_STEP, 2, _STEPS)
    if packed:
        _put_back(packed, folder)
    padding = _write_tokenizer(reference, folder / TOKENIZER)
    progress(_STEP, 3, _STEPS)
    return inputs, padding


def _dimension(reference: SentenceTransformer) -> int:
    """Return the length of the model's vectors, as it makes them."""
    return int(reference.encode(["a"], normalize_embeddings=True).shape[1])


def _put_back(packed: PackedModel, folder: Path) -> None:
    """Give the graph its own 4-bit blocks again, and keep the pieces for the quick tokenizer."""
    from index.encoders.quantise import restore_blocks
    from index.encoders.unigram import write_pieces

    restore_blocks(folder / MODEL, packed)
    write_pieces(packed, folder / PIECES)


def _write_graph(reference: SentenceTransformer, path: Path, layers: Sequence[int]) -> tuple[str, ...]:
    """Export the graph and return the names of its inputs."""
    import torch

    outputs = ["pooled", "tokens", *(["layers"] if layers else [])]
    if layers:
        reference[0].auto_model.config.output_hidden_states = True

    class Whole(torch.nn.Module):  # type: ignore[misc]  # torch is not typed here
        """The model with tensors for arguments."""

        def __init__(self) -> None:
            super().__init__()
            self.model = reference

        def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> tuple[torch.Tensor, ...]:
            """Return pooled vectors, token vectors and, where a head reads them, layers side by side."""
            found = self.model({"input_ids": input_ids, "attention_mask": attention_mask})
            given = found["sentence_embedding"], found["token_embeddings"]
            if not layers:
                return given
            return *given, torch.cat([found["all_layer_embeddings"][layer] for layer in layers], dim=-1)

    names = ("input_ids", "attention_mask")
    sample = reference.tokenizer(["one two three", "four"], padding=True, return_tensors="pt")
    both = {0: "texts", 1: "tokens"}
    try:
        # The tracing exporter takes 7 s where torch's newer one takes 14, and its graph runs no slower.
        with warnings.catch_warnings(), torch.no_grad():
            warnings.simplefilter("ignore")
            torch.onnx.export(
                Whole().eval(),
                tuple(sample[name] for name in names),
                str(path),
                dynamo=False,
                opset_version=OPSET,
                input_names=list(names),
                output_names=outputs,
                dynamic_axes=dict.fromkeys([*names, *outputs], both) | {"pooled": {0: "texts"}},
            )
    except (RuntimeError, KeyError, TypeError, ValueError, NotImplementedError) as error:
        raise ModelError(
            f"The model cannot be exported for onnxruntime: {error}",
            "Name a sentence-transformers model made of a transformer with pooling.",
        ) from error
    return names


def _write_tokenizer(reference: SentenceTransformer, path: Path) -> int:
    """Write the tokenizer, free of truncation and padding, and return the padding token's id."""
    from tokenizers import Tokenizer

    backend = getattr(reference.tokenizer, "backend_tokenizer", None)
    if backend is None:
        raise ModelError("The model's tokenizer has no fast form (tokenizer.json).", "Name another model.")
    own = Tokenizer.from_str(backend.to_str())
    own.no_truncation()
    own.no_padding()
    own.save(str(path), pretty=False)
    return int(reference.tokenizer.pad_token_id or 0)


def _verified(
    reference: SentenceTransformer, folder: Path, manifest: EncoderManifest, progress: Progress
) -> EncoderManifest:
    """Compare the export with its reference, write the manifest with the result and return it."""
    from dataclasses import replace

    from index.encoders.runtime import OnnxEncoder

    encoder = OnnxEncoder(folder, manifest)
    least = 1.0
    for kind in ("query", "passage"):
        prefixed = [manifest.prefixes.get(kind, "") + sample for sample in _SAMPLES]
        # An empty prompt: a model may name one of its own as the default, and ours stands in the text.
        wanted = reference.encode(prefixed, prompt="", normalize_embeddings=True)
        found = encoder.encode(_SAMPLES, kind=kind)
        least = min(least, float((wanted * found).sum(axis=1).min()))
    progress(_STEP, _STEPS - 1, _STEPS)
    if not least >= LEAST_COSINE:
        raise ModelError(
            f"The exported encoder {manifest.name} differs from sentence-transformers "
            f"(cosine {least:.4f}, at least {LEAST_COSINE} is asked).",
            "Name another model.",
        )
    done = replace(manifest, cosine=round(least, 6))
    write_manifest(folder, done)
    progress(_STEP, _STEPS, _STEPS)
    return done


def package_versions() -> dict[str, str]:
    """Return the versions of the packages that make an export."""
    found = {}
    for package in _PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            continue
    return found
