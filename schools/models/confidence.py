"""How confident the teachers of a school feel in music: what a lead asks them, once a year."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from hub.calendar.years import AcademicYearField
from hub.permissions import RightsQuerySet
from schools.models.schools import School

#: A summary is of no fewer people, whatever the rule of the hub says.
FEWEST = 5


class ConfidenceQuerySet(RightsQuerySet):
    """Confidence surveys of schools."""

    def visible_to(self, user):
        """Those of which this user may see the summary."""
        return self.allowing("schools.see_confidence", user)


class ConfidenceSurvey(models.Model):
    """One survey of a school's teachers in a year. Who answered is kept nowhere.

    ``least``: how many answers a summary is of and grows by, as the rule was when it was opened.
    ``link_number``: a link carries it, so that another one makes those before stop. ``answered``:
    how many sets of answers there are, kept by the verb that takes them (schools.confidence).
    """

    school = models.ForeignKey(School, models.PROTECT, related_name="confidence_surveys")
    year = AcademicYearField()
    version = models.ForeignKey("surveys.Version", models.PROTECT, related_name="+")
    least = models.PositiveSmallIntegerField(default=FEWEST)
    link_number = models.PositiveSmallIntegerField(default=1, editable=False)
    link_ends_on = models.DateField()
    answered = models.PositiveIntegerField(default=0, editable=False)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", editable=False
    )
    opened_at = models.DateTimeField(default=timezone.now, editable=False)
    closed_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = ConfidenceQuerySet.as_manager()

    class Meta:
        ordering = ["-year"]
        verbose_name = "confidence survey"
        constraints = [
            models.UniqueConstraint(
                fields=["school", "year"], name="one_confidence_survey_a_school_and_year"
            ),
            models.CheckConstraint(
                condition=Q(least__gte=FEWEST), name="a_summary_is_of_five_or_more"
            ),
        ]

    def __str__(self):
        return f"{self.school}, {self.year}"

    def get_absolute_url(self):
        return f"{reverse('schools:confidence', args=[self.school_id])}?year={self.year}"

    @property
    def is_open(self):
        """Does its link work today?"""
        return self.closed_at is None and timezone.localdate() <= self.link_ends_on

    @property
    def counted(self):
        """How many sets of answers the summary is of: it grows in steps, so that of two of them

        nobody can take one from the other and see what one person said.
        """
        return self.answered // self.least * self.least
