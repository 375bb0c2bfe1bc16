"""Forms of the audit, beside those of its areas, which hub.surveys makes."""

from django import forms

from hub.calendar.years import AcademicYear
from hub.files import purposes
from hub.files.fields import UploadField
from hub.forms import FilterForm, HubForm
from hub.surveys.bindings import Known
from hub.surveys.choices import NOT_APPLICABLE
from hub.surveys.fields import ScaleSelect
from hub.surveys.forms import section_form
from hub.surveys.setting import SEEN
from schools.audits import content
from schools.audits.auditing import PURPOSE
from schools.models import LONGEST_REASON, Audit

FILE = "file"


def area_form(audit, section, data=None, files=None):
    """The form of one area: its questions and a file, with what often does not apply marked so."""
    skipped = Known(NOT_APPLICABLE, "It often does not apply to schools like yours")
    suggested = dict.fromkeys(content.skipped_at(audit.school), skipped)
    form = section_form(audit.filling, section, data, suggested=suggested)
    for field in form.fields.values():
        if isinstance(field.widget, ScaleSelect):
            # "Not sure" is an answer, and what is left open is named before it is handed in.
            field.label = str(field.label).removesuffix(" (optional)")
    purpose = purposes.get(PURPOSE)
    form.fields[FILE] = UploadField(
        kinds=purpose.kinds,
        largest=purpose.largest,
        label="Add a file (optional)",
        help_text="A photo, programme, scheme of work or the like that shows what you say: PDF, "
        "Word, spreadsheet or picture, smaller than 10 MB. No names of children, please.",
        required=False,
    )
    form.files = files or {}
    return form


def as_saved(data, answers):
    """What was typed, as if the page had been drawn after these answers were saved."""
    data = data.copy()
    for answer in answers:
        data[SEEN + answer.question.key] = answer.revision
    return data


class ReopenForm(HubForm):
    """Why an audit is given back to its school."""

    reason = forms.CharField(
        label="Why is it reopened?",
        max_length=LONGEST_REASON,
        help_text="The school reads this. No names of children, please.",
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": "Say why you give the audit back"},
    )


class AuditFilters(FilterForm):
    """What the list of audits can be narrowed by."""

    year = forms.ChoiceField(label="Academic year")
    q = forms.CharField(label="School: name, postcode or URN", max_length=100)

    def __init__(self, data=None, **kwargs):
        super().__init__(data, **kwargs)
        years = Audit.objects.order_by("-year").values_list("year", flat=True).distinct()
        self.fields["year"].choices = [("", "Every year"), *((str(y), str(y)) for y in years)]

    def narrow(self, audits, find):
        """The audits that every filter lets through. ``find``: words to schools."""
        values = self.values
        if "year" in values:
            audits = audits.filter(year=AcademicYear.parse(values["year"]))
        if "q" in values:
            audits = audits.filter(school__in=find(values["q"]).values("pk"))
        return audits
