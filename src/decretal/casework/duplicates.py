"""The same person twice: which files may be of one, and what speaks for it.

Owns what of two people is compared, which pairs are looked at, and how much each
agreement weighs; Splink adds it up, on DuckDB, in bounded memory. It proposes and
decides nothing: a person compares, in ``merging``. What names are alike is in ``names``.

The weights are those of Fellegi and Sunter: how often a field agrees in two files of one
person (stated here, and kept low where hands, scripts and calendars differ), against how
often it agrees in files of two (measured in these files, where there are enough of them).
"""

from __future__ import annotations

import logging
import re
import tempfile
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from decretal.casework import names

if TYPE_CHECKING:
    import duckdb

_AT_ONCE: Final = 10_000
_LARGEST_BLOCK: Final = 100
"""A key that more files share tells nobody apart, and is not looked at."""
_ENOUGH: Final = 1_000
"""From so many files on, it is measured how often two people agree by chance."""
_SAMPLE: Final = 2_000_000
_SEED: Final = 1961
_EXPECTED: Final = 0.03
"""The share of files that are taken to be somebody's second one."""
_MOST_SOUNDS: Final = 24
_WORDS: Final = 6
"""Words of a home that are compared."""


@dataclass(frozen=True)
class Person:
    """What a file says of a person; empty where it says nothing.

    Days are written as in ISO 8601, and may be a year, or a year and a month.
    """

    file: str
    names: tuple[str, ...]
    born: str = ""
    sex: str = ""
    home: str = ""
    crossed: str = ""


@dataclass(frozen=True)
class Compared:
    """One field of two files: how it agrees, and what that weighs.

    A weight of 1 makes it twice as likely that the two are one person, a weight of -1
    half as likely; a field that is empty in either file weighs nothing.
    """

    field: str
    agreement: str
    weight: float


@dataclass(frozen=True)
class Likeness:
    """Two files that may be of one person."""

    left: str
    right: str
    probability: float
    weight: float
    compared: tuple[Compared, ...]


@dataclass(frozen=True)
class _Level:
    """One way for a field to agree: how often in files of one person, and of two."""

    agreement: str
    condition: str
    same: float
    other: float
    commonness: str = ""
    """The column whose commoner values weigh less."""


EMPTY: Final = "not said in both"

