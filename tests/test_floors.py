"""What the import contracts cannot see: relations between tables, named by strings."""

import tomllib
from pathlib import Path

import pytest
from django.apps import apps

ROOT = Path(__file__).resolve().parents[1]


def floors() -> dict[str, int]:
    """Map each room to its height, read from the import contract."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"][
        "contracts"
    ]
    layers = next(c for c in contracts if c["id"] == "floors")["layers"]
    return {
        room.strip(" ()"): height
        for height, layer in enumerate(reversed(layers))
        for room in layer.split("|")
    }


def relations():
    """List every relation of our tables."""
    return [
        (model, field)
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if field.is_relation and not field.auto_created and field.related_model
    ]


@pytest.mark.parametrize(("model", "field"), relations(), ids=str)
def test_a_relation_points_to_its_own_room_or_down(model, field):
    height = floors()
    room, target = model._meta.app_label, field.related_model._meta.app_label
    if room == target or room not in height or target not in height:
        return

    assert height[target] < height[room], f"{room}.{model.__name__}.{field.name} points up"


def test_every_room_has_its_floor():
    rooms = {p.parent.name for p in (ROOT / "src/dentelle").glob("*/__init__.py")}

    assert rooms <= set(floors())
