"""The part of JSON Schema (draft 2020-12) that the schemas of this program use, for tests: no package is needed."""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

# Every word a schema here may use; an unknown one must not pass unseen.
KNOWN = {
    "$schema", "$defs", "$ref", "title", "description", "type", "required", "additionalProperties", "properties",
    "patternProperties", "items", "minItems", "minLength", "maxLength", "pattern", "enum", "oneOf",
}  # fmt: skip
_TYPES = {"object": dict, "array": list, "string": str}


def load(path: Path) -> dict[str, Any]:
    schema: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return schema


def faults(value: Any, part: Mapping[str, Any], whole: Mapping[str, Any], at: str = "") -> Iterator[str]:
    """Where a value does not fit a part of the schema."""
    assert set(part) <= KNOWN, set(part) - KNOWN
    if "$ref" in part:
        yield from faults(value, whole["$defs"][part["$ref"].rpartition("/")[2]], whole, at)
    if "oneOf" in part and sum(not list(faults(value, one, whole, at)) for one in part["oneOf"]) != 1:
        yield f"{at}: not one of the forms"
    if "enum" in part and value not in part["enum"]:
        yield f"{at}: {value!r} is none of {part['enum']}"
    if "type" in part and not isinstance(value, _TYPES[part["type"]]):
        yield f"{at}: {value!r} is no {part['type']}"
    elif isinstance(value, str):
        yield from _of_text(value, part, at)
    elif isinstance(value, list):
        if len(value) < part.get("minItems", 0):
            yield f"{at}: too few"
        for number, one in enumerate(value):
            yield from faults(one, part.get("items", {}), whole, f"{at}[{number}]")
    elif isinstance(value, dict):
        yield from _of_table(value, part, whole, at)


def _of_text(value: str, part: Mapping[str, Any], at: str) -> Iterator[str]:
    if not part.get("minLength", 0) <= len(value) <= part.get("maxLength", len(value)):
        yield f"{at}: length {len(value)}"
    if "pattern" in part and not re.search(part["pattern"], value):
        yield f"{at}: {value!r} does not fit {part['pattern']}"


def _of_table(value: Mapping[str, Any], part: Mapping[str, Any], whole: Mapping[str, Any], at: str) -> Iterator[str]:
    yield from (f"{at}.{name}: missing" for name in part.get("required", ()) if name not in value)
    for name, one in value.items():
        patterns = part.get("patternProperties", {})
        inner = part.get("properties", {}).get(name) or next(
            (found for pattern, found in patterns.items() if re.search(pattern, name)), None
        )
        other = part.get("additionalProperties", True)
        if inner is not None:
            yield from faults(one, inner, whole, f"{at}.{name}")
        elif other is False:
            yield f"{at}.{name}: no such field"
        elif isinstance(other, dict):
            yield from faults(one, other, whole, f"{at}.{name}")
