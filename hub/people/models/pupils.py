"""Pupils: children, young people and adult learners, and the schools that they have gone to."""

import secrets

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Concat, Lower
from django.urls import reverse
from django.utils import timezone

from hub.calendar.stages import age_on, year_group
from hub.calendar.years import AcademicYear
from hub.people.choices import Schooling
from hub.people.querysets import OfPupilQuerySet, PupilQuerySet

#: Without letters and digits that are taken for one another.
_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


def new_reference():
    """Seven letters and digits by which staff and carers name a record; they say nothing of it."""
    return "".join(secrets.choice(_LETTERS) for _ in range(7))


def person(**options):
    """Who did it; the row stays when their account goes."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", **options
    )


def search_text_of(*names):
    """The generated column in which words are looked for, accents and case aside."""
    parts = [part for name in names for part in (F(name), Value(" "))][:-1]
    return models.GeneratedField(
        expression=Func(
            Lower(Concat(*parts, output_field=models.TextField())), function="hub_unaccent"
        ),
        output_field=models.TextField(),
        db_persist=True,
    )


class Pupil(models.Model):
    """Somebody who learns. Who may see and book for them hangs on the links (CarerLink).

    ``preferred_name``: what they are called, when it is not the first name. ``out_by``: taught a
    year below (-1) or above (1) their age, as hub.calendar.stages counts. ``is_adult``: they hold
    the account themselves, and have a link to their own record. ``anonymised_at``: retention has
    taken name and birthday; ``born_on`` then is None.
    """

    reference = models.CharField(max_length=7, unique=True, default=new_reference, editable=False)
    first_name = models.CharField("first name", max_length=80)
    last_name = models.CharField("last name", max_length=80)
    preferred_name = models.CharField("name they like to be called", max_length=80, blank=True)
    born_on = models.DateField("date of birth", null=True)
    schooling = models.CharField(max_length=9, choices=Schooling.choices, default=Schooling.SCHOOL)
    school = models.ForeignKey(
        "schools.School", models.PROTECT, null=True, blank=True, related_name="learners"
    )
    school_words = models.CharField("name of the school", max_length=120, blank=True)
    out_by = models.SmallIntegerField(default=0, editable=False)
    is_adult = models.BooleanField("adult learner", default=False, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    created_by = person(editable=False)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="merged", editable=False
    )
    anonymised_at = models.DateTimeField(null=True, editable=False)
    is_on_hold = models.BooleanField(
        "kept by order, whatever retention says", default=False, editable=False
    )
    search_text = search_text_of("first_name", "last_name", "preferred_name", "reference")

    objects = PupilQuerySet.as_manager()

    class Meta:
        ordering = ["last_name", "first_name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(first_name="") & ~Q(last_name="") | Q(anonymised_at__isnull=False),
                name="a_pupil_has_first_and_last_name",
            ),
            models.CheckConstraint(
                condition=Q(born_on__isnull=False) | Q(anonymised_at__isnull=False),
                name="a_pupil_has_a_date_of_birth",
            ),
            models.CheckConstraint(
                condition=Q(schooling="school", school__isnull=False)
                | (~Q(schooling="school") & Q(school__isnull=True)),
                name="a_pupil_is_at_a_school_or_says_where",
            ),
            models.CheckConstraint(
                condition=Q(out_by__gte=-3, out_by__lte=3),
                name="a_pupil_is_taught_near_their_own_year",
            ),
            models.CheckConstraint(
                condition=~Q(merged_into=F("pk")), name="a_pupil_is_not_merged_into_itself"
            ),
        ]
        indexes = [
            models.Index(fields=["last_name", "first_name", "id"], name="pupils_by_name"),
            models.Index(fields=["school", "last_name", "id"], name="pupils_of_a_school"),
            # The same birthday is the first thing that likely duplicates share.
            models.Index(fields=["born_on", "last_name"], name="pupils_by_birthday"),
            GinIndex(OpClass("search_text", "gin_trgm_ops"), name="pupils_by_part_of_name"),
        ]

    def __str__(self):
        return self.full_name

    def get_absolute_url(self):
        return reverse("families:pupil", args=[self.pk])

    @property
    def called(self):
        """What they are called."""
        return self.preferred_name or self.first_name

    @property
    def full_name(self):
        """What they are called, and the last name."""
        return f"{self.called} {self.last_name}".strip() or f"Learner {self.reference}"

    @property
    def short_name(self):
        """All that tutors and leaders see: given name and initial (security.md)."""
        return f"{self.called} {self.last_name[:1]}".strip() or f"Learner {self.reference}"

    def age(self, on=None):
        """Whole years, today or on a day; None once anonymous."""
        return None if self.born_on is None else age_on(self.born_on, on or timezone.localdate())

    def year_group(self, year=None):
        """The YearGroup in an academic year, this one when not given; None for adults and others
        too old or too young for any.
        """
        if self.born_on is None or self.is_adult:
            return None
        year = AcademicYear.current() if year is None else year
        return year_group(born=self.born_on, year=year, out_by=self.out_by)

    @property
    def year_in_words(self):
        """ "Year 4", "Adult learner", or "" when too old or young for a year."""
        if self.is_adult:
            return "Adult learner"
        group = self.year_group()
        return group.label if group is not None else ""

    @property
    def school_in_words(self):
        """The school's name, or where they are taught otherwise."""
        if self.school_id:
            return str(self.school)
        if self.schooling == Schooling.ELSEWHERE and self.school_words:
            return self.school_words
        return self.get_schooling_display()


class SchoolSpell(models.Model):
    """A time at one school, or at none. The open one (no last day) is where the pupil is now."""

    SEE = "people.see_school_spell"

    pupil = models.ForeignKey(Pupil, models.CASCADE, related_name="spells")
    school = models.ForeignKey("schools.School", models.PROTECT, null=True, related_name="+")
    words = models.CharField(max_length=120, blank=True)
    from_on = models.DateField(default=timezone.localdate)
    to_on = models.DateField(null=True)

    objects = OfPupilQuerySet.as_manager()

    class Meta:
        ordering = ["-from_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["pupil"], condition=Q(to_on=None), name="a_pupil_is_at_one_school_now"
            ),
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")),
                name="a_time_at_a_school_ends_after_it_starts",
            ),
        ]

    def __str__(self):
        return str(self.school or self.words)
