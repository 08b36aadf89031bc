"""The support check's measures as a table for a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from eval.support import CLASSES, Share, SupportScores

TARGET_FALSE, TARGET_RECALL = 0.02, 0.85
"""At most this share of unsupported claims called supported; at least this recall of support."""


def table(scores: Sequence[SupportScores]) -> str:
    """Return the scores as text, one block a half: verdicts, false support, and what became of each fault."""
    return "\n\n".join(_block(one) for one in scores)


def _block(scores: SupportScores) -> str:
    lines = [f"{scores.split} ({scores.pairs} pairs)", f"{'verdict':<14}{'precision':>28}{'recall':>28}"]
    for name in CLASSES:
        lines.append(f"{name:<14}{_share(scores.precision[name]):>28}{_share(scores.recall[name]):>28}")
    recall = scores.recall["supported"].value or 0.0
    false = scores.false_supported.value or 0.0
    lines += [
        "",
        f"called supported wrongly: {_share(scores.false_supported)} "
        f"(target at most {TARGET_FALSE:.2f}: {'met' if false <= TARGET_FALSE else 'missed'})",
        f"recall of support: {_share(scores.recall['supported'])} "
        f"(target at least {TARGET_RECALL:.2f}: {'met' if recall >= TARGET_RECALL else 'missed'})",
        "",
        f"supported called contradicted: {_share(scores.refuted)}",
        "",
        f"{'claim-source':<14}{'recall of support':>28}{'supported wrongly':>28}",
        *(
            f"{name or '–':<14}{_share(recalled):>28}{_share(wrong):>28}"
            for name, (recalled, wrong) in scores.by_languages.items()
        ),
        "",
        f"{'planted':<12}" + "".join(f"{name:>14}" for name in CLASSES),
    ]
    for fault, counts in scores.by_fault.items():
        lines.append(f"{fault:<12}" + "".join(f"{counts.get(name, 0):>14}" for name in CLASSES))
    return "\n".join(lines)


def _share(share: Share) -> str:
    if share.value is None:
        return "– (none)"
    return f"{share.value:.3f} [{share.low:.3f}, {share.high:.3f}] {share.hits}/{share.of}"
