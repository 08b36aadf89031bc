"""Which addresses may be asked: public ones, checked where the connection is made.

A page's address comes from a document and a redirect from a stranger; either may
point into the reader's own network. Names are resolved here, every answer is
checked, and the connection goes to the address that was checked, so that a second
DNS answer changes nothing.
"""

from __future__ import annotations

import ipaddress
import re
import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import urljoin

from corpus.errors import SourceError
from corpus.sources.model import FailureKind

Resolver = Callable[[str, int], Sequence[str]]
"""Returns the IP addresses of a host, as text; raises OSError when there is none."""

_NAT64 = (ipaddress.ip_network("64:ff9b::/96"), ipaddress.ip_network("64:ff9b:1::/48"))
_COMPATIBLE = ipaddress.ip_network("::/96")
_NOWHERE = re.compile(r"(?:^|\.)(?:invalid|test|example)$")
"""Names that no network has (RFC 2606, RFC 6761): that none can be asked makes no difference."""
_HERE = re.compile(r"(?:^|\.)localhost$")
_OWN = re.compile(r"^[^.]+$|\.(?:local|localdomain|internal|intranet|private|corp|home|lan|home\.arpa)$")
"""Names that the resolver at hand alone can know: what it does not find is not there (RFC 6762, RFC 8375)."""
_ALWAYS = ("a.root-servers.net", "b.root-servers.net")
"""Names that every resolver of the public internet knows; a fenced-in one knows no name outside."""
_PORTS = {"http": 80, "https": 443}
Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class WebError(SourceError):
    """A request that gets no answer; `kind` says which way."""

    def __init__(self, kind: FailureKind, message: str, hint: str = "") -> None:
        """Keep the kind beside the message."""
        super().__init__(message, hint)
        self.kind = kind


