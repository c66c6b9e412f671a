"""From plain values to a pydantic model: field types that all our files share, and faults put into findings."""

import re
from datetime import date
from decimal import Decimal
from typing import Annotated, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, WithJsonSchema
from pydantic_core import ErrorDetails, PydanticCustomError

from du_an8.findings import BLANK, Finding
from du_an8.strict_yaml.reader import FAULTY, Document, Loc
from du_an8.vietnamese.names import nearest


class StrictModel(BaseModel):
    """No conversion, no unknown key."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True, defer_build=True)


def _number(value: object) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise PydanticCustomError("not-number", "not a number")
    if value < 0:
        raise PydanticCustomError("negative", "negative")
    return Decimal(value)


def _day(value: object) -> date:
    if isinstance(value, date):
        return value
    if not isinstance(value, str) or not _ISO_DATE.fullmatch(value):
        raise PydanticCustomError("not-date", "not a date")
    try:
        day = date.fromisoformat(value)
    except ValueError as error:
        raise PydanticCustomError("no-such-date", "no such date") from error
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        raise PydanticCustomError("not-year", "not a year of ours")
    return day


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise PydanticCustomError("not-text", "not a text")
    if not value.strip():
        raise PydanticCustomError("empty-text", "empty text")
    return value.strip()


_FIRST_YEAR, _LAST_YEAR = 1900, 2999
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")

Amount = Annotated[Decimal, BeforeValidator(_number), WithJsonSchema({"type": "number", "minimum": 0})]
Day = Annotated[date, BeforeValidator(_day), WithJsonSchema({"type": "string", "format": "date"})]
Text = Annotated[str, BeforeValidator(_text), WithJsonSchema({"type": "string", "minLength": 1})]
Year = Annotated[int, Field(ge=_FIRST_YEAR, le=_LAST_YEAR)]

_KEYS = {
    "missing": "missing",
    "string_type": "not-text",
    "int_type": "not-whole",
    "greater_than_equal": "not-year",
    "less_than_equal": "not-year",
    "bool_type": "not-bool",
    "list_type": "not-list",
    "tuple_type": "not-list",
    "dict_type": "not-mapping",
    "model_type": "not-mapping",
    "enum": "choice",
    "literal_error": "choice",
}
_CUSTOM = {"not-number", "negative", "not-date", "no-such-date", "not-year", "not-text", "empty-text"}


Model = TypeVar("Model", bound="StrictModel")


def validate(model: type[Model], document: Document, value: object, at: Loc = ()) -> tuple[Model | None, list[Finding]]:
    """Validate one value of a document.

    Args:
        model: what it must be.
        document: where it stands, for positions.
        value: the plain value.
        at: its loc in the document.

    Returns:
        The model, or None where anything in it is at fault, and all faults.
    """
    try:
        return model.model_validate(value), []
    except ValidationError as error:
        found = [_finding(model, document, details, at) for details in error.errors(include_url=False)]
        return None, [finding for finding in found if finding]


def sound_part(model: type[Model], value: object) -> Model | None:
    """The model without what is at fault, to look for its other faults; None where too little is left."""
    try:
        return model.model_validate(value)
    except ValidationError as error:
        locs = [details["loc"] for details in error.errors(include_url=False) if details["type"] != "missing"]
        rest = _without(value, {tuple(part for part in loc if part != "[key]") for loc in locs})
    try:
        return model.model_validate(rest)
    except ValidationError:
        return None


def _without(value: object, locs: set[Loc]) -> object:
    """A copy of a plain value without the parts at these locs."""
    match value:
        case dict():
            kept = {key: part for key, part in value.items() if (key,) not in locs}
            return {key: _without(part, _inside(locs, key)) for key, part in kept.items()}
        case list():
            parts = [(index, part) for index, part in enumerate(value) if (index,) not in locs]
            return [_without(part, _inside(locs, index)) for index, part in parts]
        case _:
            return value


def _inside(locs: set[Loc], key: str | int) -> set[Loc]:
    """The places inside one part, as they are seen from there."""
    return {loc[1:] for loc in locs if loc[:1] == (key,)}


def _finding(model: type[StrictModel], document: Document, details: ErrorDetails, at: Loc) -> Finding | None:
    kind = details["type"]
    inner = details["loc"]
    on_key = bool(inner) and inner[-1] == "[key]"
    # A key too large for pydantic's loc comes as text there; the input is the key itself.
    loc: Loc = (*at, *inner[:-2], details["input"]) if on_key else (*at, *inner)
    if kind in {"extra_forbidden", "invalid_key"}:
        return document.finding(
            "unknown-key",
            loc,
            key=True,
            name=str(loc[-1]),
            nearest=nearest(str(loc[-1]), _known_keys(model, inner)),
        )
    if details["input"] is FAULTY:
        return None
    if kind == "missing":
        return document.finding("invalid-value.missing", loc[:-1], name=str(loc[-1]))
    context = details.get("ctx") or {}
    return document.finding(
        f"invalid-value.{_variant(details)}",
        loc,
        key=on_key,
        name=str(next((part for part in reversed(loc) if isinstance(part, str)), "")),
        text=_shown(details["input"]),
        expected=str(context.get("expected", "")).replace(" or ", ", ").replace("'", "`"),
    )


def _variant(details: ErrorDetails) -> str:
    """Which of the rule's sentences tells of a fault."""
    kind = details["type"]
    if kind in _CUSTOM:
        return kind
    if kind == "too_short" and not details["input"]:
        return "empty-text"
    return _KEYS.get(kind, "other")


def _known_keys(model: type[StrictModel], loc: Loc) -> list[str]:
    """The keys of the model in which the unknown key stands; the nested models are named by the loc."""
    for part in loc[:-1]:
        field = model.model_fields.get(str(part))
        inner = _model_inside(field.annotation) if field else None
        if inner:
            model = inner
    return list(model.model_fields)


def _model_inside(annotation: object) -> type[StrictModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, StrictModel):
        return annotation
    for argument in getattr(annotation, "__args__", ()):
        if found := _model_inside(argument):
            return found
    return None


def _shown(value: object) -> str:
    match value:
        case None:
            return BLANK
        case bool():
            return "true" if value else "false"
        case dict() | list():
            return "{…}" if isinstance(value, dict) else "[…]"
        case _:
            return str(value)
