"""Questions of questionnaires that ask for a fact: how facts are read and written as answers."""

import datetime
from decimal import Decimal

from django.utils import timezone

from hub.surveys.bindings import BoundFact, Known, bind
from hub.surveys.choices import Kind
from hub.surveys.starting import Asks, Option
from schools.choices import FactSource
from schools.facts import book, keys

#: Kinds of fact that a question can ask for, and the kind of that question.
_KINDS = {
    keys.Number: Kind.NUMBER,
    keys.Money: Kind.MONEY,
    keys.YesNo: Kind.YES_NO,
    keys.OneOf: Kind.CHOICE,
    keys.SeveralOf: Kind.CHOICES,
    keys.Text: Kind.TEXT,
    keys.Address: Kind.ADDRESS,
    keys.Day: Kind.DATE,
}
_CHOSEN = (Kind.CHOICE, Kind.CHOICES)


def asks_for(key, **more) -> Asks:
    """The question of a questionnaire to start with that asks for a fact. ``more``: as Asks."""
    fact = keys.get(key)
    kind = fact.kind
    stated = {
        "help": fact.help,
        "options": [Option(each, str(words)) for each, words in getattr(kind, "choices", ())],
        "carries_over": True,
        "fact_key": key,
        "minimum": 0 if kind.is_number and not isinstance(kind, keys.YesNo) else None,
        "maximum": getattr(kind, "most", getattr(kind, "longest", None)),
        "unit": getattr(kind, "unit", ""),
    }
    of_kind = Kind.YEARS if fact.dimension else _KINDS[type(kind)]
    return Asks(key, of_kind, fact.question, **stated | more)


#: {key of a questionnaire: whose word its answers are}, where that is not the school itself.
_SOURCES: dict[str, FactSource] = {}


def are_told_by(questionnaire, source):
    """State whose word the answers to a questionnaire are; else they are the school's own."""
    _SOURCES[questionnaire] = FactSource(source)


class Facts:
    """The fact base, as a binding of questionnaires."""

    def facts(self):
        """Every fact that a question can ask for."""
        return [_bound(each) for each in keys.registered() if type(each.kind) in _KINDS]

    def known(self, school, year):
        """What holds of a school in a year, by fact key, as answers."""
        return as_answers(book.known(school, year))

    def note(self, *, school, year, said, questionnaire, by):
        """Write answers into the fact base: the school's own word, unless stated otherwise."""
        told = []
        for key, value in said.items():
            stated = keys.get(key)
            if stated.dimension is None:
                told.append(book.Said(key, _as_fact(stated.kind, value)))
            else:
                told += [
                    book.Said(key, _as_fact(stated.kind, each), part)
                    for part, each in value.items()
                ]
        source = _SOURCES.get(questionnaire, FactSource.SCHOOL)
        book.note(school=school, year=year, said=told, source=source, by=by)


def as_answers(facts) -> dict[str, Known]:
    """{(key, part): Fact} as answers, by fact key; without what no question can ask for."""
    found = {}
    years: dict = {}
    for (key, part), fact in facts.items():
        try:
            stated = keys.get(key)
        except KeyError:  # a fact that is not stated any more
            continue
        if type(stated.kind) not in _KINDS:
            continue
        value = _as_answer(stated.kind, fact.value)
        if stated.dimension is not None:
            years.setdefault(key, {})[part] = value
            value = years[key]
        found[key] = Known(value, _origin(fact))
    return found


def _bound(stated):
    kind = Kind.YEARS if stated.dimension else _KINDS[type(stated.kind)]
    options = tuple(stated.kind.choices) if kind in _CHOSEN else ()
    most = getattr(stated.kind, "most", None) or getattr(stated.kind, "longest", None)
    return BoundFact(stated.key, stated.label, stated.area, kind, options, most)


def _origin(fact):
    """Where a value comes from, for those at the school."""
    who = "what your school told us"
    if fact.source != FactSource.SCHOOL:
        who = fact.get_source_display()
    estimate = ", an estimate" if fact.is_estimate else ""
    return f"From {who}, {timezone.localtime(fact.at):%-d %B %Y}{estimate}"


def _as_answer(kind, value):
    """A value of the fact base as an answer stores it."""
    match kind:
        case keys.Number():
            return int(value)
        case keys.Money():
            return str(value)
        case keys.YesNo():
            return bool(value)
        case keys.SeveralOf():
            return value.split(",")
    return value


def _as_fact(kind, value):
    """A stored answer as the fact base takes it."""
    match kind:
        case keys.Money():
            return Decimal(value)
        case keys.YesNo():
            return int(value)
        case keys.SeveralOf():
            return ",".join(value)
        case keys.Day():
            return datetime.date.fromisoformat(value)
    return value


bind(Facts())
