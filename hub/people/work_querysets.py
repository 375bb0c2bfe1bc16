"""Rows of work about families, by name: letters to many, copies of data, runs of retention."""

from django.utils import timezone

from hub.permissions import RightsQuerySet
from hub.platform.background import WorkQuerySet
from hub.platform.choices import WorkState


class CircularQuerySet(WorkQuerySet):
    """E-mails to many families."""

    def visible_to(self, user):
        """All for those who may write one."""
        return self.allowing("people.write_to_families", user)


class CircularCopyQuerySet(RightsQuerySet):
    """To whom an e-mail to many went."""

    def visible_to(self, user):
        """All for those who may write one."""
        return self.allowing("people.write_to_families", user)


class FamilyExportQuerySet(WorkQuerySet):
    """Copies of a family's data."""

    def visible_to(self, user):
        """One's own, and all but one's own for the office."""
        return self.allowing("people.see_export", user)

    def open(self):
        """Neither handed out nor refused."""
        return self.filter(released_at=None, refused_at=None)

    def to_review(self):
        """Made, and waiting for somebody of the office."""
        return self.open().filter(state=WorkState.DONE)

    def handed_out(self):
        """Those that the carer may fetch now."""
        return self.filter(released_at__isnull=False, expires_at__gt=timezone.now())

    def over(self):
        """Those whose files are kept no longer."""
        return self.filter(expires_at__lte=timezone.now(), forgotten_at=None)


class RetentionRunQuerySet(RightsQuerySet):
    """What retention has taken."""

    def visible_to(self, user):
        """All for those who may run it."""
        return self.allowing("people.run_retention", user)