_SAME_YEAR: Final = "born_year_l = born_year_r"
_FIELDS: Final[dict[str, tuple[str, tuple[_Level, ...]]]] = {
    "names": (
        "len(sounds_l) = 0 OR len(sounds_r) = 0",
        (
            _Level("written alike", "list_has_any(letters_l, letters_r)", 0.25, 2e-4, "sound"),
            _Level("sounding alike", "list_has_any(sounds_l, sounds_r)", 0.57, 3e-4, "sound"),
            _Level(
                "surname and one syllable alike",
                "list_has_any(surnames_l, surnames_r) AND "
                "(list_has_any(firsts_l, firsts_r) OR list_has_any(seconds_l, seconds_r))",
                0.08,
                0.01,
            ),
            _Level(
                "given name alike",
                "list_has_any(given_names_l, given_names_r)",
                0.04,
                0.003,
            ),
            _Level("surname alike", "list_has_any(surnames_l, surnames_r)", 0.03, 0.08),
            _Level("different", "ELSE", 0.03, 0.9067),
        ),
    ),
    "born": (
        "born_year_l IS NULL OR born_year_r IS NULL",
        (
            _Level("same day", "born_day_l = born_day_r", 0.25, 5e-5),
            _Level(
                "same year, day and month exchanged or one of them different",
                f"{_SAME_YEAR} AND born_day_l IS NOT NULL AND born_day_r IS NOT NULL AND "
                "(born_day_l[6:7] = born_day_r[9:10] AND born_day_l[9:10] = born_day_r[6:7] "
                "OR born_day_l[6:7] = born_day_r[6:7] OR born_day_l[9:10] = born_day_r[9:10])",
                0.07,
                0.003,
            ),
            _Level(
                "same year",
                f"{_SAME_YEAR} AND (born_day_l IS NULL OR born_day_r IS NULL)",
                0.4,
                0.01,
            ),
            _Level("same year, another day", _SAME_YEAR, 0.04, 0.017),
            # Ages are counted from one, or from nought, and years by either calendar.
            _Level("a year apart", "abs(born_year_l - born_year_r) = 1", 0.13, 0.05),
            _Level("two years apart", "abs(born_year_l - born_year_r) = 2", 0.05, 0.05),
            _Level("ten years apart", "abs(born_year_l - born_year_r) = 10", 0.02, 0.03),
            _Level("different", "ELSE", 0.04, 0.83995),
        ),
    ),
    "sex": (
        "sex_l IS NULL OR sex_r IS NULL",
        (
            _Level("same", "sex_l = sex_r", 0.98, 0.5),
            _Level("different", "ELSE", 0.02, 0.5),
        ),
    ),
    "home": (
        # The same place in two scripts that we cannot read in one another says nothing.
        "len(home_words_l) = 0 OR len(home_words_r) = 0 OR (home_script_l <> home_script_r AND "
        "NOT list_has_any(home_words_l, home_words_r))",
        (
            _Level("same", "home_said_l = home_said_r", 0.5, 0.01, "home_said"),
            _Level(
                "in part or in another script",
                "list_has_any(home_words_l, home_words_r)",
                0.27,
                0.03,
            ),
            _Level(
                "spelt alike", "jaro_winkler_similarity(home_said_l, home_said_r) > 0.9", 0.06, 0.01
            ),
            _Level("different", "ELSE", 0.17, 0.95),
        ),
    ),
    "crossed": (
        "crossed_day_l IS NULL OR crossed_day_r IS NULL",
        (
            _Level("same day", "crossed_day_l = crossed_day_r", 0.45, 0.001),
            _Level(
                "within a month",
                "abs(date_diff('day', crossed_day_l, crossed_day_r)) <= 31",
                0.25,
                0.03,
            ),
            _Level(
                "within a year",
                "abs(date_diff('day', crossed_day_l, crossed_day_r)) <= 366",
                0.15,
                0.3,
            ),
            _Level("different", "ELSE", 0.15, 0.669),
        ),
    ),
}
"""What is compared. In each field the first level that holds is the one that counts."""

FIELDS: Final = tuple(_FIELDS)


def propose(
    people: Iterable[Person],
    *,
    at_least: float = 0.2,
    all_pairs: bool = False,
    memory: str = "1GB",
    threads: int = 2,
) -> Generator[Likeness]:
    """The pairs of files that may be of one person, the likeliest first.

    Those are compared that share a name with something else, a day or a place with
    another; with ``all_pairs`` each is compared with each, which is for few.
    """
    import duckdb

    with tempfile.TemporaryDirectory(prefix="decretal-") as folder:
        database = str(Path(folder) / "people.duckdb")
        with closing(duckdb.connect(database)) as connection:
            connection.execute(f"SET memory_limit = '{memory}'")
            connection.execute(f"SET threads = {threads:d}")
            connection.execute(f"SET temp_directory = '{folder}/spill'")
            connection.execute("SET enable_progress_bar = false")
            count = _store(connection, people)
            if count >= 2:
                _prepare(connection)
                if all_pairs:
                    connection.execute("UPDATE people SET blocks = ['all']")
                yield from _scored(connection, count, at_least)


# -- what is stored -------------------------------------------------------------------------

_COLUMNS: Final = """
    file VARCHAR, letters VARCHAR[], sounds VARCHAR[], surnames VARCHAR[], firsts VARCHAR[],
    seconds VARCHAR[], given_names VARCHAR[], born_year INTEGER, born_day VARCHAR, sex VARCHAR,
    home_said VARCHAR, home_words VARCHAR[], home_script VARCHAR, crossed_day DATE
"""
_YEAR: Final = re.compile(r"(1[0-9]{3}|20[0-9]{2})(?:-|$)")
_DAY: Final = re.compile(r"[12][0-9]{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])")


def _store(connection: duckdb.DuckDBPyConnection, people: Iterable[Person]) -> int:
    import pyarrow as pa

    connection.execute(f"CREATE TABLE said ({_COLUMNS})")
    kinds = connection.table("said").limit(0).to_arrow_table().schema
    rows = map(_row, people)
    count = 0
    while batch := list(islice(rows, _AT_ONCE)):
        connection.register("batch", pa.Table.from_pylist(batch, schema=kinds))
        connection.execute("INSERT INTO said SELECT * FROM batch")
        connection.unregister("batch")
        count += len(batch)
    return count


