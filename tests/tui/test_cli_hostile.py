"""A document that would take over the terminal is added, listed, shown and asked, and takes over nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tui.cli import main

ACTS = set(
    map(chr, [*range(0x09), *range(0x0B, 0x20), *range(0x7F, 0xA0), 0x200B, 0x200F, 0x202E, 0x2066, 0xFEFF])
)
BAD = "\x1b[2J\x1b]0;owned\x07\x9b31m\u202e\u200b\x08"
TEXT = f"""# Bridges {BAD}

Stone {BAD}bridges last longest of all.[^1] [red]And[/red] **bold** ones.

Rope {BAD}bridges sway in the wind.[^2]

{"wide" * 3000}

[^1]: Ana {BAD}Ruiz, “Arches {BAD}of stone,” The Mason{BAD}, May 3, 2011, <https://m.example/{BAD}a>.
[^2]: Ruiz{BAD}.
"""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("hostile")
    file = folder / f"a{BAD.replace('/', '')}b.md"
    file.write_text(TEXT, encoding="utf-8")
    assert main(["--library", str(folder / "library"), "corpus", "add", str(file)]) == 0
    return folder / "library", file


@pytest.mark.parametrize(
    "arguments",
    [
        ["corpus", "add", "FILE"],  # a second time: the refusal names it
        ["corpus", "list"],
        ["corpus", "show"],
        ["corpus", "notes"],
        ["corpus", "lint"],
        ["corpus", "list", "--json"],
        ["corpus", "show", "--json"],
        ["corpus", "notes", "--json"],
        ["ask", f"Which bridges {BAD}last longest?"],
        ["ask", f"Which bridges {BAD}last longest?", "--explain", "-k", "9"],
        ["ask", f"Which bridges {BAD}last longest?", "--explain", "--json"],
        ["ask", "Which?", "--section", BAD],
        ["ask", "Which?", "--document", BAD],
        ["ask", "Which?", "--model", BAD],
        ["corpus", "remove", BAD],
        ["corpus", "add", f"missing{BAD}.txt"],
        [BAD],
        ["corpus", BAD],
    ],
)
def test_nothing_acts(
    hostile: tuple[Path, Path], arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    library, file = hostile
    try:
        main(["--library", str(library), *(str(file) if word == "FILE" else word for word in arguments)])
    except SystemExit as left:
        assert left.code == 2
    out, err = capsys.readouterr()
    assert out or err
    assert not ACTS & set(out + err)
    if "--json" in arguments:
        assert all(json.loads(line) for line in out.splitlines())
