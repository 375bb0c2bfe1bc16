"""E-mails to many families at once: a row of work, and a row for each to whom it went."""

import uuid

from django.db import models
from django.db.models import Q
from django.urls import reverse

from hub.messaging.models import LONGEST_SUBJECT, Message
from hub.people.models.carers import Carer
from hub.people.models.pupils import person
from hub.people.work_querysets import CircularCopyQuerySet, CircularQuerySet
from hub.platform.background import Work

LONGEST_TEXT = 5_000


class Circular(Work):
    """One e-mail to all carers of the pupils that an audience and its filters leave.

    ``filters``: {field: values} as they stood in the address; ``words``: the same in words.
    ``is_news``: goes only where a carer has agreed to news. ``names_no_place``: somebody has said
    that carers from whom a place is kept may read it. ``form_key``: of the form, used once.
    ``last_carer``: how far it has come. ``sent``, ``left_out``: carers.
    """

    form_key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    subject = models.CharField(max_length=LONGEST_SUBJECT)
    text = models.TextField(max_length=LONGEST_TEXT)
    audience = models.CharField(max_length=40)
    filters = models.JSONField(default=dict)
    words = models.CharField(max_length=500, blank=True)
    is_news = models.BooleanField(default=False)
    names_no_place = models.BooleanField(default=False)
    created_by = person(editable=False)
    last_carer = models.BigIntegerField(default=0, editable=False)
    sent = models.PositiveIntegerField(default=0, editable=False)
    finished_at = models.DateTimeField(null=True, editable=False)

    objects = CircularQuerySet.as_manager()

    class Meta(Work.Meta):
        ordering = ["-created_at", "-pk"]
        verbose_name = "message to families"
        verbose_name_plural = "messages to families"
        constraints = [
            *Work.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(subject__regex=r"[\r\n]"), name="a_circular_has_a_subject_of_one_line"
            ),
        ]
        indexes = [
            *Work.Meta.indexes,
            models.Index(fields=["-created_at", "-id"], name="circulars_newest_first"),
        ]

    def __str__(self):
        return self.subject

    def get_absolute_url(self):
        return reverse("families:message", args=[self.pk])


class CircularCopy(models.Model):
    """That it went to one carer, and the Message that it went by."""

    circular = models.ForeignKey(Circular, models.CASCADE, related_name="copies")
    carer = models.ForeignKey(Carer, models.CASCADE, related_name="+")
    message = models.ForeignKey(Message, models.SET_NULL, null=True, related_name="+")

    objects = CircularCopyQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = "copy of a message to families"
        verbose_name_plural = "copies of messages to families"
        constraints = [
            models.UniqueConstraint(
                fields=["circular", "carer"], name="a_circular_goes_to_a_carer_once"
            )
        ]

    def __str__(self):
        return f"Copy {self.pk}"
