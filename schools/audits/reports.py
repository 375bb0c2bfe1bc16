"""The report on the result of an audit. Loaded by schools/reports.py."""

from django import forms

from hub.calendar.years import YearChoiceField
from hub.reporting.forms import ReportForm
from hub.reporting.registry import report
from schools.audits.outcome import submitted_audits
from schools.audits.report_rows import AuditRow, audit_row
from schools.models import School
from schools.school_box import SchoolField

RIGHT = "schools.report_audit"
_BACK = 10


class AuditResultForm(ReportForm):
    """Of which school, and of which year; without a year, what it handed in last."""

    marks_optional = False

    school = SchoolField(label="School", help_text="Its name, postcode or URN.")
    period = YearChoiceField(
        back=_BACK,
        ahead=0,
        required=False,
        help_text="Leave it open for the newest audit.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        years = self.fields["period"]
        years.choices = [("", "The newest"), *years.choices]

    def narrow(self, user):
        """Offer the schools of which the user may read audits."""
        mine = School.objects.all() if user is None else School.objects.allowing(RIGHT, user)
        self.fields["school"].queryset = mine
        few = [] if user is None else list(mine[:2])
        if len(few) == 1:
            self.fields["school"].initial = few[0].reference

    def clean(self):
        """There must be an audit of this school, and of this year, that is handed in."""
        cleaned = super().clean()
        school, year = cleaned.get("school"), cleaned.get("period")
        if school and self._found(school, year) is None:
            of_year = f" for {year}" if year else ""
            words = f"{school} has handed in no audit{of_year}"
            self.add_error("period" if year else "school", forms.ValidationError(words))
        return cleaned

    def subject(self):
        """The school and the year."""
        cleaned = self.cleaned_data
        return f"{cleaned['school']}, {self._found(cleaned['school'], cleaned['period']).year}"

    def arguments(self):
        """The audit."""
        cleaned = self.cleaned_data
        return {"audit": self._found(cleaned["school"], cleaned["period"])}

    def _found(self, school, year):
        rows = submitted_audits(school, user=self.user)
        rows = rows.filter(year=year) if year else rows
        return rows.order_by("-year", "-filling__submitted_at").first()


def _steps(row):
    return "; ".join(f"{step.area_name}: {step.text}" for step in row.result.next_steps)


def _strengths(row):
    return "; ".join(f"{area.name}: {g.words or g.wording}" for area, g in row.result.strengths)


def _levels(row):
    return "; ".join(f"{each.area.name}: {each.now}" for each in row.areas)


@report(
    "audit-result",
    title="Audit result",
    description="What a school’s music audit came to: strengths, three next steps, the level of "
    "each area beside last year’s.",
    right=RIGHT,
    form=AuditResultForm,
    pdf="schools/pdf/audit_result.html",
    page="schools/reports/audit_result.html",
    columns={
        "URN": lambda row: row.school.urn,
        "School": lambda row: row.school.name,
        "Year": lambda row: str(row.year),
        "Handed in": lambda row: row.submitted_at,
        "Levels": _levels,
        "Strengths": _strengths,
        "Next steps": _steps,
        "Since last year": lambda row: row.moved,
    },
)
def audit_result(*, audit) -> list[AuditRow]:
    """The result of one audit that was handed in."""
    return [audit_row(audit)]
