"""E-mails about accounts and roles. Each is a Message row in the transaction of its cause."""

from hub.messaging.outbox import queue

#: The template of every e-mail that carries an invitation, by which they are counted.
INVITATION = "people/email/invitation"


def invitation(invitation, link):
    """The invitation with its link, to the invited address. Each sending is a new message."""
    queue(
        template=INVITATION,
        to=invitation.email,
        context={
            "role": invitation.role_in_words,
            "inviter": str(invitation.invited_by) if invitation.invited_by else "",
            "link": link,
            "expires_at": invitation.expires_at,
        },
        dedupe_key=f"invitation:{invitation.pk}:{invitation.times_sent}",
        is_secret=True,
        useless_after=invitation.expires_at,
    )


def invitation_moved(invitation):
    """Tell somebody that an invitation is for another school now; its link stays as it was."""
    queue(
        template="people/email/invitation_moved",
        to=invitation.email,
        context={
            "role": invitation.role_in_words,
            "new": str(invitation.scope),
            "expires_at": invitation.expires_at,
        },
        dedupe_key=f"invitation-moved:{invitation.pk}:{invitation.school_id}",
        useless_after=invitation.expires_at,
    )


def role_ended(grant):
    """Tell somebody that a role of theirs was ended."""
    queue(
        template="people/email/role_ended",
        to=grant.user.email,
        context={"role": str(grant)},
        dedupe_key=f"role-ended:{grant.pk}",
        user=grant.user,
    )


def role_moved(grant, moved):
    """Tell somebody that a role of theirs goes on at another school, which follows the old one."""
    queue(
        template="people/email/role_moved",
        to=grant.user.email,
        context={"role": str(moved), "old": str(grant.scope), "new": str(moved.scope)},
        dedupe_key=f"role-moved:{grant.pk}",
        user=grant.user,
    )


def account_closed(user, entry):
    """Tell somebody that their account was deactivated; ``entry``: that act on the trail."""
    _about_account("account_closed", user, entry)


def account_reopened(user, entry):
    """Tell somebody that their account works again."""
    _about_account("account_reopened", user, entry)


def second_factor_reset(user, entry):
    """Tell somebody that their second factor was taken off: it may not be they who asked."""
    _about_account("second_factor_reset", user, entry)


def _about_account(template, user, entry):
    queue(
        template=f"people/email/{template}",
        to=user.email,
        context={},
        # The same may happen again next year: the act on the trail tells the times apart.
        dedupe_key=f"{template}:{user.pk}:{entry.pk}",
        user=user,
    )
