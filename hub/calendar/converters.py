"""Years and seasons in addresses: /calendar/2026-27/."""

from hub.calendar.choices import Season
from hub.calendar.years import AcademicYear


class YearConverter:
    """ "2026-27"; years that do not follow each other are no address."""

    regex = "20[0-9]{2}-[0-9]{2}"

    def to_python(self, value):
        return AcademicYear.parse(value)

    def to_url(self, value):
        return str(value).replace("/", "-")


class SeasonConverter:
    """ "autumn", "spring" or "summer"."""

    regex = "|".join(Season.values)

    def to_python(self, value):
        return Season(value)

    def to_url(self, value):
        return str(value)
