"""Enrolments, the baskets that they are put together in, and what a school asks for a pupil."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from hub.calendar.choices import Weekday
from hub.places.choices import LIVE, PlaceState
from hub.places.models import Place
from tuition.choices import Payer
from tuition.models.provision import Provision
from tuition.querysets import BasketQuerySet, EnrolmentQuerySet, SchoolApplicationQuerySet


class Basket(models.Model):
    """What a visitor or carer is putting together. ``key`` stands in the session.

    ``address_hash``: of the network address, for the limit on holds of visitors; taken away with
    the basket after 30 days.
    """

    key = models.UUIDField(unique=True, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="baskets"
    )
    address_hash = models.CharField(max_length=64, blank=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    done_at = models.DateTimeField(null=True, editable=False)

    objects = BasketQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            # Only this says that the same form was sent twice, in two tabs or by a double click.
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(done_at=None, user__isnull=False),
                name="a_carer_has_one_open_basket",
            )
        ]
        indexes = [
            models.Index(fields=["address_hash", "-created_at"], name="baskets_of_an_address"),
            models.Index(fields=["created_at"], name="baskets_by_age"),
        ]

    def __str__(self):
        return f"Basket {self.pk}"


class Enrolment(Place):
    """A learner's place in a provision, or the wish for one.

    ``pupil`` is None while a visitor holds a place and has not said for whom. ``weekday``,
    ``starts_at``, ``tutor``: what was arranged, where the provision leaves it open. ``price_term``
    and ``price_lesson``: pounds, as they were offered; the price table may change afterwards.
    ``payer_carer``: who pays for this one. ``terms_version``: of the terms that were agreed to, see
    tuition/lesson_terms.py. ``wishes``: days and the like, in the family's words.
    ``school``: where the learner was at school when it was applied for.
    """

    SEE = "tuition.see_enrolment"

    provision = models.ForeignKey(Provision, models.PROTECT, related_name="enrolments")
    pupil = models.ForeignKey("people.Pupil", models.PROTECT, null=True, related_name="enrolments")
    basket = models.ForeignKey(
        Basket, models.SET_NULL, null=True, related_name="lines", editable=False
    )
    school = models.ForeignKey(
        "schools.School", models.PROTECT, null=True, related_name="+", editable=False
    )
    payer = models.CharField("who pays", max_length=6, choices=Payer.choices, default=Payer.FAMILY)
    payer_carer = models.ForeignKey(
        "people.Carer", models.PROTECT, null=True, blank=True, related_name="paid_enrolments"
    )
    wishes = models.CharField("days and times that suit you", max_length=300, blank=True)
    needs_adapted = models.BooleanField("needs an adapted instrument", default=False)
    weekday = models.PositiveSmallIntegerField(
        "day", choices=Weekday.choices, null=True, blank=True
    )
    starts_at = models.TimeField("time", null=True, blank=True)
    tutor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="enrolments"
    )
    price_lesson = models.DecimalField(max_digits=7, decimal_places=2, null=True, editable=False)
    price_term = models.DecimalField(max_digits=7, decimal_places=2, null=True, editable=False)
    terms_version = models.PositiveIntegerField("version of the terms", null=True, editable=False)
    moved_from = models.ForeignKey(
        "self", models.SET_NULL, null=True, related_name="moved_to", editable=False
    )

    objects = EnrolmentQuerySet.as_manager()

    class Meta(Place.Meta):
        ordering = ["-applied_at", "-pk"]
        constraints = [
            *Place.Meta.constraints,
            models.UniqueConstraint(
                fields=["pupil", "provision"],
                condition=Q(state__in=[str(each) for each in LIVE], pupil__isnull=False),
                name="a_pupil_is_enrolled_once_in_a_provision",
            ),
            models.CheckConstraint(
                condition=Q(pupil__isnull=False)
                | Q(state__in=[PlaceState.HELD, PlaceState.LAPSED, PlaceState.WITHDRAWN]),
                name="an_enrolment_is_a_pupils_once_it_is_more_than_a_hold",
            ),
            models.CheckConstraint(
                condition=Q(weekday__isnull=True, starts_at__isnull=True)
                | Q(weekday__isnull=False, starts_at__isnull=False),
                name="day_and_time_of_an_enrolment_come_together",
            ),
            models.CheckConstraint(
                condition=(Q(price_term__isnull=True) | Q(price_term__gte=0))
                & (Q(price_lesson__isnull=True) | Q(price_lesson__gte=0)),
                name="an_enrolment_costs_no_less_than_nothing",
            ),
        ]
        indexes = [
            models.Index(fields=["pupil", "-applied_at"], name="enrolments_of_a_pupil"),
            # The queue of one provision, in turn.
            models.Index(
                fields=["provision", "rank", "applied_at", "id"],
                condition=Q(state__in=[PlaceState.APPLIED, PlaceState.WAITING]),
                name="enrolments_in_turn",
            ),
            # The office's list of all who wait.
            models.Index(
                fields=["applied_at", "id"],
                condition=Q(state__in=[PlaceState.APPLIED, PlaceState.WAITING]),
                name="enrolments_asked_longest",
            ),
            models.Index(
                fields=["answer_by"],
                condition=Q(state=PlaceState.OFFERED),
                name="offers_by_last_answer",
            ),
            models.Index(
                fields=["held_until"], condition=Q(state=PlaceState.HELD), name="holds_by_end"
            ),
            models.Index(
                fields=["last_day"],
                condition=Q(state=PlaceState.STOPPING),
                name="enrolments_by_last_day",
            ),
            models.Index(
                fields=["provision"],
                condition=Q(state__in=[str(each) for each in LIVE]),
                name="live_enrolments_of_provision",
            ),
            models.Index(fields=["school", "state"], name="enrolments_of_a_school"),
            models.Index(fields=["-applied_at", "-id"], name="enrolments_newest_first"),
        ]

    def get_absolute_url(self):
        return reverse("tuition:enrolment", args=[self.pk])

    @property
    def day(self):
        """Weekday arranged, else the provision's; None while it is to be agreed."""
        return self.weekday if self.weekday is not None else self.provision.weekday

    @property
    def time(self):
        """Time arranged, else the provision's."""
        return self.starts_at or self.provision.starts_at

    @property
    def taught_by(self):
        """The tutor arranged, else the provision's."""
        return self.tutor if self.tutor_id else self.provision.tutor


