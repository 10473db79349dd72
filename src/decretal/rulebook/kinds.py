"""What a block may say: its kinds, their keys, and what each key holds.

One table. The reader accepts what stands here, the JSON Schema and the reference
page are made from it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Form = Literal[
    "text",  # words for people
    "name",  # the name of the thing itself, or of another one
    "names",  # one name or a list of them
    "FEEL",  # an expression
    "yes or no",
    "date",
    "bound",  # a number or a date
    "count",  # a whole number from 1
    "type",
    "rank",
    "values",  # a list of allowed values
    "options",  # option: what it means
    "precedence",  # a label, or a list of labels and {rule, where}
    "statuses",
    "source",  # places and quoted words
]


@dataclass(frozen=True, slots=True)
class Key:
    """One key of a kind of block."""

    form: Form
    says: str
    required: bool = False


SOURCE = Key("source", "the words of the source that this encodes: ¶ number, and a quotation")
NOTE = Key("text", "anything a reader should know")


def _norm(what: str) -> dict[str, Key]:
    return {
        what: Key("text", "what is to be done, in words", required=True),
        "bearer": Key("name", "the authority on which it is"),
        "if": Key("FEEL", "a condition over facts and interpretations"),
        "follows": Key("names", "the rules from which it follows"),
        "where the order is": Key("statuses", "arises only where the order comes out so"),
        "in each case": Key("yes or no", "no, if it is owed by an office as a whole"),
    }


KINDS: dict[str, dict[str, Key]] = {
    "directive": {
        "directive": Key("name", "a short name, the same as the folder's", required=True),
        "title": Key("text", "the title that readers see", required=True),
        "issued by": Key("name", "the authority that issued it"),
        "issued on": Key("date", "the date of issue"),
        "in force from": Key("date", "the first day on which it governs"),
        "in force until": Key("date", "the last day on which it governs"),
        "amends": Key("name", "the directive that it amends"),
        "rank": Key("rank", "whose text prevails over whose", required=True),
        "about": Key("text", "what a reader should know of it"),
        "source": SOURCE,
    },
    "scope": {
        "scope": Key("FEEL", "of whom the directive speaks at all", required=True),
        "note": NOTE,
        "source": SOURCE,
    },
    "authority": {
        "authority": Key("name", "an office that the directive names", required=True),
        "under": Key("name", "the office above it"),
        "state": Key("text", "the state whose office it is, where it is another one's"),
        "note": NOTE,
        "source": SOURCE,
    },
    "fact": {
        "fact": Key("name", "something to be found out about a person", required=True),
        "question": Key("text", "how one asks for it", required=True),
        "type": Key("type", "what kind of value it has", required=True),
        "values": Key("values", "the allowed values of a string"),
        "minimum": Key("bound", "the least value, itself allowed"),
        "maximum": Key("bound", "the greatest value, itself allowed"),
        "whole": Key("yes or no", "whether only whole numbers are allowed"),
        "evidence": Key("text", "what would establish it"),
        "from acts": Key("FEEL", "how it is computed where acts are given"),
        "source": SOURCE,
    },
    "act": {
        "act": Key("name", "something done on a day", required=True),
        "outcomes": Key("values", "how it can end"),
        "by": Key("names", "the authority whose act it is, or a list of those who may do it"),
        "note": NOTE,
        "source": SOURCE,
    },
    "disposition": {
        "disposition": Key("name", "what a rule can lead to", required=True),
        "means": Key("text", "the same in a sentence"),
        "source": SOURCE,
    },
    "interpretation": {
        "interpretation": Key("name", "a choice where the text is vague or silent", required=True),
        "question": Key("text", "what has to be chosen, and why", required=True),
        "options": Key("options", "the readings, each with what it means", required=True),
        "default": Key("name", "the reading that adds nothing to the text", required=True),
        "source": SOURCE,
    },
    "rule": {
        "rule": Key("name", "its label", required=True),
        "if": Key("FEEL", "a condition over facts and interpretations", required=True),
        "then": Key("name", "the disposition that follows"),
        "in addition": Key("name", "a consequence beside the main disposition"),
        "exception to": Key("precedence", "the rules over which this one prevails"),
        "note": NOTE,
        "source": SOURCE,
    },
    "obligation": {
        **_norm("obligation"),
        "done by": Key("name", "the act that discharges it"),
        "times": Key("count", "how often the act is due"),
        "before": Key("name", "the act that must not come first"),
        "within": Key("FEEL", "a duration, or null where the text states none"),
        "counted from": Key("name", "the act or date fact from which the term runs"),
        "note": NOTE,
        "source": SOURCE,
    },
    "permission": {
        **_norm("permission"),
        "act": Key("name", "the act that is permitted"),
        "until": Key("name", "the act for which it waits"),
        "note": NOTE,
        "source": SOURCE,
    },
    "prohibition": {
        **_norm("prohibition"),
        "act": Key("name", "the act that is forbidden"),
        "until": Key("name", "the act until which it is forbidden"),
        "note": NOTE,
        "source": SOURCE,
    },
    "reference": {
        "reference": Key("text", "another text to which the directive points", required=True),
        "at hand": Key("yes or no", "whether that text is known", required=True),
        "note": NOTE,
        "source": SOURCE,
    },
    "not a rule": {
        "not a rule": Key("text", "why these words of the source are no rule", required=True),
        "source": Key("source", "the words", required=True),
    },
    "open": {
        "open": Key("text", "why these words of the source are not encoded yet", required=True),
        "source": Key("source", "the words", required=True),
    },
}

TYPES = (
    "boolean",
    "string",
    "number",
    "date",
    "time",
    "date and time",
    "days and time duration",
    "years and months duration",
)
"""The types that a fact may have, by their names in FEEL."""

STATUSES = ("decided", "undetermined", "silent", "conflict")
"""The statuses on which a norm may hang; outside the scope none arises."""
