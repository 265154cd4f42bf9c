"""Many rows at once: prepared statements that SQLite and PostgreSQL both run.

Imports write through here because building a model instance a row costs more than the rest of the
import together. Everything is called inside the transaction of its caller, and touches only
tables whose saving has no other consequence (no signal listens to them).
"""

import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from itertools import islice
from typing import Any, TypeVar

import orjson
from django.db import connection, models

Item = TypeVar("Item")
_SORTED = orjson.OPT_SORT_KEYS
_CACHE_KB = 16_384
_CHECKPOINT_PAGES = 8_000  # of 4 kB: pages written again and again go into the database's file once
_PAGE = 200  # rows a statement, where rows travel over a network


def dump(value: object) -> str:
    """Return canonical JSON text: equal values give equal text."""
    return orjson.dumps(value, option=_SORTED).decode()


def load(value: Any) -> Any:
    """Return what a JSON column holds, whether the driver hands over its text or its value."""
    return orjson.loads(value) if isinstance(value, (str, bytes)) else value


def moment(value: datetime | None) -> Any:
    """Return a moment as the database's driver wants it."""
    return None if value is None else connection.ops.adapt_datetimefield_value(value)


@contextmanager
def calm() -> Iterator[None]:
    """Have the garbage collector look rarely, and not at what was there before.

    Rows come and go by reference counts; looking for cycles among them, and again and again among
    Django's own half a million objects, took a third of an import.
    """
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()


@contextmanager
def lean() -> Iterator[None]:
    """Keep the memory of a long writing small: SQLite reads without mapping its file meanwhile.

    Mapped pages would count as this process's memory, up to a quarter of a gigabyte.
    """
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        yield
        return
    wanted = {
        "mmap_size": 0,
        "cache_size": -_CACHE_KB,
        "wal_autocheckpoint": _CHECKPOINT_PAGES,
    }
    kept = {name: _pragma(name) for name in wanted}
    for name, value in wanted.items():
        _pragma(name, value)
    try:
        yield
    finally:
        for name, value in kept.items():
            _pragma(name, value)


def insert(model: type[models.Model], fields: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Insert rows, each holding the values of `fields` in their order, ready for the driver."""
    if not rows:
        return
    table, names = _names(model, fields)
    places = f"({', '.join(['%s'] * len(fields))})"
    head = f"INSERT INTO {table} ({', '.join(names)}) VALUES "  # noqa: S608 -- names come from the model
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.executemany(head + places, rows)
            return
        for page in paged(rows, _PAGE):
            values = [value for row in page for value in row]
            cursor.execute(head + ", ".join([places] * len(page)), values)


def update(model: type[models.Model], fields: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Update rows by primary key; each holds the values of `fields`, then the key."""
    if not rows:
        return
    table, names = _names(model, fields)
    (key,) = _names(model, ["pk"])[1]
    changes = ", ".join(f"{name} = %s" for name in names)
    with connection.cursor() as cursor:
        cursor.executemany(f"UPDATE {table} SET {changes} WHERE {key} = %s", rows)  # noqa: S608 -- the same


def reserve_keys(model: type[models.Model], count: int) -> range | list[int]:
    """Return `count` primary keys that no row has had and none will get; call it in a transaction."""
    table = _options(model).db_table
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            # The write lock is ours since the transaction began: nobody can take these meanwhile.
            cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
            row = cursor.fetchone()
            last = row[0] if row else 0
            return range(last + 1, last + 1 + count)
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [table, count],
        )
        return [key for (key,) in cursor.fetchall()]


def among(
    model: type[models.Model],
    fields: Sequence[str],
    *,
    where: Mapping[str, Any],
    column: str,
    values: Sequence[str] | Sequence[int],
) -> list[tuple[Any, ...]]:
    """Return `fields` of the rows equal to `where` and whose `column` is one of `values`."""
    table, names = _names(model, fields)
    equal, (name,) = _names(model, list(where))[1], _names(model, [column])[1]
    conditions = [f"{each} = %s" for each in equal]
    given: Any
    if connection.vendor == "sqlite":
        conditions.append(f"{name} IN (SELECT value FROM json_each(%s))")  # noqa: S608 -- the same
        given = dump(list(values))
    else:
        conditions.append(f"{name} = ANY(%s)")
        given = list(values)
    sql = f"SELECT {', '.join(names)} FROM {table} WHERE {' AND '.join(conditions)}"  # noqa: S608 -- the same
    with connection.cursor() as cursor:
        cursor.execute(sql, [*where.values(), given])
        return list(cursor.fetchall())


def paged(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """Cut any number of items into lists of `size`, the last one shorter."""
    source = iter(items)
    while page := list(islice(source, size)):
        yield page


def _pragma(name: str, value: int | None = None) -> int:
    """Return a setting of SQLite's connection, after giving it a value."""
    with connection.cursor() as cursor:
        if value is not None:
            cursor.execute(f"PRAGMA {name} = {value}")
        cursor.execute(f"PRAGMA {name}")
        row = cursor.fetchone()
        return int(row[0]) if row else 0


def _names(model: type[models.Model], fields: Sequence[str]) -> tuple[str, list[str]]:
    quote, options = connection.ops.quote_name, _options(model)
    key = options.pk.column
    columns = [quote(key if name == "pk" else options.get_field(name).column) for name in fields]
    return quote(options.db_table), columns


def _options(model: type[models.Model]) -> Any:
    return model._meta  # noqa: SLF001 -- Django's own door to a table's names
