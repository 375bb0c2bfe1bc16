"""One row a school and academic year, from which the hub's figures across schools are counted."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from hub.calendar.years import AcademicYearField
from hub.permissions import RightsQuerySet
from schools.choices import AuditArea, AuditLevel
from schools.models.schools import School


def level_of(area):
    """The column that holds the level of an area of the audit."""
    return f"level_{area.replace('-', '_')}"


def _level():
    return models.PositiveSmallIntegerField(null=True, choices=AuditLevel.choices)


def _number():
    return models.PositiveBigIntegerField(null=True)


class KnownYearQuerySet(RightsQuerySet):
    """What is known of schools, a row a school and year."""

    def visible_to(self, user):
        """The rows that this user may read: those of the schools whose facts they may."""
        return self.allowing("schools.see_known_year", user)


class KnownYear(models.Model):
    """What is known of a school in a year, those facts of it that are counted across schools.

    It says nothing that facts do not say: ``schools.facts.keeping`` writes it, and nothing else,
    with every fact that is written, and a sweep makes good what differs. To count facts themselves
    over 24,000 schools and three years takes seconds. No row: nothing is known.

    ``answers``: how many facts are known; ``own``: how many of them the school itself told. Days
    are as facts hold them: "2026-09-01". ``whole_class``: pupils of all year groups together.
    """

    school = models.ForeignKey(School, models.CASCADE, related_name="known_years")
    year = AcademicYearField()
    answers = models.PositiveIntegerField()
    own = models.PositiveIntegerField()

    level_leadership = _level()
    level_curriculum = _level()
    level_singing = _level()
    level_classroom_instruments = _level()
    level_lessons = _level()
    level_ensembles = _level()
    level_performances = _level()
    level_inclusion = _level()
    level_spaces = _level()
    level_staff = _level()
    level_partnership = _level()
    audited_at = models.DateTimeField(null=True)

    plan_status = models.CharField(max_length=20, blank=True)
    plan_address = models.CharField(max_length=500, blank=True)
    plan_review_on = models.CharField(max_length=10, blank=True)
    plan_seen_on = models.CharField(max_length=10, blank=True)

    music_budget = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    choirs = _number()
    ensembles = _number()
    learners = _number()
    whole_class = _number()
    topics = ArrayField(models.CharField(max_length=40), default=list)

    objects = KnownYearQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "school"]
        indexes = [
            # Which published plans are due for review is asked of all schools, day by day.
            models.Index(
                fields=["plan_review_on"],
                condition=Q(plan_status="published", plan_review_on__gt=""),
                name="published_plans_by_review",
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["year", "school"], name="a_year_of_a_school_is_known_once"
            ),
            models.CheckConstraint(
                condition=Q(own__lte=models.F("answers")), name="own_answers_are_answers"
            ),
            *[
                models.CheckConstraint(
                    condition=Q(**{f"{column}__isnull": True})
                    | Q(**{f"{column}__in": AuditLevel.values}),
                    name=f"{column}_is_a_level",
                )
                for column in map(level_of, AuditArea.values)
            ],
        ]

    def __str__(self):
        return f"{self.school} in {self.year}"
