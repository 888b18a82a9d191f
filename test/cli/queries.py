"""What a `--query` asks for, held against what AWS answers: each name has to be one of the answer."""

import datetime
from typing import Any

import jmespath
import jmespath.exceptions

SAMPLES = {
    "string": "text", "character": "c", "integer": 1, "long": 1, "float": 1.0, "double": 1.0, "boolean": True, "blob": "blob",
    "timestamp": datetime.datetime(2030, 1, 1).isoformat(),
}  # fmt: skip


def complaints(query: str, shape: Any) -> list[str]:
    """What is wrong with a query of an answer of a shape."""
    try:
        parsed = jmespath.compile(query)
    except jmespath.exceptions.JMESPathError as error:
        return [f"--query {query}: {error}"]
    found: list[str] = []
    _walk(parsed.parsed, shape, found)
    if not found:
        try:
            parsed.search(sample(shape))
        except jmespath.exceptions.JMESPathError as error:
            found.append(str(error))
    return [f"--query {query}: {one}" for one in found]


def sample(shape: Any, depth: int = 0) -> Any:
    """An answer of a shape with one of everything."""
    if depth > 8:
        return None
    match shape.type_name if shape is not None else None:
        case "structure":
            return {name: sample(member, depth + 1) for name, member in shape.members.items()}
        case "list":
            return [sample(shape.member, depth + 1)]
        case "map":
            return {"key": sample(shape.value, depth + 1)}
        case kind:
            return SAMPLES.get(kind or "")


def _walk(node: dict[str, Any], shape: Any, found: list[str]) -> Any:
    """Notes what does not fit, and gives back what the node results in: a shape, a list of one kind (`[shape]`), or nothing that is known."""
    children = node["children"]
    match node["type"]:
        case "field":
            result = _field(node["value"], shape, found)
        case "current" | "slice":
            result = shape
        case "index":
            result = _element(shape, found)
        case "subexpression" | "index_expression" | "pipe":
            result = shape
            for child in children:
                result = _walk(child, result, found)
        case "projection" | "filter_projection" | "value_projection" | "flatten":
            result = _projection(node, _walk(children[0], shape, found), found)
        case "function_expression":
            result = _function(node, shape, found)
        case _:
            result = None
            for child in children:
                _walk(child, shape, found)
    return result


def _projection(node: dict[str, Any], source: Any, found: list[str]) -> Any:
    element = _element(source, found, values=node["type"] == "value_projection")
    if node["type"] == "flatten":
        return element if _is_list(element) else source
    if node["type"] == "filter_projection":
        _walk(node["children"][2], element, found)
    return [_walk(node["children"][1], element, found)]


def _function(node: dict[str, Any], shape: Any, found: list[str]) -> Any:
    """A function is given values, or what to do with each element of its first one (`&Name`)."""
    values = [_walk(child, shape, found) for child in node["children"] if child["type"] != "expref"]
    for child in node["children"]:
        if child["type"] == "expref":
            _walk(child["children"][0], _element(values[0], found), found)
    return values[0] if values and node["value"] in ("reverse", "sort", "sort_by") else None


def _field(name: str, shape: Any, found: list[str]) -> Any:
    if shape is None or isinstance(shape, list) or shape.type_name == "map":
        if isinstance(shape, list) or (shape is not None and _is_list(shape)):
            found.append(f"{name} of a list")
        return shape.value if shape is not None and not isinstance(shape, list) else None
    if shape.type_name != "structure":
        found.append(f"{name} of a {shape.type_name}")
        return None
    if name not in shape.members:
        found.append(f"{shape.name} has no {name}")
        return None
    return shape.members[name]


def _element(shape: Any, found: list[str], values: bool = False) -> Any:
    if shape is None:
        return None
    if isinstance(shape, list):
        return shape[0]
    if values:
        return shape.value if shape.type_name == "map" else None
    if shape.type_name != "list":
        found.append(f"an element of a {shape.type_name}")
        return None
    return shape.member


def _is_list(shape: Any) -> bool:
    return isinstance(shape, list) or getattr(shape, "type_name", None) == "list"
