"""Which schools a report is about: the part of a form that reports on schools share.

Every report on schools has these fields (docs/reports.md)::

    class VisitsForm(SchoolsForm):
        right = "visits.report_visits"
        period = YearChoiceField()
"""

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q

from hub.policy.models import LocalAuthority
from hub.reporting.forms import ReportForm
from schools.choices import Phase
from schools.models import District, Region, School, Trust
from schools.school_box import SchoolField

_NAMED = 5  # of those that match, in an error


class Named(forms.ModelChoiceField):
    """One of few rows, chosen from a list; addresses and the command name it."""

    def __init__(self, queryset, *, by, **kwargs):
        super().__init__(queryset, to_field_name=by, required=False, **kwargs)

    def to_python(self, value):
        """The row by its key, else by its name in any case."""
        try:
            return super().to_python(value)
        except ValidationError:
            if "\x00" in str(value):
                raise
            named = list(self.queryset.filter(name__iexact=str(value).strip())[:2])
            if len(named) != 1:
                raise
            return named[0]

    def reference(self, row):
        """What stands for the choice in addresses and in what is kept."""
        return str(getattr(row, self.to_field_name))


class TrustField(forms.CharField):
    """A trust by code, name or part of its name: a list of all would hold hundreds."""

    def __init__(self, **kwargs):
        super().__init__(max_length=200, required=False, **kwargs)
        self.queryset = Trust.objects.none()

    def reference(self, trust):
        """What stands for the choice in addresses and in what is kept."""
        return trust.code

    def clean(self, value):
        """The Trust, None for nothing. Raises ValidationError, naming what matches."""
        text = " ".join(super().clean(value).split())
        if not text:
            return None
        exact = self.queryset.filter(Q(code__iexact=text) | Q(name__iexact=text))
        found = list(exact[:2]) or list(self.queryset.filter(name__icontains=text)[: _NAMED + 1])
        if len(found) == 1:
            return found[0]
        if not found:
            raise ValidationError("No trust of your schools has this name or code")
        names = "; ".join(f"{trust.name} ({trust.code})" for trust in found[:_NAMED])
        raise ValidationError(f"Several trusts match: {names}. Type one of these codes")


class SchoolsForm(ReportForm):
    """The schools that a report is about: one, or all that every filled field lets through.

    ``right``: on which schools the report may be had; the choices are narrowed to these. Groups
    hold open schools; a closed one is to be had by itself.
    """

    right = ""

    school = SchoolField(
        required=False,
        label="One school",
        help_text="Its name, postcode or URN. Leave it empty for several schools.",
    )
    region = Named(Region.objects.all(), by="name", empty_label="Every region")
    phase = forms.ChoiceField(required=False, choices=[("", "Every phase"), *Phase.choices])
    district = Named(District.objects.all(), by="code", empty_label="Every district")
    authority = Named(
        LocalAuthority.objects.all(),
        by="code",
        label="Local authority",
        empty_label="Every local authority",
    )
    trust = TrustField(help_text="Its name, part of it, or its code.")

    marks_optional = False
    SCOPE = ("school", "region", "phase", "district", "authority", "trust")

    def narrow(self, user):
        """Offer the schools on which the user holds the right, and what these belong to."""
        mine = School.objects.all() if user is None else School.objects.allowing(self.right, user)
        self.mine, self.own = mine, None
        self.fields["school"].queryset = mine
        few = [] if user is None else list(mine[:2])
        if len(few) == 1:
            self._only(few[0])
            return
        for name in ("region", "district", "trust"):
            field = self.fields[name]
            field.queryset = field.queryset.model.objects.filter(
                pk__in=mine.order_by().values(name)
            )
        self.fields["authority"].queryset = LocalAuthority.objects.filter(
            pk__in=mine.order_by().values("local_authority")
        )

    def _only(self, school):
        """Who has one school has nothing to choose; its address may still name it."""
        for name in self.SCOPE[1:]:
            del self.fields[name]
        self.own = school
        self.fields["school"].initial = school.reference
        self.fields["school"].help_text = ""

    def clean_school(self):
        """The school that was chosen; for who has one alone, that one."""
        return self.cleaned_data["school"] or self.own

    def schools(self):
        """The schools, in the order of their names. Valid forms only."""
        chosen = {name: self.cleaned_data.get(name) for name in self.SCOPE}
        if chosen["school"]:
            return self.mine.filter(pk=chosen["school"].pk)
        columns = {"authority": "local_authority"}
        wanted = {columns.get(name, name): value for name, value in chosen.items() if value}
        return self.mine.open().filter(**wanted).order_by("search_name", "pk")

    def clean(self):
        """One school, or filters: not both, because the filters would say nothing."""
        cleaned = super().clean()
        if cleaned.get("school") and any(cleaned.get(name) for name in self.SCOPE[1:]):
            self.add_error("school", "Leave this empty, or leave the other choices open")
        return cleaned

    def subject(self):
        """The school, or what narrows them: "North, Primary"."""
        words = [words for label, words in self.chosen() if label in self._labels()]
        return ", ".join(words) or "all schools"

    def _labels(self):
        return {self.fields[name].label for name in self.SCOPE if name in self.fields}

    def arguments(self):
        """The schools, who reads, and every other field that the report has."""
        others = {
            name: value for name, value in super().arguments().items() if name not in self.SCOPE
        }
        return {"schools": self.schools(), "reader": self.user, **others}


def keys_of(*, schools, **_):
    """The primary keys of the schools, in their order: what a report is divided by."""
    return list(schools.values_list("pk", flat=True))
