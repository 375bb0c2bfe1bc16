"""Which visit the report is on: of a school the newest, of a year, or the one that is named."""

from django import forms

from hub.calendar.years import YearChoiceField
from hub.reporting.forms import ReportForm
from schools.models import School
from schools.school_box import SchoolField
from visits.models import SentReport, Visit

RIGHT = "visits.report_visit"
_BACK = 10


class VisitReportForm(ReportForm):
    """A school, and perhaps a year or the reference of a visit; else its newest visit."""

    marks_optional = False

    school = SchoolField(label="School", help_text="Its name, postcode or URN.")
    period = YearChoiceField(
        back=_BACK, ahead=0, required=False, help_text="Leave it open for the newest visit."
    )
    visit = forms.CharField(
        label="Reference of the visit",
        max_length=6,
        required=False,
        help_text="Six letters and digits. Leave it open for the newest visit.",
        widget=forms.TextInput({"class": "govuk-input--width-5"}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        years = self.fields["period"]
        years.choices = [("", "The newest"), *years.choices]

    def narrow(self, user):
        """Offer the schools of which the user may read reports."""
        mine = School.objects.all() if user is None else School.objects.allowing(RIGHT, user)
        self.fields["school"].queryset = mine
        few = [] if user is None else list(mine[:2])
        if len(few) == 1:
            self.fields["school"].initial = few[0].reference

    def clean(self):
        """There must be a visit of which something is written."""
        cleaned = super().clean()
        school = cleaned.get("school")
        self._found = self._visit(cleaned) if school and not self.errors else None
        if school and not self.errors and self._found is None:
            name = "visit" if cleaned.get("visit") else "period" if cleaned["period"] else "school"
            self.add_error(name, forms.ValidationError(f"{school} has no report of such a visit"))
        return cleaned

    def subject(self):
        """The school and the reference of the visit."""
        return f"{self.cleaned_data['school']}, {self._found.reference}"

    def arguments(self):
        """The visit."""
        return {"visit": self._found}

    def _visit(self, cleaned):
        rows = Visit.objects.filter(school=cleaned["school"])
        if self.user is not None:
            rows = rows.allowing("visits.see_report", self.user)
        if cleaned.get("visit"):
            rows = rows.filter(reference=cleaned["visit"].upper())
        if cleaned.get("period"):
            rows = rows.filter(year=cleaned["period"])
        written = (
            rows.filter(pk__in=SentReport.objects.values("visit"))
            | rows.filter(record__isnull=False).took_place()
        )
        rows = written.select_related("school", "type", "record").distinct()
        return rows.order_by("-starts_at", "-pk").first()
