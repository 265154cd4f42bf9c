"""The real files made by others, which the project never depends on."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


def shared_data(*parts: str) -> Path:
    """Return a path among the shared real files; skip the test, saying so, when they are absent."""
    folder = Path(os.environ.get("DENTELLE_SHARED", ROOT.parent / "shared")) / "data"
    if not folder.is_dir():
        pytest.skip(
            f"the shared real files are not beside the project ({folder.name} not found)",
            allow_module_level=True,
        )
    return folder.joinpath(*parts)
