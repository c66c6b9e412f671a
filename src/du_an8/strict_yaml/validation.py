"""From plain values to a pydantic model: field types that all our files share, and faults put into findings."""

from datetime import date
from decimal import Decimal
from typing import Annotated, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, WithJsonSchema
from pydantic_core import ErrorDetails, PydanticCustomError

from du_an8.findings import Finding
from du_an8.strict_yaml.reader import FAULTY, Document, Loc
from du_an8.vietnamese.names import nearest


class StrictModel(BaseModel):
    """No conversion, no unknown key."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


def _number(value: object) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise PydanticCustomError("not-number", "not a number")
    if value < 0:
        raise PydanticCustomError("negative", "negative")
    return Decimal(value)


def _day(value: object) -> date:
    if isinstance(value, date):
        return value
    if not isinstance(value, str):
        raise PydanticCustomError("not-date", "not a date")
    try:
        return date.fromisoformat(value) if len(value) == len("2023-12-31") else _not_a_date()
    except ValueError as error:
        well_formed = len(value) == len("2023-12-31") and value[4] == value[7] == "-"
        raise PydanticCustomError("no-such-date" if well_formed else "not-date", "not a date") from error


def _not_a_date() -> date:
    raise ValueError


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise PydanticCustomError("not-text", "not a text")
    if not value.strip():
        raise PydanticCustomError("empty-text", "empty text")
    return value.strip()


Amount = Annotated[Decimal, BeforeValidator(_number), WithJsonSchema({"type": "number", "minimum": 0})]
Day = Annotated[date, BeforeValidator(_day), WithJsonSchema({"type": "string", "format": "date"})]
Text = Annotated[str, BeforeValidator(_text), WithJsonSchema({"type": "string", "minLength": 1})]
Year = Annotated[int, Field(ge=1900, le=2999)]

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
_CUSTOM = {"not-number", "negative", "not-date", "no-such-date", "not-text", "empty-text"}


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


def _finding(model: type[StrictModel], document: Document, details: ErrorDetails, at: Loc) -> Finding | None:
    kind = details["type"]
    if details["input"] is FAULTY:
        return None
    inner = details["loc"]
    on_key = bool(inner) and inner[-1] == "[key]"
    loc: Loc = (*at, *(inner[:-1] if on_key else inner))
    if kind == "extra_forbidden":
        return document.finding(
            "unknown-key",
            loc,
            key=True,
            name=str(loc[-1]),
            nearest=nearest(str(loc[-1]), _known_keys(model, inner)),
        )
    if kind == "missing":
        return document.finding("invalid-value.missing", loc[:-1], name=str(loc[-1]))
    name = kind if kind in _CUSTOM else _KEYS.get(kind, "other")
    context = details.get("ctx") or {}
    return document.finding(
        f"invalid-value.{name}",
        loc,
        key=on_key,
        name=str(next((part for part in reversed(loc) if isinstance(part, str)), "")),
        text=_shown(details["input"]),
        expected=str(context.get("expected", "")).replace(" or ", ", ").replace("'", "`"),
    )


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
            return "(trống)"
        case bool():
            return "true" if value else "false"
        case dict() | list():
            return "{…}" if isinstance(value, dict) else "[…]"
        case _:
            return str(value)
