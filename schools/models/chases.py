"""That the hub has reminded a school of something, so that it is not reminded every day."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from hub.calendar.years import AcademicYearField
from hub.permissions import RightsQuerySet
from schools.choices import ChasedFor
from schools.models.schools import School


class SchoolChaseQuerySet(RightsQuerySet):
    """Reminders to schools."""

    def visible_to(self, user):
        """The reminders of which this user may know."""
        return self.allowing("schools.see_chase", user)


class SchoolChase(models.Model):
    """One reminder to the people of a school. ``people``: to how many it went."""

    school = models.ForeignKey(School, models.CASCADE, related_name="chases")
    year = AcademicYearField()
    about = models.CharField(max_length=10, choices=ChasedFor.choices)
    people = models.PositiveSmallIntegerField()
    at = models.DateTimeField(default=timezone.now, editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", editable=False
    )

    objects = SchoolChaseQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = "reminder to a school"
        constraints = [
            models.CheckConstraint(
                condition=Q(about__in=ChasedFor.values), name="a_school_is_reminded_of_something"
            ),
            models.CheckConstraint(condition=Q(people__gte=1), name="a_reminder_went_to_somebody"),
        ]
        indexes = [models.Index(fields=["school", "about", "-at"], name="chases_of_a_school")]

    def __str__(self):
        return f"{self.get_about_display()}: {self.school}"
