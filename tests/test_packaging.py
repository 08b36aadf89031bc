"""The five rooms have plain names: nobody else in the environment may own one."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from importlib.metadata import distributions, packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ROOMS = ("corpus", "index", "qa", "tui", "eval")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def owners() -> dict[str, set[str]]:
    """Which distributions bring a top-level name, by their lists of files."""
    found: dict[str, set[str]] = defaultdict(set)
    for distribution in distributions():
        for file in distribution.files or ():
            name = file.parts[0].removesuffix(".py")
            if name in ROOMS and file.suffix in (".py", ".so", ".pyd"):
                found[name].add(distribution.metadata["Name"])
    return found


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_is_imported_from_this_project(room: str) -> None:
    from importlib import import_module

    assert Path(str(import_module(room).__file__)).parent == ROOT / room


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_has_one_owner(room: str) -> None:
    named = set(packages_distributions().get(room, ())) | owners()[room]
    assert named <= {"footnoted"}, f"{room} is also brought by {named - {'footnoted'}}"


def test_the_packages_are_the_rooms() -> None:
    assert set(PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]) == set(ROOMS)
    for room in ROOMS:
        assert (ROOT / room / "__init__.py").is_file()


def test_every_dependency_is_pinned() -> None:
    pinned = {
        re.sub(r"[-_.]+", "-", line.split("==")[0]).lower()
        for line in (ROOT / "constraints.txt").read_text("utf-8").splitlines()
        if "==" in line and not line.startswith("#")
    }
    wanted = [*PROJECT["project"]["dependencies"], *PROJECT["project"]["optional-dependencies"]["dev"]]
    names = {re.sub(r"[-_.]+", "-", re.split(r"[<>=!;\[ ]", one)[0]).lower() for one in wanted}
    assert names <= pinned, f"without a pin: {sorted(names - pinned)}"


def test_data_stands_beside_its_code() -> None:
    for name in ("corpus/bundled/report.txt", "eval/report-questions.jsonl", "qa/answer.schema.json"):
        assert (ROOT / name).is_file()


def test_no_module_shadows_a_builtin_by_import() -> None:
    for room in ROOMS:
        for file in (ROOT / room).rglob("*.py"):
            assert not re.search(r"^import eval$", file.read_text("utf-8"), re.MULTILINE), file
