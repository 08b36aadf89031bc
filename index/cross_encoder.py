"""Loading a cross-encoder that the user names; none comes in a package.

It loads sentence_transformers and torch (5 to 10 s), so it never runs unasked.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import ModelError, UsageError
from index.encoders.catalog import is_hub_name

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder


def load_cross_encoder(name: str, role: str, *, raw: bool = False) -> CrossEncoder:
    """Load a cross-encoder.

    Args:
        name: A folder that sentence-transformers' CrossEncoder wrote, or a name on the hub.
        role: What it is for, as messages call it: "reranker".
        raw: Give the model's own scores, through no activation.

    Raises:
        UsageError: When the name can be neither.
        ModelError: When its weights are missing or pickled.
    """
    from index.encoders.reference import check_weights, fetch_from_hub, quiet

    folder = Path(name).expanduser()
    if not folder.is_dir():
        if not is_hub_name(name):
            raise UsageError(f"There is no {role} {name!r}.", "Name a folder, or organisation/model.")
        folder = fetch_from_hub(name, owner="cross-encoder")
    check_weights(folder)
    with quiet():
        from sentence_transformers import CrossEncoder
        from torch.nn import Identity

        try:
            return CrossEncoder(
                str(folder),
                device="cpu",
                local_files_only=True,
                trust_remote_code=False,
                model_kwargs={"use_safetensors": True},
                activation_fn=Identity() if raw else None,
            )
        except (OSError, ValueError, KeyError, TypeError, ImportError, RuntimeError) as error:
            raise ModelError(f"The {role} {name} cannot be loaded: {error}", "Name another one.") from error
