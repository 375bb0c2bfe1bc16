"""Who looks at questionnaires and edits them; answers are read by whom the asking app says."""

from functools import reduce
from operator import or_

from django.db.models import Q

from hub.accounts.choices import Role
from hub.permissions import EVERYTHING, NOTHING, right
from hub.surveys import reading_rights
from hub.surveys.models import Answer, Filling


@right("surveys.see_questionnaire")
def see_questionnaire(user):
    """Managers, administrators, visits officers and training officers look at questionnaires."""
    staff = (Role.MANAGER, Role.ADMIN, Role.OFFICER, Role.TRAINING)
    return EVERYTHING if user.has_role(*staff) else NOTHING


@right("surveys.edit_questionnaire")
def edit_questionnaire(user):
    """Managers and administrators edit and publish questionnaires."""
    return EVERYTHING if user.has_role(Role.MANAGER, Role.ADMIN) else NOTHING


@right("surveys.see_version")
def see_version(user):
    """Who looks at questionnaires looks at all their versions."""
    return see_questionnaire(user)


@right("surveys.edit_version")
def edit_version(user):
    """Who edits questionnaires edits their drafts."""
    return edit_questionnaire(user)


@right("surveys.see_section")
def see_section(user):
    """Who looks at questionnaires looks at their sections."""
    return see_questionnaire(user)


@right("surveys.see_question")
def see_question(user):
    """Who looks at questionnaires looks at their questions."""
    return see_questionnaire(user)


@right("surveys.see_filling")
def see_filling(user):
    """Answers are read by whom the app that asks says, each questionnaire on its own."""
    found = [
        Q(version__questionnaire__key=key) & q
        for key, rule in reading_rights.registered()
        if (q := rule(user)) != NOTHING
    ]
    return reduce(or_, found) if found else NOTHING


@right("surveys.see_answer")
def see_answer(user):
    """Who reads a set of answers reads each of them."""
    q = see_filling(user)
    return q if q == NOTHING else Q(filling__in=Filling._base_manager.filter(q).values("pk"))


@right("surveys.see_earlier_answer")
def see_earlier_answer(user):
    """Who reads an answer reads what it was before."""
    q = see_answer(user)
    return q if q == NOTHING else Q(answer__in=Answer._base_manager.filter(q).values("pk"))
