"""Who may see, offer, take and change places in lessons (security.md: booking, waiting list)."""

from django.db.models import Q

from hub.accounts.choices import STAFF_ROLES, Role
from hub.people.models import CarerLink, Consent, Pupil
from hub.people.permissions import not_own_family, own_pupils
from hub.people.permissions import see_whereabouts as see_whereabouts_of_pupil
from hub.permissions import EVERYTHING, NOTHING, right
from hub.places.choices import TAUGHT
from tuition.choices import ProvisionState
from tuition.models import Enrolment


def taught_by_user(user) -> Q:
    """Over Enrolment: those whom the user teaches, by arrangement or by the provision."""
    return Q(tutor=user) | Q(tutor=None, provision__tutor=user)


def pupils_taught(user) -> Q:
    """Over Pupil: those with a place whom the user teaches, while the user is a tutor."""
    if not user.has_role(Role.TUTOR):
        return NOTHING
    return Q(pk__in=Enrolment.objects.taught().filter(taught_by_user(user)).values("pupil"))


def _of_own_pupils(user):
    """Enrolments of pupils for whom the user cares, as a subquery."""
    return Enrolment.objects.filter(pupil__in=own_pupils(user)).values("pk")


@right("tuition.see_provision", public=Q(state=ProvisionState.PUBLISHED))
def see_provision(user):
    """Published ones are public; staff and tutors see drafts and stopped ones too; families those

    of their pupils, unless it is kept from them where those are taught.
    """
    if user.has_role(*STAFF_ROLES, Role.TUTOR):
        return EVERYTHING
    known = Pupil.objects.filter(see_whereabouts_of_pupil(user), pk__in=own_pupils(user))
    return Q(state=ProvisionState.PUBLISHED) | Q(
        pk__in=Enrolment.objects.filter(pupil__in=known.values("pk")).values("provision")
    )


@right("tuition.list_provision")
def list_provision(user):
    """The list of all that is taught, drafts and stopped ones too: staff read it."""
    return EVERYTHING if user.has_role(*STAFF_ROLES) else NOTHING


@right("tuition.set_provision")
def set_provision(user):
    """The office says what is taught where; nobody else."""
    return EVERYTHING if user.has_role(Role.OFFICE) else NOTHING


@right("tuition.see_prices")
def see_prices(user):
    """The table behind the prices that families see: staff read it."""
    return EVERYTHING if user.has_role(*STAFF_ROLES) else NOTHING


@right("tuition.set_prices")
def set_prices(user):
    """Managers set prices (security.md: price list; proposals of finance come with billing)."""
    return EVERYTHING if user.has_role(Role.MANAGER) else NOTHING


@right("tuition.see_enrolment", second_factor=True)
def see_enrolment(user):
    """The office and finance all; carers those of their pupils; tutors those whom they teach;
    schools those of pupils whose carers let the school know.
    """
    if user.has_role(Role.OFFICE, Role.FINANCE):
        return EVERYTHING
    seen = Q(pk__in=_of_own_pupils(user))
    if user.has_role(Role.TUTOR):
        seen |= Q(state__in=TAUGHT) & taught_by_user(user)
    return seen | Q(pk__in=_known_to_school(user))


def _known_to_school(user):
    """What a school sees of its own pupils: those whose carers agreed (people.see_pupil)."""
    schools = user.scope_ids("school", Role.LEAD, Role.HEAD)
    if not schools:
        return Enrolment.objects.none().values("pk")
    told = Consent.objects.live().filter(kind="school").values("pupil")
    pupils = Pupil.objects.present().filter(school__in=schools, pk__in=told).values("pk")
    return Enrolment.objects.filter(pupil__in=pupils).values("pk")


@right("tuition.see_school_pupils", second_factor=True)
def see_school_pupils(user):
    """Over School. Leads and heads see the list of their own school's learners."""
    own = user.scope_ids("school", Role.LEAD, Role.HEAD)
    return Q(pk__in=own) if own else NOTHING


@right("tuition.apply_for_school")
def apply_for_school(user):
    """Over School. Leads apply for a pupil of their school; the carer completes it."""
    own = user.scope_ids("school", Role.LEAD)
    return Q(pk__in=own) if own else NOTHING


@right("tuition.see_school_application", second_factor=True)
def see_school_application(user):
    """Over SchoolApplication. The school's lead and head, the office."""
    if user.has_role(Role.OFFICE):
        return EVERYTHING
    own = user.scope_ids("school", Role.LEAD, Role.HEAD)
    return Q(school__in=own) if own else NOTHING


@right("tuition.see_waiting_list", second_factor=True)
def see_waiting_list(user):
    """The office's list of applications and who waits: the office and finance read it."""
    return EVERYTHING if user.has_role(Role.OFFICE, Role.FINANCE) else NOTHING


