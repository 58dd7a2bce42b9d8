"""Statements of the hot paths: composed with SQLAlchemy, compiled once, run by the driver itself.

SQLAlchemy takes ten times as long to run a small statement as SQLite does (measured in
bench/), because it composes, caches and wraps anew each time. Here only the values change.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable, Mapping, Sequence
from itertools import repeat
from typing import TYPE_CHECKING, Any, TypeVar, cast

from sqlalchemy import BindParameter, bindparam
from sqlalchemy.sql import visitors

from server.core.db import connection

if TYPE_CHECKING:
    from sqlalchemy import Connection, Dialect

M = TypeVar("M")
Values = Mapping[str, Any]
Processor = Callable[[Any], Any] | None


def many(name: str) -> Any:
    """A list among the values of a statement."""
    return cast("Any", bindparam)(name, expanding=True)


class Prepared:
    """One statement with named values.

    A list is `many(name)`, for IN and never for NOT IN: it is filled up with its last value,
    an empty one with NULL.
    """

    def __init__(self, statement: Any) -> None:
        """Prepare `statement`; if its words depend on the database, what it returns when first run there."""
        self._statement = statement
        self._texts: dict[str, _Text] = {}

    def rows(self, **values: Any) -> list[Any]:
        """The rows that this select finds, with a field for each of its columns."""
        present = connection()
        form = self._form(present.dialect, values)
        return form.read(_execute(present, form.sql, form.arguments(values)).fetchall())

    def row(self, **values: Any) -> Any:
        """The one row that there can be, or None."""
        found = self.rows(**values)
        return found[0] if found else None

    def run(self, rows: Sequence[Values]) -> None:
        """Write once for each of `rows`; none is nothing to do."""
        if not rows:
            return
        present = connection()
        form = self._form(present.dialect, rows[0])
        if len(rows) == 1:
            _execute(present, form.sql, form.arguments(rows[0]))
        else:
            _execute(present, form.sql, form.many(rows), many=True)

    def _form(self, dialect: Dialect, values: Values) -> _Form:
        text = self._texts.get(dialect.name)
        if text is None:
            statement = self._statement() if callable(self._statement) else self._statement
            text = self._texts[dialect.name] = _Text(statement, dialect)
        return text.form(values)


class _Text:
    """A statement in the words of one database, in the forms that it was needed in so far."""

    def __init__(self, statement: Any, dialect: Dialect) -> None:
        self._statement, self._dialect = statement, dialect
        self._lists = tuple({part.key: None for part in _binds(statement) if part.expanding})
        self._forms: dict[tuple[int, ...], _Form] = {}

    def form(self, values: Values) -> _Form:
        """The form with room for these lists."""
        sizes = tuple([_size(len(values[name])) for name in self._lists])
        form = self._forms.get(sizes)
        if form is None:
            room = dict(zip(self._lists, sizes, strict=True))
            form = self._forms[sizes] = _Form(self._statement, self._dialect, room)
        return form


class _Form:
    """A statement with room for lists of one size."""

    def __init__(self, statement: Any, dialect: Dialect, sizes: Mapping[str, int]) -> None:
        named = {part.key for part in _binds(statement) if part.required}
        room = {name: [None] * sizes[name] if name in sizes else None for name in named}
        sized = statement.params(room) if sizes else statement
        compiled: Any = sized.compile(dialect=dialect, compile_kwargs={"render_postcompile": True})
        self.sql = str(compiled)
        self._sizes = sizes
        self._order: Sequence[str] | None = compiled.positiontup
        self._given: dict[str, Processor] = {}
        self._fixed: dict[str, Any] = {}
        for name, bind in compiled.binds.items():
            process = bind.type.dialect_impl(dialect).bind_processor(dialect)
            if bind.required or name in named:
                self._given[name] = process
            else:
                self._fixed[name] = process(bind.value) if process else bind.value
        columns: list[Any] = (
            list(statement.selected_columns) if hasattr(statement, "selected_columns") else []
        )
        names = [str(column.key) for column in columns]
        self._row: Any = cast("Any", namedtuple)("Row", names, rename=True)  # noqa: PYI024  names come late
        self._readers = [
            column.type.dialect_impl(dialect).result_processor(dialect, None) for column in columns
        ]

    def arguments(self, values: Values) -> Any:
        """The values as the driver takes them."""
        flat = self._fixed.copy()
        for name, process in self._given.items():
            value = values[name]
            size = self._sizes.get(name)
            if size is None:
                flat[name] = process(value) if process else value
            else:
                items = [process(item) for item in value] if process else list(value)
                items += [items[-1] if items else None] * (size - len(items))
                for number, item in enumerate(items, 1):
                    flat[f"{name}_{number}"] = item
        return flat if self._order is None else [flat[name] for name in self._order]

    def many(self, rows: Sequence[Values]) -> list[Any]:
        """The values of many rows as the driver takes them; of no statement with lists."""
        names = [*self._given, *self._fixed] if self._order is None else self._order
        columns = [self._column(name, rows) for name in names]
        table = zip(*columns, strict=True)
        return list(table) if self._order else [dict(zip(names, row, strict=True)) for row in table]

    def _column(self, name: str, rows: Sequence[Values]) -> Any:
        if name in self._fixed:
            return repeat(self._fixed[name], len(rows))
        process = self._given[name]
        return [process(row[name]) for row in rows] if process else [row[name] for row in rows]

    def read(self, rows: Sequence[Sequence[Any]]) -> list[Any]:
        """Rows as the rest of the server takes them; read column by column, which is the fastest."""
        if not rows:
            return []
        columns = [
            map(read, column) if read else column
            for read, column in zip(self._readers, zip(*rows, strict=True), strict=True)
        ]
        return list(map(self._row._make, zip(*columns, strict=True)))


def as_read(model: type[M], row: Any) -> M:
    """A row of all of a model's columns as its model: it can be read and asked, and not written to."""
    copy = model.__new__(model)
    copy.__dict__.update(row._asdict())
    return copy


def _binds(statement: Any) -> list[BindParameter[Any]]:
    return [part for part in visitors.iterate(statement) if isinstance(part, BindParameter)]


def _size(length: int) -> int:
    """The next power of two: few forms serve lists of every length, the last value fills the rest."""
    return 1 << max(0, length - 1).bit_length()


def _execute(present: Connection, sql: str, arguments: Any, *, many: bool = False) -> Any:
    """Let the driver run a statement; what it raises becomes what SQLAlchemy makes of it."""
    cursor: Any = cast("Any", present.connection).cursor()
    try:
        (cursor.executemany if many else cursor.execute)(sql, arguments)
    except Exception as error:  # noqa: BLE001  as SQLAlchemy does: it lets pass what is none of the driver's
        cast("Any", present)._handle_dbapi_exception(error, sql, None, cursor, None)  # noqa: SLF001
    return cursor