def _row(person: Person) -> dict[str, Any]:
    read = [names.surname_and_given(name) for name in person.names]
    sounds: dict[str, None] = {}
    given_names: dict[str, None] = {}
    for surname, given in read:
        given_names.update(dict.fromkeys(names.joined(given) if given else ()))
        sounds.update(dict.fromkeys(names.joined((surname or {""}, *given)) if given else ()))
    letters = dict.fromkeys(filter(None, map(names.letters, person.names)))
    if not sounds:
        sounds = dict(letters)
    words = [word for word in re.split(r"[\s,，、]+", person.home) if names.letters(word)][:_WORDS]
    year = _YEAR.match(person.born)
    return {
        "file": person.file,
        "letters": list(letters),
        "sounds": list(islice(sounds, _MOST_SOUNDS)),
        "surnames": sorted({each for surname, _ in read for each in surname}),
        "firsts": sorted({each for _, given in read for each in (given[0] if given else ())}),
        "seconds": sorted({each for _, given in read if len(given) > 1 for each in given[1]}),
        "given_names": list(islice(given_names, _MOST_SOUNDS)),
        "born_year": int(year[1]) if year else None,
        "born_day": person.born if _DAY.fullmatch(person.born) else None,
        "sex": person.sex.casefold() or None,
        "home_said": " ".join(sorted(names.letters(word) for word in words)) or None,
        "home_words": sorted({said for word in words for said in names.sounds(word)}),
        "home_script": names.script(person.home),
        "crossed_day": _day(person.crossed),
    }


def _day(text: str) -> Any:
    from datetime import date

    try:
        return date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        return None


_PREPARE: Final = f"""
CREATE TABLE sound_counts AS
    SELECT sound, count(*) AS files FROM (SELECT unnest(sounds) AS sound FROM said) GROUP BY sound;
-- Of the ways to read a spelling, the one that most people here are called by.
CREATE TABLE heard AS
    SELECT file, arg_max(sound, (files, sound)) AS sound
    FROM (SELECT file, unnest(sounds) AS sound FROM said) JOIN sound_counts USING (sound)
    GROUP BY file;
CREATE TABLE keys AS
    SELECT DISTINCT file, key FROM (
        SELECT file, 'name ' || unnest(sounds) AS key FROM said
        UNION ALL
        SELECT file, 'name ' || unnest(sounds) || ' ' || (born_year + shift) AS key
        FROM said, (VALUES (0), (1)) AS shifts(shift)
        UNION ALL
        SELECT file, 'name ' || unnest(sounds) || ' at ' || home_word
        FROM said, unnest(home_words) AS homes(home_word)
        UNION ALL
        SELECT file, 'given ' || unnest(given_names) || ' ' || born_year FROM said
        UNION ALL
        SELECT file, 'given ' || unnest(given_names) || ' crossed ' || crossed_day FROM said
        UNION ALL
        SELECT file, 'surname ' || unnest(surnames) || ' day ' || born_day FROM said
        UNION ALL
        SELECT file, 'surname ' || unnest(surnames) || ' ' || born_year || ' at ' || home_word
        FROM said, unnest(home_words) AS homes(home_word)
        UNION ALL
        SELECT file, 'day ' || born_day || ' at ' || home_word
        FROM said, unnest(home_words) AS homes(home_word)
        UNION ALL
        SELECT file, 'crossed ' || crossed_day || ' ' || born_year || ' at ' || home_word
        FROM said, unnest(home_words) AS homes(home_word)
    ) WHERE key IS NOT NULL;
CREATE TABLE blocks AS
    SELECT file, list(key ORDER BY key) AS blocks
    FROM keys JOIN (
        SELECT key FROM keys GROUP BY key HAVING count(*) BETWEEN 2 AND {_LARGEST_BLOCK}
    ) USING (key) GROUP BY file;
CREATE TABLE people AS
    SELECT said.*, heard.sound, coalesce(blocks.blocks, []) AS blocks
    FROM said LEFT JOIN heard USING (file) LEFT JOIN blocks USING (file) ORDER BY file;
CREATE TABLE commonness_of_sound AS
    SELECT sound, (count(*) - 1 + 0.3) / (sum(count(*)) OVER () + 1000) AS tf_sound
    FROM people WHERE sound IS NOT NULL GROUP BY sound;
CREATE TABLE commonness_of_home_said AS
    SELECT home_said, (count(*) - 1 + 1) / (sum(count(*)) OVER () + 100) AS tf_home_said
    FROM people WHERE home_said IS NOT NULL GROUP BY home_said;
DROP TABLE keys; DROP TABLE blocks; DROP TABLE heard; DROP TABLE sound_counts; DROP TABLE said;
"""


