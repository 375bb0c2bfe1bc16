"""What the list of families can be narrowed by."""

from django import forms
from django.db.models import Exists, OuterRef

from hub.calendar.choices import YearGroup
from hub.calendar.years import AcademicYear
from hub.forms import FilterForm
from hub.people.choices import ConsentKind, Restriction
from hub.people.models import CarerLink, Consent, Needs

_ADULT = "adult"


class PupilFilters(FilterForm):
    """Words, school, year, needs that nobody answered, consents, restrictions."""

    q = forms.CharField(
        label="Search",
        max_length=100,
        help_text="Name of a child or carer, part of it, e-mail address, postcode or reference",
    )
    school = forms.CharField(
        label="School", max_length=120, help_text="Its name, part of it, or URN"
    )
    year = forms.ChoiceField(
        label="School year",
        choices=[
            ("", "All years"),
            *((str(value), label) for value, label in YearGroup.choices),
            (_ADULT, "Adult learners"),
        ],
    )
    needs = forms.ChoiceField(
        label="Needs", choices=[("", "All"), ("open", "Not answered"), ("answered", "Answered")]
    )
    given = forms.ChoiceField(label="Consent given", choices=[("", "Any"), *ConsentKind.choices])
    missing = forms.ChoiceField(
        label="Consent not given", choices=[("", "Any"), *ConsentKind.choices]
    )
    restricted = forms.BooleanField(label="With a restriction")

    def narrow(self, pupils):
        """The pupils that every filter lets through."""
        on = self.values
        if "q" in on:
            pupils = pupils.of_family(on["q"])
        if "school" in on:
            pupils = pupils.at_school(on["school"])
        if on.get("year") == _ADULT:
            pupils = pupils.filter(is_adult=True)
        elif "year" in on:
            pupils = pupils.in_year_group(int(on["year"]), year=AcademicYear.current())
        if "needs" in on:
            answered = Exists(Needs.objects.answered().filter(pupil=OuterRef("pk")))
            pupils = pupils.filter(answered if on["needs"] == "answered" else ~answered)
        if "given" in on:
            pupils = pupils.filter(_agreed(on["given"]))
        if "missing" in on:
            pupils = pupils.filter(~_agreed(on["missing"]))
        if "restricted" in on:
            kept = CarerLink.objects.live().exclude(restriction=Restriction.NONE)
            pupils = pupils.filter(pk__in=kept.values("pupil"))
        return pupils


class CarerFilters(FilterForm):
    """Words, and whether there is an account."""

    q = forms.CharField(
        label="Search",
        max_length=100,
        help_text="Name, part of it, e-mail address, postcode or reference",
    )
    account = forms.ChoiceField(
        label="Account", choices=[("", "All"), ("yes", "Signs in"), ("no", "No account")]
    )

    def narrow(self, carers):
        """The carers that every filter lets through."""
        on = self.values
        if "q" in on:
            carers = carers.matching(on["q"])
        if "account" in on:
            carers = carers.filter(user__isnull=on["account"] == "no")
        return carers


def _agreed(kind):
    return Exists(Consent.objects.live().filter(pupil=OuterRef("pk"), kind=kind))
