from __future__ import annotations

import pytest

from corpus.errors import UsageError
from tui.serve import check_address


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "127.8.9.1"])
def test_loopback_is_served(host):
    check_address(host, 8570)


@pytest.mark.parametrize(
    ("host", "port"),
    [("0.0.0.0", 80), ("::", 80), ("192.168.1.1", 80), ("example.org", 80), ("127.0.0.1", 0)],
)
def test_nothing_else_is(host, port):
    with pytest.raises(UsageError):
        check_address(host, port)