def _prepare(connection: duckdb.DuckDBPyConnection) -> None:
    for statement in _PREPARE.split(";\n"):
        if statement.strip():
            connection.execute(statement)


# -- what is compared -----------------------------------------------------------------------


def _scored(
    connection: duckdb.DuckDBPyConnection, count: int, at_least: float
) -> Iterator[Likeness]:
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    # It says on the console what it does unless somebody listens.
    logging.getLogger("splink").addHandler(logging.NullHandler())
    settings = SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="file",
        probability_two_random_records_match=min(0.1, 2 * _EXPECTED / (count - 1)),
        comparisons=[_comparison(field) for field in FIELDS],
        blocking_rules_to_generate_predictions=[block_on("blocks", arrays_to_explode=["blocks"])],
        retain_intermediate_calculation_columns=True,
        retain_matching_columns=True,
    )
    database = DuckDBAPI(connection=connection)
    linker = Linker(database.register("people"), settings, log_level=None)
    for column in ("sound", "home_said"):
        table = database.register(f"commonness_of_{column}")
        linker.table_management.register_term_frequency_lookup(table, column)
    if count >= _ENOUGH:
        # Which rows a sample takes depends on how many threads take it.
        threads = connection.execute("SELECT current_setting('threads')").fetchone()
        connection.execute("SET threads = 1")
        linker.training.estimate_u_using_random_sampling(max_pairs=_SAMPLE, seed=_SEED)
        connection.execute(f"SET threads = {threads[0] if threads else 1}")
    found = linker.inference.predict(threshold_match_probability=at_least)
    columns = [f"{kind}_{field}" for field in FIELDS for kind in ("gamma", "mw")]
    held = {row[0] for row in connection.execute(f"DESCRIBE {found.physical_name}").fetchall()}
    columns += [f"mw_tf_adj_{field}" for field in FIELDS if f"mw_tf_adj_{field}" in held]
    cursor = connection.execute(
        f"SELECT file_l, file_r, match_probability, match_weight, {', '.join(columns)} "
        f"FROM {found.physical_name} ORDER BY match_weight DESC, file_l, file_r"
    )
    while rows := cursor.fetchmany(_AT_ONCE):
        for left, right, probability, weight, *rest in rows:
            said = dict(zip(columns, rest, strict=True))
            yield Likeness(left, right, probability, weight, tuple(_compared(said)))


def _comparison(field: str) -> dict[str, Any]:
    empty, levels = _FIELDS[field]
    return {
        "output_column_name": field,
        "comparison_levels": [
            {"sql_condition": empty, "label_for_charts": EMPTY, "is_null_level": True},
            *(_level(each) for each in levels),
        ],
    }


def _level(level: _Level) -> dict[str, Any]:
    said: dict[str, Any] = {
        "sql_condition": level.condition,
        "label_for_charts": level.agreement,
        "m_probability": level.same,
        "u_probability": level.other,
        "fix_m_probability": True,
        # What hardly ever agrees by chance is not seen in a sample.
        "fix_u_probability": level.other < 0.001,
    }
    if level.commonness:
        said |= {
            "tf_adjustment_column": level.commonness,
            "tf_adjustment_weight": 1.0,
            "disable_tf_exact_match_detection": True,
        }
    return said


def _compared(said: dict[str, Any]) -> Iterator[Compared]:
    for field in FIELDS:
        gamma = said[f"gamma_{field}"]
        if gamma < 0:
            yield Compared(field, EMPTY, 0.0)
            continue
        levels: Sequence[_Level] = _FIELDS[field][1]
        weight = said[f"mw_{field}"] + said.get(f"mw_tf_adj_{field}", 0.0)
        yield Compared(field, levels[len(levels) - 1 - gamma].agreement, weight)
