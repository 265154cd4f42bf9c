"""Where engines are had: one for each index and process."""

import threading
from pathlib import Path
from typing import Literal

from django.conf import settings

from dentelle.search import indexes
from dentelle.search.backends.memory import MemoryEngine
from dentelle.search.backends.tantivy import TantivyEngine
from dentelle.search.engine import Engine
from dentelle.search.schema import Schema

Kind = Literal["tantivy", "memory"]
_engines: dict[str, Engine] = {}
_making = threading.Lock()


def open_engine(
    schema: Schema, directory: Path, kind: Kind = "tantivy", *, heap_mb: int = 256
) -> Engine:
    """Return an engine of any schema in any folder, made at the first write; needs no database."""
    if kind == "memory":
        return MemoryEngine(schema)
    return TantivyEngine(schema, Path(directory), heap_mb=heap_mb)


def get(name: str) -> Engine:
    """Return the process's engine of a registered index, as the settings say."""
    found = _engines.get(name)
    if found is None:
        with _making:
            found = _engines.get(name)
            if found is None:
                found = _engines[name] = _made(name)
    return found


def forget() -> None:
    """Forget the engines of this process; the next request opens its index anew."""
    _engines.clear()


def _made(name: str) -> Engine:
    schema = indexes.source(name).schema
    folder = Path(settings.SEARCH_DIR) / name
    kind: Kind = "memory" if settings.SEARCH_ENGINE == "memory" else "tantivy"
    return open_engine(schema, folder, kind, heap_mb=settings.SEARCH_HEAP_MB)
