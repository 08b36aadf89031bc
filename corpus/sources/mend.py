"""Addresses that were damaged on their way into print, and forms that may be the whole ones.

Only tried where the person asks for it, after the printed form, and always marked: a
mended address is a guess.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from corpus.urls import host

MOST = 4
"""Forms tried of one address."""
_SCHEME = re.compile(r"^(?:h[tx]{0,3}ps?|ttps?|hhttps?|htttps?)[:;]?/{0,3}(?=[\w-]+\.)", re.IGNORECASE)
_TWICE = re.compile(r"^https?://(?=https?:?//)", re.IGNORECASE)
_PARAMETER = re.compile(r"(?<=[?&])([^=&#]{1,64})=")


def mended_forms(url: str, others: Sequence[str] = ()) -> tuple[str, ...]:
    """Return what a damaged address may have been.

    Args:
        url: The address as printed.
        others: The other addresses that the document cites: what they have in common
            with it shows what it lost.

    Returns:
        At most MOST forms, the likeliest first, none of them the printed one.
    """
    found: list[str] = []
    for form in _forms(url.strip(), others):
        if form != url and form not in found and "." in host(form):
            found.append(form)
    return tuple(found[:MOST])


def _forms(url: str, others: Sequence[str]) -> Iterator[str]:
    base = _cleaned(url)
    parameters = _with_parameters(base, others)
    named = _with_host(base, others)
    if parameters != base and named != base:
        yield _with_host(parameters, others)
    if parameters != base:
        yield parameters
    if named != base:
        yield named
    if base != url:
        yield base
    trimmed = re.sub(r"(?:[.,;:)\]}»”’'\"]|%20|%E2%80%9D)+$", "", base)
    if trimmed != base:
        yield trimmed


def _cleaned(url: str) -> str:
    """Mend white space, doubled or broken schemes, and backslashes."""
    text = re.sub(r"[\s\u00ad\u200b]+", "", url).replace("\\", "/")
    text = _TWICE.sub("", text)
    found = _SCHEME.match(text)
    if found and not re.match(r"https?://", text, re.IGNORECASE):
        secure = "s" if "s" in found.group().lower() else ""
        text = f"http{secure}://{text[found.end() :]}"
    return text


def _with_parameters(url: str, others: Sequence[str]) -> str:
    """Give parameters the marks that other addresses of the host write them with: "__biz" for "biz"."""
    known = {
        name
        for other in others
        if other != url and host(other) == host(url)
        for name in _PARAMETER.findall(other)
    }

    def whole(found: re.Match[str]) -> str:
        name = found.group(1)
        twins = sorted(one for one in known if len(one) > len(name) and one.strip("_-") == name.strip("_-"))
        return f"{twins[0]}=" if twins and name not in known else found.group()

    return _PARAMETER.sub(whole, url)


def _with_host(url: str, others: Sequence[str]) -> str:
    """Give the host the letter by which it differs from another cited one."""
    mine = host(url)
    known = {host(other) for other in others if other != url}
    if not mine or mine in known:
        return url
    near = sorted(name for name in known if len(name) > 5 and _lost_one(mine, name))
    if len(near) != 1:
        return url
    netloc = urlsplit(url if "://" in url else f"http://{url}").netloc
    return url.replace(netloc, netloc.lower().replace(mine, near[0]), 1)


def _lost_one(short: str, whole: str) -> bool:
    """Return whether one name is the other with a letter lost."""
    if len(whole) != len(short) + 1:
        return False
    at = next(
        (at for at, (one, other) in enumerate(zip(short, whole, strict=False)) if one != other), len(short)
    )
    return short[at:] == whole[at + 1 :]
