"""Schools in the menus, and what waits to be done about them."""

from django.urls import reverse
from django.utils.formats import date_format

from hub.calendar.years import AcademicYear
from hub.home.registry import Todo, entry, thing_to_do
from hub.permissions import may
from hub.policy.pages import settings_page
from schools.audits import menus  # noqa: F401  (registers its own)
from schools.facts import book
from schools.models import School, SchoolClaim
from schools.plans import menus as plan_menus  # noqa: F401  (registers itself)

# Managers find schools too (docs/decisions/0006-schools-for-managers.md).
entry(
    area=("staff", "manager"), text="Schools", url_name="schools:list", right="schools.see_school"
)


entry(
    area=("staff", "manager"),
    text="Data quality",
    url_name="schools:data_quality",
    right="schools.keep_directory",
)
entry(area=("staff", "manager"), text="Needs", url_name="schools:needs", right="schools.see_needs")
settings_page(
    text="Regions",
    hint="The hub’s own grouping of schools, for officers, lists and reports.",
    url_name="schools:regions",
    right="schools.keep_lists",
)
settings_page(
    text="Trusts",
    hint="Academy trusts, from the register or added by hand.",
    url_name="schools:trusts",
    right="schools.keep_lists",
)
settings_page(
    text="Types of school",
    hint="Which types of the register’s schools the hub takes in.",
    url_name="schools:types",
    right="schools.keep_lists",
)
settings_page(
    text="Files of the register",
    hint="Which files were read, and whether each was the whole register of an authority.",
    url_name="schools:readings",
    right="schools.keep_lists",
)


entry(area="public", text="Schools", url_name="schools:find")
entry(area="no-role", text="Find your school", url_name="schools:find")
entry(
    area=("staff", "manager", "school"),
    text="Requests",
    url_name="schools:claims",
    right="schools.see_claims",
)


@thing_to_do(area=("staff", "manager", "school"), order=40)
def requests_to_join(user):
    """For those who answer: people who wait to be let into a school."""
    waiting = SchoolClaim.objects.waiting().allowing("schools.decide_claim", user)
    number = waiting.count()
    if not number:
        return None
    return Todo(
        text="Answer requests to join a school",
        url=reverse("schools:claims"),
        hint="They say that they lead music, head or keep the books of a school.",
        status=f"{number} {'person' if number == 1 else 'people'}",
    )


@thing_to_do(area="school", order=10)
def own_schools(user):
    """For school roles: the way to the home page of each of their schools."""
    own = list(School.objects.allowing("schools.see_home", user).order_by("name", "pk"))
    return [
        Todo(
            text=f"See what is next at {school}",
            url=reverse("schools:home", args=[school.pk]),
            hint="What to do, what is new, and whom to ask." if number == 0 else "",
            status="To read",
            kind="info",
        )
        for number, school in enumerate(own)
    ]


@thing_to_do(area=("school", "parent", "tutor"), order=85)
def own_requests(user):
    """For whoever has asked to join a school: that it is not forgotten."""
    if not SchoolClaim.objects.waiting().filter(user=user.pk).exists():
        return None
    return Todo(
        text="See your request to join a school",
        url=reverse("schools:my_claims"),
        hint="The school or the hub looks at it. You get an e-mail.",
        status="Waiting",
        kind="info",
    )


@thing_to_do(area=("staff", "manager"), order=60)
def schools_without_a_phase(user):
    """For those who may set it: open schools for which neither register nor hub say a phase."""
    if not may(user, "schools.set_facts"):
        return None
    number = School.objects.allowing("schools.set_facts", user).without_phase().count()
    if not number:
        return None
    return Todo(
        text="Set the phase of schools that have none",
        url=f"{reverse('schools:assign')}?lacks=phase",
        hint="The register says neither their ages nor their phase.",
        status=f"{number} school{'' if number == 1 else 's'}",
    )


@thing_to_do(area=("staff", "manager"), order=61)
def schools_missing_from_the_register(user):
    """For those who keep the directory: open schools that the last whole file did not hold."""
    if not may(user, "schools.keep_directory"):
        return None
    mine = School.objects.allowing("schools.keep_directory", user)
    number = mine.missing_to_look_at().count()
    if not number:
        return None
    return Todo(
        text="Look at schools that are missing from the register",
        url=reverse("schools:missing"),
        hint="They stay open until somebody closes them.",
        status=f"{number} school{'' if number == 1 else 's'}",
    )


@thing_to_do(area="school", order=30)
def tell_about_music(user):
    """For a lead or head of one school that has told nothing of its music this year."""
    mine = list(School.objects.allowing("schools.confirm_facts", user).open()[:2])
    year = AcademicYear.current()
    if len(mine) != 1 or book.has_told(mine[0], year):
        return None
    return Todo(
        text=f"Tell the hub about music in {year}",
        url=reverse("schools:known", args=[mine[0].pk]),
        hint="Ten minutes: confirm what is known, correct what has changed. Nobody asks you twice.",
        status="Not started",
    )


@thing_to_do(area="school", order=90)
def own_record(user):
    """For school roles: the way to their school's record, or to the schools of their trust."""
    own = list(School.objects.visible_to(user).open()[:2])
    if not own:
        return None
    if len(own) > 1:
        return Todo(
            "See your schools’ records", reverse("schools:list"), status="To read", kind="info"
        )
    school = own[0]
    return Todo(
        text="See your school’s record",
        url=school.get_absolute_url(),
        hint="What the register says, the people of your school, and what has happened.",
        status=f"Read {date_format(school.imported_at, 'j F')}"
        if school.imported_at
        else "To read",
        kind="info",
    )
