"""Documents as JSON and back, so that a library keeps what was read without pickle.

The shape follows the dataclasses of `corpus.model` themselves, field by field: a
field added there is stored from then on, and one that an older library lacks takes
its default. Maps of text to original are most of a document, so they are written
flat: four integers a run.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from corpus.offsets import MappedText, Run

T = TypeVar("T")
Decoder = Callable[[Any], Any]
_AS_THEY_ARE = frozenset({str, int, bool, float, NoneType})
"""Types that JSON has itself."""


class CodecError(ValueError):
    """Stored JSON does not have the shape of the value asked for."""


def encode(value: Any) -> str:  # noqa: ANN401 - any of the model's dataclasses
    """Return a dataclass of the model as one line of JSON.

    Args:
        value: A frozen dataclass made of strings, numbers, booleans, None, tuples
            and further dataclasses.

    Returns:
        JSON with fields in their order and those at their default left out, so
        that equal values give equal text.
    """
    return json.dumps(_plain(value), ensure_ascii=False, separators=(",", ":"))


def decode(kind: type[T], text: str) -> T:
    """Read what `encode` wrote.

    Args:
        kind: The dataclass expected.
        text: JSON from `encode`.

    Returns:
        A value equal to the one encoded.

    Raises:
        CodecError: When the text is no JSON or not of that shape.
    """
    try:
        result: T = _decoder(cast(Any, kind))(json.loads(text))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise CodecError(f"stored {kind.__name__} is damaged: {error}") from error
    return result


def _plain(value: Any) -> Any:  # noqa: ANN401 - walks any value
    kind = type(value)
    if kind in _AS_THEY_ARE:
        return value
    if isinstance(value, MappedText):
        flat: list[Any] = [value.text]
        for run in value.runs:
            flat += (run.clean, run.start, run.end, int(run.verbatim))
        return flat
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if is_dataclass(kind):
        pairs = ((name, default, getattr(value, name)) for name, default in _fields(kind))
        return {name: _plain(item) for name, default, item in pairs if not _is_default(default, item)}
    return value


@cache
def _fields(kind: Any) -> tuple[tuple[str, object], ...]:  # noqa: ANN401 - a dataclass
    """Return names and defaults: a document has thousands of values and a dozen types."""
    return tuple((field.name, field.default) for field in fields(kind))


def _is_default(default: object, item: object) -> bool:
    return default is not MISSING and type(default) is type(item) and default == item


def _mapped(stored: list[Any]) -> MappedText:
    text, *numbers = stored
    if not isinstance(text, str) or len(numbers) % 4 or not all(type(n) is int for n in numbers):
        raise CodecError("a map of text to original is damaged")
    quads = zip(*(numbers[offset::4] for offset in range(4)), strict=True)
    return MappedText(text, tuple(Run(clean, start, end, bool(same)) for clean, start, end, same in quads))


@cache
def _decoder(kind: Any) -> Decoder:  # noqa: ANN401 - a type or a typing form
    if kind is MappedText:
        return _mapped
    if is_dataclass(kind):
        return _record_decoder(kind)
    origin = get_origin(kind)
    if origin is tuple:
        return _tuple_decoder(get_args(kind))
    if origin in (Union, UnionType):
        return _optional_decoder(get_args(kind))
    if origin is Literal:
        return _one_of(frozenset(get_args(kind)))
    return _exactly(kind)


def _record_decoder(kind: Any) -> Decoder:  # noqa: ANN401 - a dataclass
    hints = get_type_hints(kind)
    decoders = {field.name: _decoder(hints[field.name]) for field in fields(kind)}

    def read(stored: Any) -> Any:  # noqa: ANN401 - JSON in, dataclass out
        # A key of a later version is refused by `.items()` meeting no decoder.
        return kind(**{name: decoders[name](item) for name, item in stored.items()})

    return read


def _tuple_decoder(parts: tuple[Any, ...]) -> Decoder:
    if len(parts) == 2 and parts[1] is Ellipsis:
        each = _decoder(parts[0])
        return lambda stored: tuple([each(item) for item in _list(stored)])
    decoders = [_decoder(part) for part in parts]
    return lambda stored: tuple(read(item) for read, item in zip(decoders, _list(stored), strict=True))


def _list(stored: Any) -> list[Any]:  # noqa: ANN401 - JSON
    if not isinstance(stored, list):
        raise CodecError(f"a list was expected, not {type(stored).__name__}")
    return stored


def _optional_decoder(parts: tuple[Any, ...]) -> Decoder:
    (inner,) = (part for part in parts if part is not NoneType)
    read = _decoder(inner)
    return lambda stored: None if stored is None else read(stored)


def _one_of(values: frozenset[Any]) -> Decoder:
    def read(stored: Any) -> Any:  # noqa: ANN401 - JSON
        if stored not in values:
            raise CodecError(f"{stored!r} is not one of {sorted(values)}")
        return stored

    return read


def _exactly(kind: type) -> Decoder:
    def read(stored: Any) -> Any:  # noqa: ANN401 - JSON
        if type(stored) is not kind:
            raise CodecError(f"{kind.__name__} was expected, not {type(stored).__name__}")
        return stored

    return read
