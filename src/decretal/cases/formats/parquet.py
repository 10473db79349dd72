"""Parquet: tables in columns, read and written a batch at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, BinaryIO, Final

from decretal.cases.formats.delimited import as_text
from decretal.cases.formats.opening import Opened
from decretal.cases.formats.rows import Broken, NotRead, Table
from decretal.errors import WrongKindError

_BATCH: Final = 4_096


def read(opened: Opened) -> Table:
    """The table in a Parquet file, its rows numbered from 1."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    if not opened.head.startswith(b"PAR1"):
        raise WrongKindError(
            f"{opened.name} is {opened.kind() or 'no Parquet file'}.",
            advice="Say what the file is with --input-format.",
        )
    try:
        file = pq.ParquetFile(opened.seekable())
        names = tuple(file.schema_arrow.names)
    except (pa.ArrowException, OSError) as error:
        raise _damaged(opened.name, error) from None
    done = [0]
    rows = file.metadata.num_rows
    return Table(
        names,
        _rows(opened.name, file, done),
        fraction=lambda: done[0] / rows if rows else None,
        close=opened.close,
    )


def _rows(name: str, file: Any, done: list[int]) -> Iterator[tuple[int, Sequence[object]] | Broken]:
    import pyarrow as pa

    batches = file.iter_batches(batch_size=_BATCH)
    while True:
        try:
            batch = next(batches, None)
            if batch is None:
                return
            columns = [_column(column) for column in batch.columns]
        except (pa.ArrowException, OSError) as error:
            raise _damaged(name, error) from None
        for cells in zip(*columns, strict=True):
            done[0] += 1
            yield done[0], cells


def _column(column: Any) -> list[object]:
    import pyarrow as pa

    if pa.types.is_timestamp(column.type) and column.type.unit == "ns":
        column = column.cast(pa.timestamp("us", column.type.tz), safe=False)
    try:
        cells: list[object] = column.to_pylist()
    except (ValueError, OverflowError, pa.ArrowException):
        # One value that Python cannot hold, a date in the year 20000 say, spoils its row only.
        return [_cell(cell) for cell in column]
    return cells


def _cell(cell: Any) -> object:
    import pyarrow as pa

    try:
        return cell.as_py()
    except (ValueError, OverflowError, pa.ArrowException):
        return NotRead("a value in the years 1 to 9999", f"a value of type {cell.type}")


def _damaged(name: str, error: Exception) -> WrongKindError:
    reason = str(error).splitlines()[0].rstrip(".")
    return WrongKindError(
        f"{name} cannot be read as a Parquet file: {reason}.",
        advice="Is the file whole? Fetch or write it again.",
    )


class Writer:
    """Writes rows to a Parquet file; columns are text, or lists of text."""

    def __init__(
        self, stream: BinaryIO, columns: Sequence[str], lists: frozenset[str] = frozenset()
    ) -> None:
        import pyarrow as pa
        import pyarrow.parquet as pq

        self._lists = [name in lists for name in columns]
        kinds = [pa.list_(pa.string()) if is_list else pa.string() for is_list in self._lists]
        self._schema = pa.schema(list(zip(columns, kinds, strict=True)))
        self._writer = pq.ParquetWriter(stream, self._schema)
        self._rows: list[list[object]] = []

    def write(self, cells: Iterable[object]) -> None:
        """Write a row."""
        self._rows.append(
            [
                _texts(cell) if is_list else _text(cell)
                for cell, is_list in zip(cells, self._lists, strict=True)
            ]
        )
        if len(self._rows) == _BATCH:
            self._flush()

    def _flush(self) -> None:
        import pyarrow as pa

        columns = zip(*self._rows, strict=True)
        arrays = [
            pa.array(column, kind) for column, kind in zip(columns, self._schema.types, strict=True)
        ]
        self._writer.write_batch(pa.record_batch(arrays, schema=self._schema))
        self._rows.clear()

    def close(self) -> None:
        """Write what is left, and the end of the file."""
        if self._rows:
            self._flush()
        self._writer.close()

    def abandon(self) -> None:
        """Leave the file unfinished."""
        self._writer.close()


def _text(cell: object) -> str | None:
    return None if cell is None else _sound(as_text(cell))


def _texts(cells: object) -> list[str] | None:
    return [_sound(as_text(cell)) for cell in cells] if isinstance(cells, list | tuple) else None


def _sound(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")
