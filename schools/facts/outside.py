"""Facts as they may leave the hub, in files: small numbers of pupils are not told."""

from schools.facts import keys
from schools.small_numbers import is_few, too_few

#: Units of numbers that count people.
_PEOPLE = {"pupils"}


def value_outside(key, value):
    """The value of a fact for a file: a number, words, or "fewer than 5" pupils.

    Source: the rule "suppress-below".
    """
    kind = key.kind
    if isinstance(kind, keys.Number):
        return too_few() if kind.unit in _PEOPLE and is_few(value) else _plain(value)
    if isinstance(kind, keys.Money):
        return value
    return key.words(value)


def _plain(number):
    return int(number) if number == int(number) else number