@right("tuition.count_enrolments")
def count_enrolments(user):
    """Figures without names: managers, and all who see the list."""
    if user.has_role(Role.MANAGER, Role.OFFICE, Role.FINANCE):
        return EVERYTHING
    return NOTHING


@right("tuition.offer_place", second_factor=True)
def offer_place(user):
    """Over Enrolment. The office offers, moves and ends places, but not in its own family."""
    if not user.has_role(Role.OFFICE):
        return NOTHING
    return Q(pupil__in=Pupil.objects.filter(not_own_family(user)).values("pk"))


@right("tuition.answer_offer")
def answer_offer(user):
    """Over Enrolment. Accept, decline, give notice, ask for a change: carers who may book."""
    booking = CarerLink.objects.booking().of_user(user).values("pupil")
    return Q(pk__in=Enrolment.objects.filter(pupil__in=booking).values("pk"))


@right("tuition.give_notice")
def give_notice(user):
    """Over Enrolment. Carers who may book; the office for those who phone, not its own family."""
    return offer_place(user) | answer_offer(user)


@right("tuition.teach", second_factor=True)
def teach(user):
    """Over Pupil. Tutors those whom they teach: their list, and what each needs."""
    return pupils_taught(user)


@right("tuition.see_whereabouts")
def see_whereabouts(user):
    """Over Enrolment. Where it is taught: who sees it, but for carers of whom it is kept."""
    return Q(pupil__in=Pupil.objects.filter(see_whereabouts_of_pupil(user)).values("pk"))


@right("tuition.report_absence")
def report_absence(user):
    """Over Enrolment. Carers who see the lessons say that the learner will be away."""
    return Q(pk__in=_of_own_pupils(user))


@right("tuition.see_absence", second_factor=True)
def see_absence(user):
    """Over Absence. Who sees the enrolment and is no school: carers, tutors, the office."""
    if user.has_role(Role.OFFICE, Role.FINANCE):
        return EVERYTHING
    mine = Q(pk__in=_of_own_pupils(user))
    if user.has_role(Role.TUTOR):
        mine |= taught_by_user(user) & Q(state__in=TAUGHT)
    return Q(enrolment__in=Enrolment.objects.filter(mine).values("pk"))


@right("tuition.see_change_request", second_factor=True)
def see_change_request(user):
    """Over ChangeRequest. The office and finance; carers of the pupil."""
    if user.has_role(Role.OFFICE, Role.FINANCE):
        return EVERYTHING
    return Q(enrolment__in=_of_own_pupils(user))


@right("tuition.answer_change_request", second_factor=True)
def answer_change_request(user):
    """Over ChangeRequest. The office, but not for its own family."""
    if not user.has_role(Role.OFFICE):
        return NOTHING
    return Q(enrolment__pupil__in=Pupil.objects.filter(not_own_family(user)).values("pk"))


@right("tuition.see_continue_round")
def see_continue_round(user):
    """The round of "continue next year?": the office, finance and managers follow it."""
    if user.has_role(Role.OFFICE, Role.FINANCE, Role.MANAGER):
        return EVERYTHING
    return NOTHING


@right("tuition.run_continue_round", second_factor=True)
def run_continue_round(user):
    """The office opens, closes and rolls it over."""
    return EVERYTHING if user.has_role(Role.OFFICE) else NOTHING


@right("tuition.see_continuation", second_factor=True)
def see_continuation(user):
    """Over Continuation. The office and finance; carers of the pupil."""
    if user.has_role(Role.OFFICE, Role.FINANCE):
        return EVERYTHING
    return Q(enrolment__in=_of_own_pupils(user))


@right("tuition.answer_continuation")
def answer_continuation(user):
    """Over Continuation. Carers who may book."""
    booking = CarerLink.objects.booking().of_user(user).values("pupil")
    return Q(enrolment__in=Enrolment.objects.filter(pupil__in=booking).values("pk"))


@right("tuition.see_interest", second_factor=True)
def see_interest(user):
    """Over Interest. The office's list of who wants to hear; and one's own."""
    return EVERYTHING if user.has_role(Role.OFFICE) else Q(user=user.pk)


@right("tuition.see_basket")
def see_basket(user):
    """Over Basket. One's own."""
    return Q(user=user.pk)


@right("tuition.see_basket_line")
def see_basket_line(user):
    """Over BasketLine. Those of one's own basket; a visitor's is known by the session alone."""
    return Q(basket__user=user.pk)


@right("tuition.see_price_paid", second_factor=True)
def see_price_paid(user):
    """Over Enrolment. What a family pays: the office, finance, and carers of the pupil.

    Never schools or tutors (security.md, field rules).
    """
    if user.has_role(Role.OFFICE, Role.FINANCE):
        return EVERYTHING
    return Q(pk__in=_of_own_pupils(user))
