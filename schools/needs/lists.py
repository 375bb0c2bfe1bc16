"""The schools behind a number of the overview, and what they told."""

from django.db.models import Exists, OuterRef

from schools.facts import book, keys
from schools.facts.outside import value_outside
from schools.models import KnownYear
from schools.needs.figures import NOT_TOLD


def schools_behind(schools, figure, value, year):
    """Those of the schools that a number counts. Raises KeyError for an answer there is not."""
    rows = KnownYear.objects.filter(school=OuterRef("pk"), year=year)
    if figure.phases:
        schools = schools.filter(phase__in=figure.phases)
    if value == NOT_TOLD:
        return schools.exclude(Exists(rows.filter(figure.told)))
    return schools.filter(Exists(rows.filter(figure.where(value))))


def with_told(schools, figure, year):
    """[(school, [sentence on a fact])] of the schools of one page, and who says so."""
    facts = book.known_of_many(schools, year, figure.facts)
    return [
        (school, [_sentence(fact) for fact in _ordered(facts[school.pk])]) for school in schools
    ]


def told_outside(schools, figure, year):
    """Rows for files: each of some schools with ``told``, its facts in words that may go out."""
    facts = book.known_of_many(schools, year, figure.facts)
    for school in schools:
        school.told = "; ".join(
            f"{_label(fact)}: {value_outside(keys.get(fact.key), fact.value)}"
            for fact in _ordered(facts[school.pk])
        )
    return schools


def _ordered(facts):
    return [facts[about] for about in sorted(facts, key=_place)]


def _place(about):
    key, part = about
    return key, int(part) if part.lstrip("-").isdigit() else 0


def _label(fact):
    key = keys.get(fact.key)
    return f"{key.label}: {key.dimension.words[fact.dimension]}" if fact.dimension else key.label


def _sentence(fact):
    estimate = " (estimate)" if fact.is_estimate else ""
    words = keys.get(fact.key).words(fact.value)
    source = fact.get_source_display()
    return f"{_label(fact)}: {words}{estimate}, says {source} ({fact.at:%-d %B %Y})"
