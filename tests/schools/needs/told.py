"""Schools that have told the hub something, for tests of figures across schools."""

from hub.calendar.years import AcademicYear
from schools.choices import FactSource
from schools.facts import book
from schools.facts.book import Said
from tests.factories.schools import SchoolFactory


def tell(school, year=None, source=FactSource.SCHOOL, **values):
    """Note facts by keys with "_" for "-"; returns the school."""
    said = [Said(key.replace("_", "-"), value) for key, value in values.items()]
    year = AcademicYear.current() if year is None else year
    book.note(school=school, year=year, said=said, source=source, by=None)
    return school


def schools_at(level, number, area="singing", **fields):
    """So many schools at a level of an area of this year's audit."""
    made = SchoolFactory.create_batch(number, **fields)
    return [tell(school, **{f"audit_{area}": level}) for school in made]
