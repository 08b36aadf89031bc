"""What tests of whole captures share: a loopback web, and a Wayback Machine in it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.corpus.sources.machine import Machine
from tests.corpus.sources.web import Web, running


@pytest.fixture
def web() -> Iterator[Web]:
    with running() as made:
        yield made


@pytest.fixture
def machine(web: Web) -> Machine:
    return Machine(web)
