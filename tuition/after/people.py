"""Who is written to about a learner's place, and who must not learn where it is."""

from dataclasses import dataclass

from hub.accounts.models import User
from hub.people.models import CarerLink


@dataclass(frozen=True)
class Addressee:
    """A carer to write to. ``is_open``: may it be said where the child is taught?"""

    email: str
    user: User | None
    is_open: bool


def written_to(pupils) -> dict[int, list[Addressee]]:
    """{key of the pupil: who is written to}, in one statement for all."""
    links = CarerLink.objects.written_to().filter(pupil__in=list(pupils))
    found: dict[int, list[Addressee]] = {}
    for link in links.select_related("carer__user").order_by("pk"):
        user = link.carer.user
        if user is not None and not user.is_active:
            continue
        email = user.email if user else link.carer.email
        each = Addressee(email, user, not link.hides_whereabouts)
        found.setdefault(link.pupil_id, []).append(each)
    return found


def answering(pupils) -> dict[int, list[Addressee]]:
    """The same, of those alone who may say yes and no for the child."""
    books = CarerLink.objects.booking().filter(pupil__in=list(pupils))
    users = {(link.pupil_id, link.carer.user_id) for link in books.select_related("carer")}
    return {
        pupil: [each for each in several if each.user and (pupil, each.user.pk) in users]
        for pupil, several in written_to(pupils).items()
    }
