"""Second opinions: an endpoint on loopback, and that no opinion moves a verdict."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from corpus.errors import SourceError, UsageError
from corpus.sources.endpoint import Endpoint
from qa.support_model import EvidenceSpan, Opinion, SupportVerdict
from qa.support_opinion import with_opinions
from tests.chat import ChatServer, chatting, said

VERDICT = SupportVerdict(
    "It paid.", "supported", "Said.", "s", (EvidenceSpan("s", 9, 16, "It paid", 0.9),), score=0.9
)


@pytest.fixture
def server() -> Iterator[ChatServer]:
    with chatting(lambda asked: (200, said("Entailment."))) as running:
        yield running


def endpoint(server: ChatServer) -> Endpoint:
    return Endpoint(f"http://127.0.0.1:{server.server_address[1]}/v1/", "small", seconds=5)


def test_an_endpoint_gives_an_opinion_beside_the_verdict(server, monkeypatch) -> None:
    monkeypatch.setenv("FOOTNOTED_ENDPOINT_KEY", "k")
    told = with_opinions(VERDICT, [endpoint(server)])
    assert told.opinions == (Opinion("small at 127.0.0.1", "entailment", None),)
    assert (told.verdict, told.evidence) == (VERDICT.verdict, VERDICT.evidence)
    ((path, headers, body),) = server.asked
    assert path == "/v1/chat/completions"
    assert headers["Authorization"] == "Bearer k"
    assert "It paid" in body["messages"][1]["content"]


def test_nothing_is_asked_where_nothing_is_quoted(server) -> None:
    bare = SupportVerdict("It paid.", "source unavailable", "None captured.")
    assert with_opinions(bare, [endpoint(server)]) == bare
    assert not server.asked


@pytest.mark.parametrize(
    "reply",
    [
        (500, b""),
        (302, b""),
        (200, b"no json"),
        (200, b"[]"),
        (200, b"{}"),
        (200, b"[" * 100_000),
        (200, said("I cannot say.")),
        (200, b"x" * (1024 * 1024 + 2)),
    ],
    ids=["error", "redirect", "text", "list", "object", "deep", "unwilling", "huge"],
)
def test_an_answer_of_another_form_is_an_error(server, reply: tuple[int, bytes]) -> None:
    server.reply = lambda asked: reply
    with pytest.raises(SourceError, match=r"127\.0\.0\.1"):
        endpoint(server).judge("words", "claim")
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    "url", ["", "file:///etc/passwd", "ftp://x", "http://", "http://u:p@host/v1", "localhost", "http://[x"]
)
def test_only_web_addresses_are_endpoints(url: str) -> None:
    with pytest.raises(UsageError):
        Endpoint(url)