class SchoolApplication(models.Model):
    """A school asks for lessons for a pupil; the carer completes it by a signed link.

    The name stands here until the carer has made the record of the child, then it is blanked.
    """

    SEE = "tuition.see_school_application"

    school = models.ForeignKey("schools.School", models.PROTECT, related_name="+")
    provision = models.ForeignKey(Provision, models.PROTECT, related_name="school_applications")
    pupil_name = models.CharField("name of the pupil", max_length=160, blank=True)
    year_group = models.SmallIntegerField("school year", null=True, blank=True)
    carer_email = models.EmailField("e-mail address of a parent or carer")
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", editable=False
    )
    expires_at = models.DateTimeField(editable=False)
    completed_at = models.DateTimeField(null=True, editable=False)
    withdrawn_at = models.DateTimeField(null=True, editable=False)
    enrolment = models.ForeignKey(
        Enrolment, models.SET_NULL, null=True, related_name="+", editable=False
    )

    objects = SchoolApplicationQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = "application by a school"
        verbose_name_plural = "applications by schools"
        constraints = [
            models.CheckConstraint(
                condition=Q(completed_at__isnull=True) | Q(withdrawn_at__isnull=True),
                name="a_school_application_is_completed_or_taken_back",
            )
        ]
        indexes = [models.Index(fields=["school", "-created_at"], name="applications_of_a_school")]

    def __str__(self):
        return f"Application {self.pk}"
