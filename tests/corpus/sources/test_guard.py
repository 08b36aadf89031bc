"""Nothing inside is asked for: not by address, not by name, not after a redirect or a second DNS answer."""

from __future__ import annotations

import errno
import gzip
import socket
import zlib
from collections.abc import Sequence
from datetime import UTC, datetime

import pytest

from corpus.errors import UsageError
from corpus.sources.decompress import decompress
from corpus.sources.guard import Guard, WebError, is_allowed, place_of, system_resolver
from corpus.sources.polite import retry_after
from corpus.sources.settings import FetchSettings, settings_from
from corpus.sources.transport import Transport
from tests.corpus.sources.web import Answer, article, running

INSIDE = (
    "127.0.0.1", "127.8.9.10", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254",
    "100.64.0.1", "192.0.2.1", "198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255", "::1", "::",
    "fe80::1", "fe80::1%eth0", "fc00::1", "fd12:3456::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1",
    "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "2002:7f00:1::", "::127.0.0.1", "2001:db8::1", "nonsense", "",
)  # fmt: skip
OUTSIDE = ("1.1.1.1", "93.184.216.34", "2606:4700:4700::1111", "64:ff9b::101:101", "::ffff:8.8.8.8")
NEVER = (
    "169.254.169.254", "0.0.0.0", "::", "224.0.0.1", "255.255.255.255", "fe80::1", "::ffff:169.254.169.254",
    "64:ff9b::a9fe:a9fe", "240.0.0.1",
)  # fmt: skip


@pytest.mark.parametrize("address", INSIDE)
def test_addresses_inside_are_refused(address: str) -> None:
    assert not is_allowed(address)


@pytest.mark.parametrize("address", OUTSIDE)
def test_public_addresses_are_let_through(address: str) -> None:
    assert is_allowed(address)


@pytest.mark.parametrize("address", NEVER)
def test_some_addresses_are_refused_even_when_private_ones_are_let_through(address: str) -> None:
    assert not is_allowed(address, allow_private=True)


@pytest.mark.parametrize("address", ["127.0.0.1", "10.1.2.3", "::1", "fd12::1", "::ffff:127.0.0.1"])
def test_private_ones_are_let_through_on_request(address: str) -> None:
    assert is_allowed(address, allow_private=True)


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd", "ftp://example.org/", "gopher://example.org/", "javascript:alert(1)", "http://",
        "http://user:secret@example.org/", "data:text/html,x", "http://[::1", "//example.org/", "",
        "http://example.org:0/", "http://exa mple.org/",
    ],
)  # fmt: skip
def test_what_is_no_web_address_is_refused(url: str) -> None:
    with pytest.raises(WebError) as caught:
        place_of(url)
    assert caught.value.kind == "refused"


@pytest.mark.parametrize("host", ["127.1", "2130706433", "0x7f.0.0.1", "localhost", "[::ffff:7f00:1]"])
def test_other_spellings_of_loopback_are_refused(host: str) -> None:
    with pytest.raises(WebError, match=r"public internet|cannot be found"):
        Guard().addresses(place_of(f"http://{host}/"))


def test_a_name_with_one_answer_inside_is_refused() -> None:
    guard = Guard(resolve=lambda host, port: ["93.184.216.34", "10.0.0.1"])
    with pytest.raises(WebError, match=r"10\.0\.0\.1"):
        guard.addresses(place_of("http://rebind.example/"))


def test_a_dns_answer_that_changes_is_checked_each_time_and_used_as_checked() -> None:
    """The second answer leads inside: it is refused, and the first was connected to as it was checked."""
    answers = iter([["127.4.1.1"], ["169.254.169.254"]])
    asked: list[str] = []

    def resolve(host: str, port: int) -> Sequence[str]:
        asked.append(host)
        return next(answers)

    with running() as web:
        seen: list[str] = []

        def answer(one: object) -> Answer:
            seen.append(one.host)
            return Answer(200, article("Lima"))

        web.serve("rebind.example", "/a", answer)
        transport = Transport(FetchSettings(), Guard(allow_private=True, resolve=resolve))
        url = f"http://rebind.example:{web.port}/a"
        assert transport.get(url).status == 200
        assert asked == ["rebind.example"]  # connecting asked no resolver of its own
        with pytest.raises(WebError, match=r"169\.254"):
            transport.get(url)
    assert seen == ["rebind.example"]


def test_loopback_is_refused_without_the_setting() -> None:
    with running() as web:
        url = web.put("127.4.2.1", "/a", article("Lima"))
        with pytest.raises(WebError) as caught:
            Transport(FetchSettings(), Guard()).get(url)
        assert caught.value.kind == "refused"
        assert "--allow-private" in caught.value.hint
        assert not web.log


@pytest.mark.parametrize(("value", "allowed"), [("1", True), ("0", False), ("", False), ("yes", False)])
def test_the_environment_opens_loopback_only_plainly(value: str, allowed: bool) -> None:
    assert settings_from({"FOOTNOTED_ALLOW_PRIVATE": value}).allow_private is allowed


