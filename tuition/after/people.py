"""Who is written to about a learner's place. No letter says where it is: some must not learn it."""

from dataclasses import dataclass

from hub.accounts.models import User
from hub.people.choices import Relationship
from hub.people.models import CarerLink


@dataclass(frozen=True)
class Addressee:
    """A carer to write to. ``whose``: "your child’s", or "your" to who learns themselves.

    ``may_book``: may say yes and no for the learner.
    """

    email: str
    user: User | None
    whose: str
    may_book: bool


def written_to(pupils) -> dict[int, list[Addressee]]:
    """{key of the pupil: who is written to}, in one statement for all."""
    links = CarerLink.objects.written_to().filter(pupil__in=list(pupils))
    found: dict[int, list[Addressee]] = {}
    for link in links.select_related("carer__user").order_by("pk"):
        user = link.carer.user
        if user is not None and not user.is_active:
            continue
        email = user.email if user else link.carer.email
        whose = "your" if link.relationship == Relationship.SELF else "your child’s"
        each = Addressee(email, user, whose, link.may_book)
        found.setdefault(link.pupil_id, []).append(each)
    return found


def answering(pupils) -> dict[int, list[Addressee]]:
    """The same, of those alone who may say yes and no for the child."""
    return {
        pupil: [each for each in several if each.may_book]
        for pupil, several in written_to(pupils).items()
    }
