"""Rebuilds the tokenizer of a packed model as a `tokenizers` file.

The model was trained with SentencePiece's nmt_nfkc normal form: NFKC, with control
characters dropped, more kinds of white space, and a few characters that NFKC would
change kept because they have pieces of their own (the full-width tilde). The packed
file spells that out character by character; here it becomes NFKC plus what differs.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Any

from index.encoders.packed import PackedModel

WORD_START = "\u2581"
"""SentencePiece's mark for a space."""
_SHELTER = 0xF0000
"""Plane 15, private use: where characters hide from NFKC; no tokenizer has pieces there."""


@dataclass(frozen=True, slots=True)
class NormalForm:
    """How the packed map differs from plain NFKC."""

    dropped: str
    """Characters that vanish."""
    spaces: str
    """Characters that become a space, beyond NFKC's own."""
    kept: str
    """Characters that stay as they are though NFKC would change them."""


def normal_form(model: PackedModel) -> NormalForm:
    """Compare the packed map with NFKC.

    Returns:
        The differences, each string in code point order. Characters that a younger
        Unicode added to NFKC and that the model has no piece for are left to NFKC.
    """
    dropped: list[str] = []
    spaces: list[str] = []
    for code, form in sorted(model.normal.items()):
        if form != unicodedata.normalize("NFKC", chr(code)):
            {"": dropped, " ": spaces}.get(form, []).append(chr(code))
    kept = [
        piece
        for piece in sorted(set(model.pieces))
        if len(piece) == 1
        and ord(piece) not in model.normal
        and unicodedata.normalize("NFKC", piece) != piece
    ]
    return NormalForm("".join(dropped), "".join(spaces), "".join(kept))


def special_ids(model: PackedModel) -> list[int]:
    """Return the ids of the special tokens: pieces in angle brackets without a probability."""
    return [
        index
        for index, piece in enumerate(model.pieces)
        if piece.startswith("<") and piece.endswith(">") and len(piece) > 2 and model.scores[index] == 0
    ]


def tokenizer_json(model: PackedModel) -> dict[str, Any]:
    """Return the content of a `tokenizer.json` for the model."""
    bos, eos = model.pieces[model.bos], model.pieces[model.eos]
    return {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": [_special(index, model.pieces[index]) for index in special_ids(model)],
        "normalizer": _normalizer(normal_form(model)),
        "pre_tokenizer": _metaspace(),
        "post_processor": _template(bos, model.bos, eos, model.eos),
        "decoder": _metaspace(),
        "model": {
            "type": "Unigram",
            "unk_id": model.unk,
            "byte_fallback": False,
            "vocab": [
                [piece, score] for piece, score in zip(model.pieces, model.scores.tolist(), strict=True)
            ],
        },
    }


def _normalizer(form: NormalForm) -> dict[str, Any]:
    classes = ((form.dropped, ""), (form.spaces, " "))
    steps = [_replace(_class(characters), content) for characters, content in classes if characters]
    steps += [_swap(character, chr(_SHELTER + n)) for n, character in enumerate(form.kept)]
    steps.append({"type": "NFKC"})
    steps += [_swap(chr(_SHELTER + n), character) for n, character in enumerate(form.kept)]
    return {"type": "Sequence", "normalizers": [*steps, _replace(" {2,}", " ")]}


def _replace(regex: str, content: str) -> dict[str, Any]:
    return {"type": "Replace", "pattern": {"Regex": regex}, "content": content}


def _swap(old: str, new: str) -> dict[str, Any]:
    return {"type": "Replace", "pattern": {"String": old}, "content": new}


def _class(characters: str) -> str:
    return "[" + "".join(f"\\x{{{ord(c):X}}}" for c in characters) + "]"


def _metaspace() -> dict[str, Any]:
    return {"type": "Metaspace", "replacement": WORD_START, "prepend_scheme": "always", "split": False}


def _special(index: int, content: str) -> dict[str, Any]:
    flags = dict.fromkeys(("single_word", "lstrip", "rstrip", "normalized"), False)
    return {"id": index, "content": content, **flags, "special": True}


def _template(bos: str, bos_id: int, eos: str, eos_id: int) -> dict[str, Any]:
    def special(token: str) -> dict[str, Any]:
        return {"SpecialToken": {"id": token, "type_id": 0}}

    single = [special(bos), {"Sequence": {"id": "A", "type_id": 0}}, special(eos)]
    return {
        "type": "TemplateProcessing",
        "single": single,
        "pair": [*single, {"Sequence": {"id": "B", "type_id": 0}}, special(eos)],
        "special_tokens": {
            bos: {"id": bos, "ids": [bos_id], "tokens": [bos]},
            eos: {"id": eos, "ids": [eos_id], "tokens": [eos]},
        },
    }
