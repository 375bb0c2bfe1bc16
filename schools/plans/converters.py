"""Sections in addresses: /schools/1/plan/2/part-a/."""

from schools.plans.sections import SECTIONS


class SectionConverter:
    """The key of a section; other words are no address."""

    regex = "|".join(SECTIONS)

    def to_python(self, value):
        return value

    def to_url(self, value):
        return value
