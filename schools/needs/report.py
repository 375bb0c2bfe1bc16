"""The report "music-needs", registered in schools/reports.py: the lines of the overview."""

from django import forms

from hub.calendar.years import AcademicYear, YearChoiceField
from hub.policy.models import LocalAuthority
from hub.reporting.forms import ReportForm
from schools.choices import Phase
from schools.models import Region, School
from schools.needs.counting import needs_of
from schools.needs.figures import FIGURES
from schools.needs.filters import YEARS
from schools.needs.lines import Line, lines_of
from schools.report_scope import Named, TrustField

DEFINITIONS = {figure.label: figure.definition for figure in FIGURES.values()}


class NeedsForm(ReportForm):
    """Of which year and schools; an officer who is limited to regions chooses one of these."""

    right = "schools.report_needs"

    period = YearChoiceField(required=False, ahead=0, initial=AcademicYear.current)
    region = Named(Region.objects.all(), by="name", empty_label="Every region")
    phase = forms.ChoiceField(required=False, choices=[("", "Every phase"), *Phase.choices])
    authority = Named(
        LocalAuthority.objects.all(),
        by="code",
        label="Local authority",
        empty_label="Every local authority",
    )
    trust = TrustField(help_text="Its name, part of it, or its code.")

    marks_optional = False

    def narrow(self, user):
        every = Region.objects.all()
        mine = every if user is None else every.allowing("schools.fill_region", user)
        self.fields["region"].queryset = mine
        if mine.count() < every.count():
            self.fields["region"].required = True
            self.fields["region"].empty_label = None
        trusts = School.objects.order_by().exclude(trust=None).values("trust")
        self.fields["trust"].queryset = self.fields["trust"].queryset.model.objects.filter(
            pk__in=trusts
        )

    def clean_period(self):
        """The year that was chosen, else this one."""
        return self.cleaned_data["period"] or AcademicYear.current()

    def subject(self):
        """What narrows the schools: "North, Primary, 2026/27"."""
        return ", ".join(words for _, words in self.chosen())


def rows(*, period, region=None, phase="", authority=None, trust=None) -> list[Line]:
    """The figures of the open schools of these, of the year and the two before it."""
    chosen = {"region": region, "phase": phase, "local_authority": authority, "trust": trust}
    schools = School.objects.open().filter(
        **{name: value for name, value in chosen.items() if value}
    )
    return lines_of(needs_of(schools, [AcademicYear(period - back) for back in range(YEARS)]))
