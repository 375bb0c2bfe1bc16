"""Every e-mail of the portal is a row here, written with the change that it tells of."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Q
from django.db.models.functions import Upper
from django.urls import reverse
from django.utils import timezone

from hub.messaging.choices import Standing, Why
from hub.messaging.querysets import UNSENT, MessageQuerySet
from hub.platform.background import Work
from hub.platform.choices import WorkState

LONGEST_SUBJECT = 200


class Message(Work):
    """One e-mail to one person: what it says, and whether it has left."""

    dedupe_key = models.CharField(max_length=200, blank=True, editable=False)
    to = models.EmailField("to", max_length=254)
    to_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    template = models.CharField(max_length=100, blank=True)
    subject = models.CharField(max_length=LONGEST_SUBJECT)
    text = models.TextField()
    html = models.TextField(blank=True)
    is_secret = models.BooleanField("holds a code or a link", default=False)
    useless_after = models.DateTimeField(null=True, editable=False)
    sent_at = models.DateTimeField(null=True, editable=False)
    blanked_at = models.DateTimeField(null=True, editable=False)
    tried_at = models.DateTimeField("last tried at", null=True, editable=False)
    # Attempts made before staff had it sent again. The count itself goes on: it is the token of a
    # claim (Work.leave), and a worker thought dead must not find its own number again.
    attempts_before = models.PositiveSmallIntegerField(default=0, db_default=0, editable=False)
    instead_of = models.OneToOneField(
        "self", models.SET_NULL, null=True, editable=False, related_name="sent_instead"
    )

    objects = MessageQuerySet.as_manager()

    class Meta(Work.Meta):
        ordering = ["-pk"]
        constraints = [
            *Work.Meta.constraints,
            models.UniqueConstraint(
                fields=["dedupe_key"],
                condition=~Q(dedupe_key=""),
                name="a_message_is_written_once_for_a_key",
            ),
            models.CheckConstraint(
                condition=~Q(subject__regex=r"[\r\n]") & ~Q(to__regex=r"[\r\n]"),
                name="a_message_has_no_line_breaks_in_its_headers",
            ),
        ]
        indexes = [
            *Work.Meta.indexes,
            models.Index(fields=["to", "-id"], name="messages_to_an_address"),
            models.Index(
                fields=["created_at"],
                condition=Q(is_secret=True, blanked_at=None),
                name="messages_to_blank",
            ),
            # For a part of an address, in whatever case: a page of staff looks for it.
            GinIndex(OpClass(Upper("to"), name="gin_trgm_ops"), name="messages_by_part_of_address"),
            models.Index(fields=["created_at", "id"], name="messages_by_time"),
            models.Index(fields=["template", "-id"], name="messages_of_a_template"),
            models.Index(fields=["-id"], condition=Q(state__in=UNSENT), name="messages_not_sent"),
        ]

    def __str__(self):
        return self.subject

    @property
    def message_id(self):
        """The Message-ID header: the same at every attempt, so that mailboxes drop a double."""
        return f"<message-{self.pk}@{urlsplit(settings.SITE_URL).hostname}>"

    def get_absolute_url(self):
        """Its page for staff."""
        return reverse("messages:message", args=[self.pk])

    @property
    def tries(self):
        """How often it was tried since it was written, or since staff had it sent again."""
        return self.attempts - self.attempts_before

    @property
    def standing(self):
        """How it stands: a Standing."""
        if self.state in UNSENT:
            if self.last_error in (Why.TOO_LATE, Why.STOPPED, Why.READDRESSED):
                return Standing.OVER
            return Standing.FAILED if self.state == WorkState.FAILED else Standing.GIVEN_UP
        if self.state == WorkState.QUEUED:
            return Standing.PUT_OFF if self.tries else Standing.WAITING
        return Standing.SENT if self.state == WorkState.DONE else Standing.RUNNING

    @property
    def words(self):
        """How it stands, in a few words."""
        if self.standing == Standing.OVER:
            return "Not sent" if self.last_error == Why.TOO_LATE else Why(self.last_error).label
        return self.standing.label

    @property
    def kind(self):
        """The colour of those words (templates/components/tag.html)."""
        return {
            Standing.SENT: "ok",
            Standing.FAILED: "error",
            Standing.GIVEN_UP: "error",
            Standing.OVER: "",
        }.get(self.standing, "info")

    @property
    def is_useless(self):
        """Does what it says hold no more, or is its text gone?"""
        is_late = self.useless_after is not None and self.useless_after <= timezone.now()
        return is_late or self.blanked_at is not None

    @property
    def can_be_sent_again(self):
        """Did it not go, and would it still help whom it is for?"""
        is_open = self.state in UNSENT and self.last_error != Why.READDRESSED
        return is_open and not self.is_useless

    @property
    def can_be_readdressed(self):
        """May its text go to another address? Never a code or a link: it is for this one alone."""
        return self.can_be_sent_again and not self.is_secret
