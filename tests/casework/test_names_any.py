"""Whatever somebody is called, the name is found as it was written, and costs little."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from decretal.casework.names import keys, letters, matches, query, sounds, surname_and_given
from decretal.casework.names_chinese import GIVEN, SURNAMES
from decretal.casework.names_spelling import SYLLABLES, plain, spellings

_CHARACTERS = sorted({char for char in GIVEN + SURNAMES if char > "\u2e80"})
_SPELT = sorted({spelt for syllable in SYLLABLES for spelt in spellings(syllable)})
_words = st.one_of(
    st.text(st.sampled_from(_CHARACTERS), min_size=1, max_size=4),
    st.lists(st.sampled_from(_SPELT), min_size=1, max_size=3).map("".join),
    st.lists(st.sampled_from(_SPELT), min_size=1, max_size=3).map("-".join),
    st.text(st.characters(codec="utf-8"), max_size=8),
)
names = st.lists(_words, min_size=1, max_size=4).map(" ".join)


@given(names)
def test_a_name_finds_itself(name: str) -> None:
    if letters(name):
        assert matches(query(name), keys(name))


@given(names)
def test_a_name_finds_itself_while_it_is_typed(name: str) -> None:
    if letters(name):
        assert matches(query(name, typing=True), keys(name))


@given(names)
def test_case_and_composition_make_no_difference(name: str) -> None:
    import unicodedata

    assert keys(unicodedata.normalize("NFD", name)) == keys(unicodedata.normalize("NFC", name))


@given(names)
def test_a_name_has_not_too_many_keys(name: str) -> None:
    found = keys(name)
    assert len(found) <= 150
    assert all(0 < len(key) <= 60 for key in found)
    assert len(query(name, typing=True)) <= 24


@given(names)
def test_parts_and_sounds_of_anything_are_few(name: str) -> None:
    surname, given_name = surname_and_given(name)
    assert len(surname) <= 60
    assert all(len(part) <= 60 for part in given_name)
    assert len(sounds(name)) <= 100


def test_every_reading_of_a_character_can_be_spelt() -> None:
    readings = {
        syllable
        for table in (GIVEN, SURNAMES)
        for line in table.strip().splitlines()
        for syllable in line.split()[0]
    }
    assert {plain(each) for each in readings} <= {plain(each) for each in SYLLABLES}


def test_no_character_stands_twice_under_one_reading_and_sound() -> None:
    for table in (GIVEN, SURNAMES):
        lines = [line.split() for line in table.strip().splitlines()]
        assert len({line[0] for line in lines}) == len(lines)
        for _, *rest in lines:
            assert len(rest) % 2 == 0
            assert all(sound.isalpha() and sound.islower() for sound in rest[::2])
