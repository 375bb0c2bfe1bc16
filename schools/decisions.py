"""Merged and split schools: staff decide, link by link, whether history follows."""

from django.db import transaction
from django.utils import timezone

from hub.trail.record import record
from schools.carrying import carry
from schools.models import SchoolLink


class DecisionRefused(Exception):
    """A rule says no. The message can be shown as it stands."""


@transaction.atomic
def decide(*, link, follows, reason, by) -> SchoolLink:
    """Say whether the history of the earlier school goes on in the later one.

    If it does, and the earlier one is closed, its people are carried along now. Raises
    DecisionRefused when somebody has decided before, or the link is not in force yet.
    """
    # Locked before looking: of two people who decide at once the second is told of the first.
    link = SchoolLink.objects.select_for_update(of=("self",)).get(pk=link.pk)
    if link.follows is not None:
        raise DecisionRefused("Somebody has decided on this already. Take that back first.")
    if not SchoolLink.objects.in_force().filter(pk=link.pk).exists():
        raise DecisionRefused(f"This comes about on {link.established_on:%-d %B %Y}. Decide then.")
    _save(link, follows=follows, reason=reason, by=by)
    record("decided", link, by=by, changes={"follows": (None, follows)}, reason=reason)
    if follows:
        carry(by=by)
    return link


@transaction.atomic
def undo(*, link, by) -> SchoolLink:
    """Take a decision back: it waits again. People who were carried stay where they are."""
    link = SchoolLink.objects.select_for_update(of=("self",)).get(pk=link.pk)
    if link.follows is None:
        raise DecisionRefused("Nobody has decided on this.")
    before = link.follows
    _save(link, follows=None, reason="", by=None)
    record("took back", link, by=by, changes={"follows": (before, None)})
    return link


def _save(link, *, follows, reason, by):
    link.follows, link.decision_reason, link.decided_by = follows, reason, by
    link.decided_at = None if follows is None else timezone.now()
    link.save(update_fields=["follows", "decision_reason", "decided_by", "decided_at"])
