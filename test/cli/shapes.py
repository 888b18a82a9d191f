"""What AWS's models say of values, and the parts of it that the command line leaves to AWS: enumerations, patterns, greatest lengths."""

import functools
from typing import Any

import regex

from shell import NOW, UNKNOWN

RDS_NAMES = {
    "DBClusterIdentifier", "DBInstanceIdentifier", "GlobalClusterIdentifier", "DBSubnetGroupName",
    "TargetDBClusterSnapshotIdentifier", "DBClusterSnapshotIdentifier", "NewDBClusterIdentifier",
}  # fmt: skip
RDS_NAME = r"[A-Za-z](-?[A-Za-z0-9])*"
"""What the documentation of RDS says of its names, which the model does not."""


def complaints(value: Any, shape: Any, place: str = "") -> list[str]:
    """What is wrong with a value of a shape."""
    match shape.type_name, value:
        case "structure", dict():
            return [one for name, inner in value.items() if name in shape.members for one in _of_member(inner, shape, name, place)]
        case "list", list():
            inner = [one for index, element in enumerate(value) for one in complaints(element, shape.member, f"{place}[{index}]")]
            return [*_of_size(len(value), shape, place, "elements"), *inner]
        case "map", dict():
            keys = [one for key in value for one in complaints(key, shape.key, f"{place} key")]
            return [*keys, *(one for key, inner in value.items() for one in complaints(inner, shape.value, f"{place}.{key}"))]
        case "string", str():
            return [] if UNKNOWN in value else _of_text(value, shape, place)
        case ("integer" | "long" | "float" | "double"), (int() | float()):
            return _of_size(value, shape, place, "as a number")
    return []


def fill_in(value: dict[str, Any], shape: Any) -> None:
    """Puts in a time where there has to be one and a reader or an earlier command would put it in."""
    for name, inner in value.items():
        member = shape.members.get(name)
        if member is not None and member.type_name == "structure" and isinstance(inner, dict):
            fill_in(inner, member)
        elif member is not None and member.type_name == "timestamp" and inner == UNKNOWN:
            value[name] = NOW


def _of_member(value: Any, shape: Any, name: str, place: str) -> list[str]:
    found = complaints(value, shape.members[name], f"{place}.{name}" if place else name)
    if name in RDS_NAMES and isinstance(value, str) and UNKNOWN not in value and not value.startswith("arn:") and ":" not in value:
        if not regex.fullmatch(RDS_NAME, value) or len(value) > 63:
            found.append(f"{name}: {value!r} is no name of RDS: 63 letters, digits and single hyphens at most, a letter first")
    return found


def _of_text(value: str, shape: Any, place: str) -> list[str]:
    if "enum" in shape.metadata:
        return [] if value in shape.metadata["enum"] else [f"{place}: {value!r} is none of {', '.join(shape.metadata['enum'])}"]
    return [*_of_size(len(value), shape, place, "characters"), *_of_pattern(value, shape.metadata.get("pattern"), place)]


def _of_size(size: float, shape: Any, place: str, unit: str) -> list[str]:
    least, most = shape.metadata.get("min"), shape.metadata.get("max")
    if (least is None or size >= least) and (most is None or size <= most):
        return []
    return [f"{place}: {size} {unit}, and from {least} to {most} are allowed"]


def _of_pattern(value: str, pattern: str | None, place: str) -> list[str]:
    if pattern is None or _matcher(pattern)(value):
        return []
    return [f"{place}: {value!r} does not fit {pattern}"]


@functools.cache
def _matcher(pattern: str) -> Any:
    """A pattern without an anchor is about the whole value."""
    compiled = regex.compile(pattern)
    return compiled.search if pattern.startswith("^") or pattern.endswith("$") else compiled.fullmatch
