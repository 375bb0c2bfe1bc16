"""The cards of My family: one a learner, with what every app has to say about them.

In an app's ``family_blocks.py``::

    from hub.people.family.cards import Block, Line, family_block

    @family_block(order=20)
    def next_lessons(user, pupils):
        '''{primary key of a pupil: [Block]}, in statements that do not grow with the children.'''
        found = Enrolment.objects.visible_to(user).filter(pupil__in=pupils).with_all()
        return {each.pupil_id: [Block("Next lesson", [Line(str(each), url=…)])] for each in found}

The pupils come with their school and ``shows_whereabouts``: may this user know where the child goes
to school and is taught? What tells it is left out by the app where not.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache

from django.utils.module_loading import autodiscover_modules

from hub.people.models import CarerLink, Pupil


@dataclass(frozen=True)
class Line:
    """One line of a block. ``status`` stands as a tag in the colour of ``kind`` (tag.html)."""

    text: str
    url: str = ""
    detail: str = ""
    status: str = ""
    kind: str = ""


@dataclass(frozen=True)
class Block:
    """What an app says of one learner: a heading, lines, and the way to more of them."""

    title: str
    lines: list[Line]
    url: str = ""
    link: str = ""


@dataclass(frozen=True)
class Card:
    """One learner of My family, as the carer may see them."""

    pupil: Pupil
    link: CarerLink
    blocks: list[Block] = field(default_factory=list)

    @property
    def year(self):
        """ "Year 4", "Adult learner" or ""."""
        return self.pupil.year_in_words

    @property
    def school(self):
        """Where the child goes to school, "" when it is kept from this carer or there is none."""
        if self.pupil.is_adult or not self.pupil.shows_whereabouts:
            return ""
        return self.pupil.school_in_words

    @property
    def may_book(self):
        """May this carer apply, accept, stop and change what is known of the learner?"""
        return self.link.may_book


_blocks: list[tuple[int, Callable]] = []


def family_block(*, order=50):
    """Register the function below, ``(user, pupils) -> {pupil_pk: [Block]}``; low orders first."""

    def register(function):
        _blocks.append((order, function))
        _blocks.sort(key=lambda each: each[0])
        return function

    return register


@cache
def _load():
    autodiscover_modules("family_blocks")


def own_pupils(user):
    """The learners whom the user looks after, each with school and ``shows_whereabouts``."""
    own = Pupil.objects.present().allowing("people.care_for", user).select_related("school")
    return own.with_right("people.see_whereabouts", user, as_="shows_whereabouts")


def blocks_of(user, pupils: Iterable[Pupil]) -> dict[int, list[Block]]:
    """{primary key: every app's blocks about the learner}, in their order."""
    _load()
    pupils = list(pupils)
    found: dict[int, list[Block]] = {pupil.pk: [] for pupil in pupils}
    if not pupils:
        return found
    for _, function in _blocks:
        for pk, blocks in function(user, pupils).items():
            found[pk] += blocks
    return found


def cards_of(user) -> list[Card]:
    """A card for each learner whom the user looks after, the adult first, then the youngest."""
    pupils = sorted(
        own_pupils(user), key=lambda each: (not each.is_adult, -each.born_on.toordinal(), each.pk)
    )
    links = CarerLink.objects.seeing().of_user(user).filter(pupil__in=pupils)
    by_pupil = {link.pupil_id: link for link in links}
    blocks = blocks_of(user, pupils)
    return [Card(pupil, by_pupil[pupil.pk], blocks[pupil.pk]) for pupil in pupils]
