"""Pages that Safari saved as one file (.webarchive, a property list): the page, without its pictures."""

from __future__ import annotations

from xml.parsers.expat import ExpatError

_BINARY = b"bplist00"
_LOOKED_AT = 1024
_MAIN = "WebMainResource"


def is_webarchive(data: bytes) -> bool:
    """Return whether a file is a property list, in either of its forms."""
    return data.startswith(_BINARY) or b"<!DOCTYPE plist" in data[:_LOOKED_AT]


def page_of(data: bytes) -> tuple[str, str, bytes] | None:
    """Return the address, the type and the bytes of the page in a web archive; None when there is none."""
    import plistlib

    try:
        main = plistlib.loads(data)[_MAIN]
        body = main["WebResourceData"]
        if not isinstance(body, bytes):
            return None
        kind = str(main.get("WebResourceMIMEType", "text/html"))
        charset = str(main.get("WebResourceTextEncodingName", ""))
        return str(main.get("WebResourceURL", "")), f"{kind}; charset={charset}" if charset else kind, body
    except (plistlib.InvalidFileException, ExpatError):
        return None
    except (ValueError, TypeError, LookupError, AttributeError, OverflowError, RecursionError):
        return None  # a list of something else, or a damaged one