@pytest.mark.parametrize("value", ["zzz", "ftp://a.org", "http://[a", "http://u:p@a.org", "http://a.org/?q"])
def test_a_wayback_machine_without_an_address_is_refused(value: str) -> None:
    with pytest.raises(UsageError, match="FOOTNOTED_WAYBACK: "):
        settings_from({"FOOTNOTED_WAYBACK": value})
    assert settings_from({"FOOTNOTED_WAYBACK": "http://a.org:81/x/"}).wayback_url == "http://a.org:81/x"


NOW = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120.0), (" 3 ", 3.0), ("0", 0.0), ("Thu, 01 Jan 2026 00:01:00 GMT", 60.0),
        ("Wed, 21 Oct 2015 07:28:00 GMT", 0.0), ("soon", None), ("", None), ("-5", None), ("1e9", None),
        ("9" * 500, 999_999_999.0),
    ],
)  # fmt: skip
def test_retry_after_is_read(value: str, seconds: float | None) -> None:
    assert retry_after(value, NOW) == seconds


def test_encodings_are_undone_within_the_limit() -> None:
    plain = b"text " * 1000
    assert decompress(gzip.compress(plain), "gzip", 10_000) == (plain, False)
    assert decompress(gzip.compress(plain[:2500]) + gzip.compress(plain[2500:]), "x-gzip", 10_000) == (
        plain,
        False,
    )
    assert decompress(zlib.compress(plain), "deflate", 10_000) == (plain, False)
    assert decompress(zlib.compress(plain)[2:-4], "deflate", 10_000) == (plain, False)
    assert decompress(gzip.compress(gzip.compress(plain)), "gzip, gzip", 10_000) == (plain, False)
    assert decompress(plain, "identity", 10_000) == (plain, False)
    assert decompress(plain, "gzip", 10_000) == (plain, False)
    short, cut = decompress(gzip.compress(plain)[:-12], "gzip", 10_000)
    assert cut and plain.startswith(short)


def test_bombs_end_at_the_limit() -> None:
    plain = gzip.compress(b"\0" * 50_000_000)
    for bomb, encoding in ((plain, "gzip"), (gzip.compress(plain), "gzip, gzip"), (plain + plain, "gzip")):
        with pytest.raises(WebError) as caught:
            decompress(bomb, encoding, 1_000_000)
        assert caught.value.kind == "too-large"


def test_an_encoding_that_was_not_asked_for_is_told() -> None:
    with pytest.raises(WebError, match="br"):
        decompress(b"x", "br", 100)


def test_this_machines_names_need_no_resolver_and_reserved_ones_have_no_address() -> None:
    assert "127.0.0.1" in system_resolver("news.localhost", 80)

    def no_network(host: str, port: int) -> list[str]:
        raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")

    kinds = []
    for url in ("http://gone.invalid/a", "http://news.press/a"):
        with pytest.raises(WebError) as caught:
            Guard(resolve=no_network).addresses(place_of(url))
        kinds.append(caught.value.kind)
    assert kinds == ["dns", "offline"]


@pytest.mark.parametrize(
    ("cause", "kind", "says"),
    [
        (OSError(errno.ENETUNREACH, "Network is unreachable"), "offline", "no way from here"),
        (socket.gaierror(socket.EAI_FAMILY, "Address family not supported"), "offline", "no way from here"),
        (OSError(errno.ECONNREFUSED, "Connection refused"), "connect", "refuses the connection"),
        (OSError(errno.EHOSTUNREACH, "No route to host"), "connect", "cannot be reached"),
    ],
)
def test_a_machine_without_a_way_out_says_nothing_of_the_host(
    cause: OSError, kind: str, says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unreachable(*_: object, **__: object) -> socket.socket:
        raise cause

    monkeypatch.setattr("urllib3.util.connection.create_connection", unreachable)
    with pytest.raises(WebError, match=says) as caught:
        Transport(FetchSettings(), Guard(resolve=lambda *_: ["8.8.8.8"])).get("http://news.press/a")
    assert caught.value.kind == kind


@pytest.mark.parametrize(("known", "kind"), [((), "offline"), (("b.root-servers.net",), "dns")])
def test_where_no_public_name_is_known_none_is_called_gone(known: tuple[str, ...], kind: str) -> None:
    asked: list[str] = []

    def fenced(host: str, port: int) -> list[str]:
        asked.append(host)
        if host in known:
            return ["170.247.170.2"]
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    guard = Guard(resolve=fenced)
    for _ in range(2):
        with pytest.raises(WebError) as caught:
            guard.addresses(place_of("http://news.press/a"))
        assert caught.value.kind == kind
    assert asked.count("b.root-servers.net") == (1 if known else 2)  # what was seen once is remembered
    for own in ("http://wiki/", "http://wiki.lan/", "http://wiki.home.arpa/"):
        with pytest.raises(WebError) as caught:
            guard.addresses(place_of(own))
        assert caught.value.kind == "dns"


def test_turns_are_taken_by_host_and_other_ports_are_other_servers() -> None:
    sites = [place_of(url).site for url in ("http://a.org/x", "https://a.org/y", "http://a.org:8080/z")]
    assert sites == ["a.org", "a.org", "a.org:8080"]