@dataclass(frozen=True, slots=True)
class Place:
    """An address taken apart."""

    scheme: str
    host: str
    """Lower case, IDNA-encoded, without brackets."""
    port: int
    target: str
    """Path and query, percent-encoded."""

    @property
    def url(self) -> str:
        """Return the address that is asked for, without fragment."""
        return f"{self.origin}{self.target}"

    @property
    def origin(self) -> str:
        """Return scheme, host and port."""
        return f"{self.scheme}://{self.authority}"

    @property
    def site(self) -> str:
        """Return what takes turns: the host, and the port where it is neither scheme's own.

        A host's ordinary ports are one server; another port is another, as it is to robots.txt.
        """
        return self.host if self.port in _PORTS.values() else f"{self.host}:{self.port}"

    @property
    def authority(self) -> str:
        """Return the host, and the port where it is not the scheme's own."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"


def place_of(url: str) -> Place:
    """Take an address apart.

    Raises:
        WebError: When it is no address, or of a scheme other than http and https.
    """
    from urllib3.exceptions import LocationParseError
    from urllib3.util import parse_url

    shown = url[:200]
    try:
        parsed = parse_url(url)
    except LocationParseError as error:
        raise WebError("refused", f"“{shown}” is not an address.") from error
    scheme = (parsed.scheme or "").lower()
    if scheme not in _PORTS:
        raise WebError("refused", f"“{shown}” is not a web address: only http and https are fetched.")
    if not parsed.host or parsed.auth:
        raise WebError("refused", f"“{shown}” names no host, or a password.")
    if parsed.port == 0:
        raise WebError("refused", f"“{shown}” names an impossible port.")
    host = parsed.host.strip("[]").lower().rstrip(".")
    return Place(scheme, host, parsed.port or _PORTS[scheme], parsed.request_uri or "/")


def address_of(url: str) -> str:
    """Return what is asked for: two spellings of an address are one; `url` itself where it is none."""
    try:
        return place_of(url).url
    except WebError:
        return url


def joined(base: str, target: str) -> str:
    """Return where a page at `base` leads with `target`; as it stands where that is no address."""
    try:
        return urljoin(base, target)
    except ValueError:  # a bracket that opens no IPv6 address: `place_of` refuses it, with its reason
        return target


_INSIDE = "is not on the public internet"


class Guard:
    """Resolves hosts and refuses those inside."""

    def __init__(self, *, allow_private: bool = False, resolve: Resolver | None = None) -> None:
        """Guard connections.

        Args:
            allow_private: Let loopback and private networks through.
            resolve: Looks up names; the system's resolver by default.
        """
        self._allow_private = allow_private
        self._resolve = resolve or system_resolver
        self._outside = False
        """Whether a public name is known to have been looked up."""

    def addresses(self, place: Place) -> tuple[str, ...]:
        """Return the addresses that may be connected to, in the resolver's order.

        Raises:
            WebError: When the name has none, or any of them lies inside: a name that
                answers with both is not to be trusted.
        """
        try:
            found = tuple(dict.fromkeys(self._resolve(place.host, place.port)))
        except (OSError, UnicodeError) as error:
            again = getattr(error, "errno", None) == socket.EAI_AGAIN
            possible = isinstance(error, OSError) and not _NOWHERE.search(place.host)
            if possible and (again or not (_OWN.search(place.host) or self._sees_outside())):
                raise WebError("offline", "No host can be looked up now: is there a network?") from error
            raise WebError("dns", f"The host {place.host} cannot be found.") from error
        if not found:
            raise WebError("dns", f"The host {place.host} cannot be found.")
        for text in found:
            if not is_allowed(text, allow_private=self._allow_private):
                raise WebError(
                    "refused",
                    f"{place.host} ({text}) {_INSIDE}.",
                    "Allow it with --allow-private where that is meant.",
                )
        return found

    def _sees_outside(self) -> bool:
        """Return whether public names are looked up at all, so that one without an address is gone."""
        for name in () if self._outside else _ALWAYS:
            try:
                self._outside = bool(self._resolve(name, 53))
            except OSError:
                continue
            break
        return self._outside


def system_resolver(host: str, port: int) -> Sequence[str]:
    """Look a host up with the system's resolver; localhost and all under it is this machine (RFC 6761)."""
    if _HERE.search(host):
        return ["127.0.0.1", "::1"]
    answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(answer[4][0]) for answer in answers]


def may_be_opened(reason: str) -> bool:
    """Return whether a refusal was for an address inside that --allow-private lets through.

    Args:
        reason: What the guard said of it.
    """
    found = re.search(rf"\(([^()\s]+)\) {_INSIDE}", reason)
    return found is not None and is_allowed(found.group(1), allow_private=True)


def is_allowed(text: str, *, allow_private: bool = False) -> bool:
    """Return whether an IP address may be connected to.

    Args:
        text: The address; a zone ("%eth0") makes it link-local.
        allow_private: Also accept loopback and private networks.
    """
    try:
        address: Address = ipaddress.ip_address(text)
    except ValueError:
        return False
    inner = _embedded(address)
    if inner is not None:
        return is_allowed(str(inner), allow_private=allow_private)
    if getattr(address, "scope_id", None) or address.is_link_local or address.is_multicast:
        return False
    if address.is_unspecified or str(address) == "255.255.255.255":
        return False
    if address.is_loopback or (address.is_private and not address.is_reserved):
        return allow_private
    return address.is_global and not address.is_reserved


def _embedded(address: Address) -> ipaddress.IPv4Address | None:
    """Return the IPv4 address that an IPv6 address stands for, if it does."""
    if isinstance(address, ipaddress.IPv4Address):
        return None
    if address.ipv4_mapped:
        return address.ipv4_mapped
    if address.sixtofour:
        return address.sixtofour
    if address.teredo:
        return address.teredo[1]
    low = int(address) & 0xFFFFFFFF
    if any(address in network for network in _NAT64) or (address in _COMPATIBLE and low > 1):
        return ipaddress.IPv4Address(low)
    return None
