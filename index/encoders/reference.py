"""Loads a model in sentence-transformers: the reference that exports start from and are held to.

This is the only place that imports sentence_transformers and torch for encoding (5 to
10 s), and it runs once a model. A model's folder is somebody else's: weights are read
from safetensors alone, never from pickles, and no code in it is run.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import warnings
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import ModelError
from index.encoders.catalog import file_sha256

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

_JSON_LIMIT = 4 * 2**20
_OWN_MODULES = "sentence_transformers."
HUB_FILES = ("*.json", "*.safetensors", "*.txt", "*.model")
"""What is fetched from the hub: configuration, tokenizer, weights; no pickles, no code."""
_HINT = (
    "Name another model, or save this one anew with a current sentence-transformers (it writes safetensors)."
)


def check_folder(folder: Path) -> None:
    """Refuse a folder that is not a sentence-transformers model, or that would run code or unpickle.

    Raises:
        ModelError: Naming the file that is missing or not accepted.
    """
    modules = read_json(folder / "modules.json")
    if not isinstance(modules, list) or not modules:
        raise ModelError(f"{folder / 'modules.json'} lists no modules.", _HINT)
    for module in modules:
        kind = str(module.get("type", "")) if isinstance(module, dict) else ""
        if not kind.startswith(_OWN_MODULES):
            raise ModelError(
                f"{folder / 'modules.json'} names {kind!r}, code of its own, which is not run.", _HINT
            )
    check_weights(folder)


def check_weights(folder: Path) -> None:
    """Refuse a folder whose weights are missing or pickled.

    Raises:
        ModelError: Naming the folder.
    """
    if not any(path.suffix == ".safetensors" for path in _model_files(folder)):
        raise ModelError(f"{folder} has no weights in safetensors form (pickled ones are not read).", _HINT)
    pickled = {path.parent for below in ("", "*/") for path in folder.glob(below + "pytorch_model*.bin")}
    unsafe = sorted(place for place in pickled if not any(place.glob("*.safetensors")))
    if unsafe:
        raise ModelError(f"{unsafe[0]} has its weights only as a pickle, which is not read.", _HINT)


def read_json(path: Path) -> object:
    """Read a small JSON file of a model's folder.

    Raises:
        ModelError: When it is missing, too large, or no JSON.
    """
    try:
        if path.stat().st_size > _JSON_LIMIT:
            raise ValueError("it is too large")
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise ModelError(f"The model's file {path} cannot be read: {error}.", _HINT) from error


def folder_digest(folder: Path) -> str:
    """Return the digest of a model's folder: its weights, configuration and tokenizer."""
    whole = hashlib.sha256()
    for path in _model_files(folder):
        whole.update(f"{path.relative_to(folder).as_posix()}\0{file_sha256(path)}\n".encode())
    return f"sha256:{whole.hexdigest()}"


def folder_stamp(folder: Path) -> dict[str, list[int]]:
    """Return size and modification time (ns) of the files behind `folder_digest`, which costs no hashing."""
    return {
        path.relative_to(folder).as_posix(): [path.stat().st_size, path.stat().st_mtime_ns]
        for path in _model_files(folder)
    }


def _model_files(folder: Path) -> list[Path]:
    # All of a model stands in its folder and one level below; deeper is not walked, whatever is named.
    patterns = [below + pattern for pattern in HUB_FILES for below in ("", "*/")]
    found = {path for pattern in patterns for path in folder.glob(pattern) if path.is_file()}
    return sorted(found, key=lambda path: path.relative_to(folder).as_posix())


def fetch_from_hub(name: str, owner: str = "sentence-transformers") -> Path:
    """Return the local folder of a hub model, fetching it when there is a network.

    Args:
        name: "organisation/model", or "model" alone.
        owner: Organisation of a name without one.

    Raises:
        ModelError: When it is neither in the local cache nor to be had.
    """
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HfHubHTTPError, HFValidationError, LocalEntryNotFoundError

    repository = name if "/" in name else f"{owner}/{name}"
    try:
        return Path(snapshot_download(repository, allow_patterns=list(HUB_FILES), local_files_only=True))
    except (LocalEntryNotFoundError, HFValidationError):
        pass
    try:
        with quiet():
            return Path(snapshot_download(repository, allow_patterns=list(HUB_FILES)))
    except (HfHubHTTPError, HFValidationError, LocalEntryNotFoundError, OSError) as error:
        raise ModelError(
            f"The model {name} is not on this machine and cannot be fetched ({type(error).__name__}).",
            "Connect to the network, or name a packaged model (--model e5, --model minilm) or a folder.",
        ) from error


def load_reference(folder: Path) -> SentenceTransformer:
    """Load a checked folder in sentence-transformers, on the CPU, without network.

    Attention is taken in its plain form: torch's fused one is exported with a search of all
    scores for rows without a token, which costs a quarter of the time of a long passage.

    Raises:
        ModelError: When sentence-transformers cannot load it.
    """
    with quiet():
        from sentence_transformers import SentenceTransformer

        try:
            model = SentenceTransformer(
                str(folder),
                device="cpu",
                local_files_only=True,
                trust_remote_code=False,
                model_kwargs={"use_safetensors": True, "attn_implementation": "eager"},
            )
        except (OSError, ValueError, KeyError, TypeError, ImportError, RuntimeError) as error:
            raise ModelError(f"sentence-transformers cannot load {folder}: {error}", _HINT) from error
    model.eval()
    return model


def prefixes_of(model: SentenceTransformer) -> dict[str, str]:
    """Return the prefix of each kind of text from a model's prompts; kinds without one are left out."""
    prompts: Mapping[str, str] = model.prompts or {}
    found = {
        "query": prompts.get("query") or "",
        "passage": prompts.get("passage") or prompts.get("document") or "",
    }
    return {kind: prefix for kind, prefix in found.items() if prefix}


@contextlib.contextmanager
def quiet() -> Iterator[None]:
    """Keep progress bars, load reports and tracing warnings away from the person's screen."""
    from transformers.utils import logging

    before = logging.get_verbosity()
    logging.set_verbosity_error()
    logging.disable_progress_bar()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logging.set_verbosity(before)
