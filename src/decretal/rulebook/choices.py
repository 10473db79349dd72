"""How a text is read for one run: each interpretation's option, chosen or by default."""

from __future__ import annotations

from collections.abc import Mapping

from decretal.errors import NoSuchReadingError
from decretal.nodes.rules import Rulebook
from decretal.spelling import Names, quoted


def choose(rulebook: Rulebook, chosen: Mapping[str, str] | None = None) -> dict[str, str]:
    """The option of every interpretation, by name, in reading order.

    Names and options are taken as people write them, whatever case, spaces or
    hyphens. Raises NoSuchReadingError for one that does not exist.
    """
    readings = {each.name: each.default for each in rulebook.interpretations}
    options = {each.name: [o.name for o in each.options] for each in rulebook.interpretations}
    names = Names(readings)
    before: dict[str, str] = {}
    for word, option in (chosen or {}).items():
        name = names.match(word)
        if name is None:
            meant = names.closest(word)
            raise NoSuchReadingError(
                f'This rulebook has no interpretation "{word}".',
                advice=f'Did you mean "{meant}"?' if meant else _list("Its interpretations", names),
            )
        of_name = Names(options[name])
        found = of_name.match(option)
        if found is None:
            meant = of_name.closest(option)
            raise NoSuchReadingError(
                f'"{option}" is no reading of "{name}".',
                advice=f'Did you mean "{meant}"?' if meant else _list("Its readings", of_name),
            )
        if before.setdefault(name, found) != found:
            raise NoSuchReadingError(
                f'"{name}" is to be read as "{before[name]}" and as "{found}" at once.',
                advice="Choose one of the two.",
            )
        readings[name] = found
    return readings


def _list(what: str, names: Names) -> str:
    return f"{what} are {quoted(names.names, 'and')}." if names.names else "It has none."
