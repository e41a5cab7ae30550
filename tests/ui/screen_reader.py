"""What a screen reader sees of the window, told line by line: a program of its own, since the system's Python has gi.

Reads a request as JSON from each line of its input and answers with one line of JSON. Started by `tree.py` beside it.
"""

import json
import sys
from collections.abc import Iterator
from typing import Any

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi

APPLICATION = "evidence-desk"
MOST_CHILDREN = 60
STATES = (
    "FOCUSABLE", "FOCUSED", "SHOWING", "ENABLED", "SENSITIVE", "EDITABLE", "SELECTED", "CHECKED", "MANAGES_DESCENDANTS",
)  # fmt: skip
PARTS = ("list item", "table cell")
PRESSES = ("press", "toggle", "showmenu", "show menu", "activate", "click")


def application() -> Any:
    desktop = Atspi.get_desktop(0)
    for at in range(desktop.get_child_count()):
        child = desktop.get_child_at_index(at)
        if child is not None and child.get_name() == APPLICATION:
            # Nothing here listens to events, so what is remembered would be stale.
            child.set_cache_mask(Atspi.Cache.NONE)
            return child
    return None


def walk(node: Any, depth: int = 0) -> Iterator[Any]:
    """Every node that is shown, parents first. Of a long table only the beginning: the rest is like it."""
    for at in range(min(node.get_child_count(), MOST_CHILDREN)):
        child = node.get_child_at_index(at)
        if child is None:
            continue
        if depth == 0 or child.get_state_set().contains(Atspi.StateType.SHOWING):
            yield child
            yield from walk(child, depth + 1)


def shown() -> Iterator[Any]:
    app = application()
    if app is not None:
        yield from walk(app)


def labelled_by(node: Any) -> str:
    """The words of the label that stands before a control: what Qt tells of a combo box instead of its name."""
    for relation in node.get_relation_set():
        if relation.get_relation_type() == Atspi.RelationType.LABELLED_BY and relation.get_n_targets():
            return str(relation.get_target(0).get_name())
    return ""


def facts(node: Any) -> dict[str, Any]:
    states = node.get_state_set()
    text = node.get_text_iface()
    return {
        "role": node.get_role_name(),
        "name": node.get_name(),
        "label": labelled_by(node),
        "description": node.get_description(),
        "states": [name.lower() for name in STATES if states.contains(getattr(Atspi.StateType, name))],
        "text": Atspi.Text.get_text(text, 0, min(2000, Atspi.Text.get_character_count(text))) if text else None,
    }


def focused() -> dict[str, Any] | None:
    """What has the focus. Qt says so of the current row of every list too, also where the list has it not."""
    for node in shown():
        if node.get_state_set().contains(Atspi.StateType.FOCUSED) and node.get_role_name() not in PARTS:
            return facts(node)
    return None


def find(request: dict[str, Any]) -> Any:
    """The first shown node of that role whose name is, or begins, so."""
    role, name = request.get("role"), request["name"]
    begun = None
    for node in shown():
        if role and node.get_role_name() != role:
            continue
        if node.get_name() == name:
            return node
        if begun is None and name and node.get_name().startswith(name):
            begun = node
    return begun


def press(node: Any) -> bool:
    actions = node.get_action_iface()
    if actions is None:
        return False
    names = [Atspi.Action.get_action_name(actions, at).lower() for at in range(Atspi.Action.get_n_actions(actions))]
    for wanted in PRESSES:
        if wanted in names:
            return bool(Atspi.Action.do_action(actions, names.index(wanted)))
    return False


def write(node: Any, text: str) -> bool:
    editable = node.get_editable_text_iface()
    return editable is not None and bool(Atspi.EditableText.set_text_contents(editable, text))


def answer(request: dict[str, Any]) -> Any:
    wish = request["do"]
    if wish == "nodes":
        return [facts(node) for node in shown()]
    if wish == "focused":
        return focused()
    node = find(request)
    if node is None:
        return None
    if wish == "find":
        return facts(node)
    if wish == "press":
        return press(node)
    if wish == "write":
        return write(node, request["text"])
    component = node.get_component_iface()
    return component is not None and bool(Atspi.Component.grab_focus(component))


def main() -> None:
    for line in sys.stdin:
        print(json.dumps(answer(json.loads(line))), flush=True)


main()
