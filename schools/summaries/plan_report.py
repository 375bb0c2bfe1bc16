"""The report "development-plan": a summary in the Department's layout, and the whole plan."""

from django import forms
from django.core.exceptions import ValidationError

from hub.calendar.years import YearChoiceField
from hub.permissions import may
from hub.reporting.choices import Format
from hub.reporting.forms import ReportForm
from schools.models import School
from schools.school_box import SchoolField
from schools.summaries.documents import Document, document_of
from schools.summaries.rows import TITLE

RIGHT = "schools.report_plan"
SUMMARY, PLAN = "summary", "plan"
_NOTHING = {
    SUMMARY: "Nothing is published for what you chose",
    PLAN: "There is no plan for what you chose that you may read whole",
}


class PlanForm(ReportForm):
    """Which school, which year (the newest when none is named), and how much of the plan."""

    school = SchoolField(
        required=False,
        label="School",
        help_text="Its name, postcode or URN.",
    )
    period = YearChoiceField(
        required=False, help_text="Leave it open for the newest.", back=9, ahead=1
    )
    contents = forms.ChoiceField(
        required=False,
        label="What it holds",
        choices=[
            (SUMMARY, "The summary, as it is published"),
            (PLAN, "The summary and the whole plan, for the school’s own use"),
        ],
        widget=forms.RadioSelect,
        initial=SUMMARY,
    )

    def narrow(self, user):
        """Offer the schools of which the user may have a summary; who has one gets that."""
        mine = School.objects.all() if user is None else School.objects.allowing(RIGHT, user)
        self.fields["school"].queryset = mine
        self.fields["period"].choices = [("", "The newest"), *self.fields["period"].choices]
        few = [] if user is None else list(mine[:2])
        self.own = few[0] if len(few) == 1 else None
        if self.own is not None:
            self.fields["school"].initial = self.own.reference
        elif user is not None:
            self.fields["school"].required = True

    def clean_school(self):
        """The school that was chosen; for who has one alone, that one."""
        return self.cleaned_data["school"] or self.own

    def clean_contents(self):
        """The summary alone, unless the plan was asked for."""
        return self.cleaned_data["contents"] or SUMMARY

    def clean(self):
        """Find what is printed: what is not there, or not theirs to read, is said here."""
        cleaned = super().clean()
        if self.errors:
            return cleaned
        self.document = document_of(
            user=self.user,
            school=cleaned["school"],
            year=cleaned["period"],
            with_plan=cleaned["contents"] == PLAN,
        )
        if self.document is None:
            raise ValidationError(_NOTHING[cleaned["contents"]])
        return cleaned

    def subject(self):
        """The school and the year."""
        summary = self.document.summary
        return f"{summary.school}, {summary.year}"

    def arguments(self):
        """What is printed."""
        return {"document": self.document}


def rows(*, document) -> list[Document]:
    """The one document."""
    return [document]


def plan_button(plan, user, *, contents=SUMMARY):
    """The form behind "Make the PDF"; None when the user may not have it made."""
    if not may(user, RIGHT, plan.school):
        return None
    return {
        "school": plan.school.reference,
        "period": str(plan.year),
        "contents": contents,
        "format": Format.PDF.value,
    }


OPTIONS = {
    "title": TITLE,
    "description": "What a school tells families of its music, in the layout of the Department for "
    "Education’s template; for the school itself the whole plan as well.",
    "right": RIGHT,
    "form": PlanForm,
    "pdf": "schools/pdf/development_plan.html",
    "page": "schools/reports/development_plan.html",
}
