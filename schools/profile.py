"""The profile of a school, as typed rows: its record, page, PDF, tables and command print it."""

from dataclasses import dataclass, field, replace
from datetime import datetime

from hub.calendar.years import AcademicYear
from schools.comparisons import Comparison, Comparisons
from schools.contacts import Contact, contacts_of_many
from schools.directory_facts import REGISTER, Fact, facts_of
from schools.links import Relation, relations_of_many
from schools.models import School
from schools.small_numbers import too_few
from schools.timeline import Event

#: People on the one page of a school.
_PEOPLE = 6


@dataclass(frozen=True)
class Profile:
    """Everything on one school that its profile prints. ``as_at``: when the register was read.

    ``events``: what happened in the academic year ``period``, newest first, where one is asked for.
    """

    school: School
    facts: list[Fact]
    relations: list[Relation]
    contacts: list[Contact]
    comparisons: list[Comparison]
    compared_with: str
    as_at: datetime | None
    period: AcademicYear | None = None
    events: list[Event] = field(default_factory=list)

    @property
    def other_facts(self):
        """The facts that do not stand among the comparisons as well."""
        compared = {each.label for each in self.comparisons}
        return [fact for fact in self.facts if fact.label not in compared]

    @property
    def first_contacts(self):
        """As many people as one page has room for."""
        return self.contacts[:_PEOPLE]

    @property
    def more_contacts(self):
        """How many people a page has no room for."""
        return max(len(self.contacts) - _PEOPLE, 0)

    @property
    def fact_columns(self):
        """Its facts and relations as two columns of about the same length, for the PDF."""
        related = [Fact(each.text, each.words, REGISTER, self.as_at) for each in self.relations]
        every = [*self.facts, *related]
        half = -(-len(every) // 2)
        return [every[:half], every[half:]]


def profile_of(school, *, among=None, contacts=True) -> Profile:
    """The profile of one school.

    ``among``: the schools to whose records its relations lead, all when not given. Without
    ``contacts`` the people are left out, for a reader who may not see them.
    """
    return profiles_of([school], among=among, contacts=contacts)[0]


def profiles_of(schools, *, among=None, contacts=True) -> list[Profile]:
    """The profiles of many schools, in four statements however many they are."""
    comparisons = Comparisons()
    related = relations_of_many(schools, among=School.objects.all() if among is None else among)
    people = contacts_of_many(schools) if contacts else {}
    made = []
    for school in schools:
        compared = comparisons.of(school)
        made.append(
            Profile(
                school=school,
                facts=_told(facts_of(school), compared),
                relations=related[school.pk],
                contacts=people.get(school.pk, []),
                comparisons=compared,
                compared_with=comparisons.among(school),
                as_at=comparisons.read_at(school),
            )
        )
    return made


def _told(facts, comparisons):
    """The facts, without the numbers of which so few people are counted that they are not told."""
    few = {each.label for each in comparisons if each.is_few}
    return [replace(fact, value=too_few()) if fact.label in few else fact for fact in facts]
