"""Every e-mail of the portal is a row here, written with the change that it tells of."""

from urllib.parse import urlsplit

from django.conf import settings
from django.db import models
from django.db.models import Q

from hub.messaging.querysets import MessageQuerySet
from hub.platform.background import Work
from hub.platform.choices import LIVE, WorkState

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
        ]

    def __str__(self):
        return self.subject

    @property
    def message_id(self):
        """The Message-ID header: the same at every attempt, so that mailboxes drop a double."""
        return f"<message-{self.pk}@{urlsplit(settings.SITE_URL).hostname}>"

    @property
    def words(self):
        """How it stands, in a few words."""
        if self.state == WorkState.DONE:
            return "Sent"
        if self.state == WorkState.QUEUED and self.attempts:
            return "Put off, will be tried again"
        return self.get_state_display()

    @property
    def kind(self):
        """The colour of those words (templates/components/tag.html)."""
        if self.state == WorkState.DONE:
            return "ok"
        return "info" if self.state in LIVE else "error"
