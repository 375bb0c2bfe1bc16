"""What ends with a role or an account, in sentences, for the page before it happens."""

from hub.accounts import second_factor_reset
from hub.accounts.models import Invitation


def of_ending(grant):
    """Sentences about ending one role."""
    person = grant.user
    left = [str(other) for other in person.live_grants if other.pk != grant.pk]
    sentences = [f"From the next click on, {person} no longer has the role: {grant}."]
    if left:
        sentences.append(f"What stays: {', '.join(left)}.")
    else:
        sentences.append("No role is left: after signing in, the portal shows only their account.")
    sentences += [
        "They are signed out on every device.",
        "What the role gave is taken back: tokens for programs, and invitations that they sent "
        "and could not send without it.",
        "They are told by e-mail. What they did stays on the trail.",
    ]
    return sentences


def of_deactivating(person):
    """Sentences about closing an account."""
    sent = Invitation.objects.waiting().filter(invited_by=person).count()
    return [
        f"{person} is signed out on every device and cannot sign in any more.",
        "Their roles stay written and give nothing until the account is reactivated.",
        f"Invitations that they sent and that nobody has answered: {sent}. They are withdrawn."
        if sent
        else "No invitation of theirs is waiting for an answer.",
        "They are told by e-mail.",
    ]


def of_reactivating(person):
    """Sentences about opening an account again."""
    roles = [str(grant) for grant in person.grants.live().select_related()]
    return [
        f"{person} can sign in again.",
        f"Roles that hold again at once: {', '.join(roles)}."
        if roles
        else "They have no role: invite them to one.",
        "They are told by e-mail.",
    ]


def of_resetting(person):
    """Sentences about taking off a second factor."""
    after = (
        "They set up a new one at the next sign-in."
        if person.must_set_up_second_factor() or second_factor_reset.has_one(person)
        else "Their roles do not ask for a new one."
    )
    return [
        "Their authenticator app, passkeys and recovery codes stop working.",
        after,
        "They are signed out on every device, and told by e-mail.",
        "Make sure that it is really they who ask: phone the number you know.",
    ]


def of_signing_out(person):
    """Sentences about ending somebody's sessions."""
    return [
        f"{person} is signed out on every device.",
        "They can sign in again with their password. Deactivate the account to prevent that.",
    ]
