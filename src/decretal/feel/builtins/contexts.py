"""Context functions (DMN 1.5, 10.3.4.11)."""

from __future__ import annotations

from decretal.feel.builtins.declare import built_in
from decretal.feel.notes import NoValue
from decretal.feel.values import Context, Value, in_words


@built_in("get value", "m: context, key: string")
def get_value(m: Context, key: str) -> Value:
    """The value under a key, or under a path of keys; null if there is none."""
    return _entry(m, key)


@built_in("get value", "m: context, keys: list")
def get_value_at(m: Context, keys: list[Value]) -> Value:
    """The value at the end of a path of keys."""
    if not keys:
        raise NoValue("A path has at least one key.")
    found: Value = m
    for key in _strings(keys):
        found = _entry(found, key)
    return found


@built_in("get entries", "m: context")
def get_entries(m: Context) -> list[Value]:
    """A list of contexts, each with the key and value of an entry."""
    return [Context(key=key, value=value) for key, value in m.items()]


@built_in("context", "entries: list")
def context_of(entries: list[Value]) -> Context:
    """A context from a list of contexts, each with a key and a value."""
    made = Context()
    for entry in entries:
        if not isinstance(entry, Context) or "value" not in entry:
            raise NoValue('An entry is a context with "key" and "value".')
        key = entry.get("key")
        if not isinstance(key, str):
            raise NoValue(f"The key of an entry is a string, not {in_words(key)}.")
        if key in made:
            raise NoValue(f'The key "{key}" is given twice.')
        made[key] = entry["value"]
    return made


@built_in("context put", "context: context, key: string, value: any")
def context_put(context: Context, key: str, value: Value) -> Context:
    """The context with a value under a key, or at the end of a path of keys."""
    made = Context(context)
    made[key] = value
    return made


@built_in("context put", "context: context, keys: list, value: any")
def context_put_at(context: Context, keys: list[Value], value: Value) -> Context:
    """The context with a value at the end of a path of keys."""
    path = _strings(keys)
    if not path:
        raise NoValue("A path has at least one key.")
    made = result = Context(context)
    for key in path[:-1]:
        inner = made.get(key)
        if not isinstance(inner, Context):
            raise NoValue(f'There is no context under "{key}".')
        made[key] = inner = Context(inner)
        made = inner
    made[path[-1]] = value
    return result


@built_in("context merge", "contexts: list")
def context_merge(contexts: list[Value]) -> Context:
    """The entries of all the contexts in one; of the same key, the last."""
    merged = Context()
    for context in contexts:
        if not isinstance(context, Context):
            raise NoValue(f"context merge takes contexts, and {in_words(context)} is among them.")
        merged.update(context)
    return merged


def _entry(context: Value, key: str) -> Value:
    if not isinstance(context, Context) or key not in context:
        raise NoValue(f'There is no entry "{key}".')
    return context[key]


def _strings(keys: list[Value]) -> list[str]:
    for key in keys:
        if not isinstance(key, str):
            raise NoValue(f"A key is a string, not {in_words(key)}.")
    return keys  # type: ignore[return-value]
