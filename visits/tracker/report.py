"""The report "engagement-tracker", registered in visits/reports.py: the tracker as a long file."""

from hub.calendar.years import AcademicYear, YearChoiceField
from hub.reporting.forms import ReportForm
from schools.models import Region
from schools.report_scope import Named
from visits.models import Visit
from visits.tracker.rows import with_columns


class TrackerForm(ReportForm):
    """Of which year and region. Every officer reads every school."""

    marks_optional = False

    period = YearChoiceField(back=9, ahead=1, required=False, initial=AcademicYear.current)
    region = Named(Region.objects.all(), by="name", empty_label="Every region")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["period"].choices = [("", "All years"), *self.fields["period"].choices]

    def subject(self):
        """The year and the region, where they were chosen."""
        return ", ".join(words for _, words in self.chosen())


def keys(*, period, region=None) -> list[int]:
    """The visits, newest first."""
    visits = Visit.objects.all()
    if period:
        visits = visits.filter(year=period)
    if region:
        visits = visits.filter(school__region=region)
    return list(visits.order_by("-starts_at", "-pk").values_list("pk", flat=True))


def rows(*, keys, period, region=None) -> list[Visit]:
    """The visits of these keys, in their order, with what the tracker says of them."""
    found = {visit.pk: visit for visit in with_columns(Visit.objects.filter(pk__in=keys))}
    return [found[key] for key in keys if key in found]
