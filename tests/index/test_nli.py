"""A tiny entailment model from a folder: its labels, its shares, its refusal."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.errors import ModelError, UsageError
from index.nli import LABELS, load_nli
from tests.index.tiny import build_tiny


def classifier(folder: Path, labels: tuple[str, ...]) -> Path:
    from transformers import BertConfig, BertForSequenceClassification, BertTokenizerFast

    base = build_tiny(folder / "model").with_name("model-base")
    config = BertConfig.from_pretrained(base, num_labels=len(labels), id2label=dict(enumerate(labels)))
    config.label2id = {label: number for number, label in enumerate(labels)}
    BertForSequenceClassification(config).save_pretrained(folder / "cross")
    BertTokenizerFast.from_pretrained(base).save_pretrained(folder / "cross")
    return folder / "cross"


def test_a_model_gives_its_likeliest_label(tmp_path: Path) -> None:
    folder = classifier(tmp_path, ("contradiction", "ENTAILMENT", "neutral"))
    model = load_nli(str(folder))
    label, share = model.judge("the bridge", "who")
    assert label in LABELS
    assert share is not None and 1 / 3 <= share <= 1
    assert model.judge("the bridge", "who") == (label, share)
    assert model.name == str(folder)


def test_other_labels_and_missing_models_are_refused(tmp_path: Path) -> None:
    folder = classifier(tmp_path, ("yes", "no", "maybe"))
    with pytest.raises(ModelError, match="yes, no, maybe"):
        load_nli(str(folder))
    (tmp_path / "empty").mkdir()
    with pytest.raises(ModelError, match="safetensors"):
        load_nli(str(tmp_path / "empty"))
    with pytest.raises(UsageError):
        load_nli("../no such")
