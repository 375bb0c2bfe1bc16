"""When somebody last looked at the home page of a school of theirs."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from hub.permissions import RightsQuerySet
from schools.models.schools import School


class SchoolLookQuerySet(RightsQuerySet):
    """Who looked when."""

    def visible_to(self, user):
        """One's own: when somebody looks is nobody else's business."""
        return self.allowing("schools.see_look", user)


class SchoolLook(models.Model):
    """One person and one school: the visit that goes on, and the one before.

    ``before_at``: when the visit before ended; what happened since is new to this person.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", editable=False
    )
    school = models.ForeignKey(School, models.CASCADE, related_name="+", editable=False)
    looked_at = models.DateTimeField(default=timezone.now, editable=False)
    before_at = models.DateTimeField(null=True, editable=False)

    objects = SchoolLookQuerySet.as_manager()

    class Meta:
        verbose_name = "look at a school"
        verbose_name_plural = "looks at schools"
        constraints = [
            models.UniqueConstraint(
                fields=["user", "school"], name="one_look_for_a_person_and_a_school"
            ),
            models.CheckConstraint(
                condition=Q(before_at__isnull=True) | Q(before_at__lte=F("looked_at")),
                name="the_visit_before_was_before",
            ),
        ]

    def __str__(self):
        return f"{self.school}, {self.looked_at:%-d %B %Y}"
