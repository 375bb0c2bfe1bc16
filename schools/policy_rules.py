"""The hub's rules about figures on schools and about files of the register."""

from datetime import timedelta

from django.db.models import Count
from django.urls import reverse
from django.utils import timezone

from hub.policy.rules import Effect, OneOf, Whole, rule
from schools.confidence import policy_rules as confidence_rules  # noqa: F401  (registers itself)
from schools.models import Fact, PublishedAddress, RegisterReading, School, SchoolChase, SchoolClaim
from schools.plans import policy_rules as plan_policy_rules  # noqa: F401  (registers itself)

#: How many of the newest files of the register a change of rule is tried on.
_READINGS = 20


def _fewer(number):
    return School.objects.open().filter(pupils__gt=0, pupils__lt=number).count()


def _hidden(old, new):
    """How many schools' numbers of pupils would be told, or no longer."""
    before, after = _fewer(old), _fewer(new)
    schools = "1 open school has" if after == 1 else f"{after:,} open schools have"
    url = f"{reverse('schools:list')}?sort=pupils"
    return [
        Effect(f"{schools} fewer than {new} pupils, and shows no number in reports.", url),
        Effect(f"With {old} that concerned {before:,}."),
        Effect("Reports that are made already stay as they are."),
    ]


rule(
    "suppress-below",
    label="Smallest number of people that reports tell",
    group="Figures",
    kind=Whole("people", least=2, most=20),
    default=5,
    help="A smaller count of people is written as “fewer than” this, so that nobody can be "
    "known again from it. None at all is told.",
    source="sector practice: counts under five are left out of what is published",
    effects=_hidden,
)


def _counted_anew(old, new):
    """How many of the newest files would have counted otherwise."""
    newest = list(RegisterReading.objects.all()[:_READINGS])
    other = [reading for reading in newest if _is_whole(reading, old) != _is_whole(reading, new)]
    url = reverse("schools:readings")
    return [
        Effect(
            f"{len(other)} of the {len(newest)} newest files of the register would have "
            "counted otherwise.",
            url,
        ),
        Effect("Files that were read already stay as they are."),
    ]


def _is_whole(reading, percent):
    return reading.found * 100 >= percent * reading.known


rule(
    "register-whole-percent",
    label="When a file of the register counts as whole",
    group="School directory",
    kind=Whole("%", least=50, most=100),
    default=75,
    help="The share of an authority’s open schools that a file has to hold. Only of a whole file "
    "it is said that a school is missing from it.",
    source="hub policy: in six years one school in ten changes its number",
    effects=_counted_anew,
)


def _weighed_anew(old, new):
    """How many facts several sources have spoken of."""
    sources = Fact.objects.values("school", "year", "key", "dimension")
    several = sources.annotate(sources=Count("source", distinct=True)).filter(sources__gt=1).count()
    told = "fact is" if several == 1 else "facts are"
    return [
        Effect(f"{several:,} {told} told by several sources, in all years, and may change."),
        Effect("The facts of the year are weighed anew within some minutes."),
    ]


rule(
    "facts-first",
    label="Which source wins about a school",
    group="School directory",
    kind=OneOf(
        (
            ("school", "The school’s own answer, then visits, then the hub’s records"),
            ("newest", "The newest answer, whoever gave it"),
        )
    ),
    default="school",
    help="When several sources say different things of the same school and year. An estimate "
    "yields to what is known either way, and nothing that was said is lost.",
    source="hub policy: a school knows its own music best",
    effects=_weighed_anew,
)


def _asked_oftener(old, new):
    """How many accounts have asked oftener than the new number allows, in the last 24 hours."""
    today = SchoolClaim.objects.of_the_last_day().order_by().values("user")
    number = today.annotate(times=Count("pk")).filter(times__gt=new).count()
    accounts = "1 account has" if number == 1 else f"{number:,} accounts have"
    return [
        Effect(f"{accounts} sent more than {new} in the last 24 hours."),
        Effect("Requests that were sent already stay as they are."),
    ]


def _would_run_out(old, new):
    """How many of the requests that wait would have run out, or be near it."""
    before = timezone.now() - timedelta(days=new)
    number = SchoolClaim.objects.waiting().filter(asked_at__lt=before).count()
    requests = "1 request" if number == 1 else f"{number:,} requests"
    url = reverse("schools:claims")
    return [Effect(f"{requests} would run out within the hour: nobody has answered.", url)]


rule(
    "claims-a-day",
    label="Requests to join a school that one account may send in a day",
    group="People of schools",
    kind=Whole("requests", least=1, most=50),
    default=5,
    help="Whoever works at more schools is invited, or goes on the next day.",
    source="hub policy: heads and officers are not flooded",
    effects=_asked_oftener,
)
rule(
    "claims-lapse-days",
    label="How long a request to join a school waits for an answer",
    group="People of schools",
    kind=Whole("days", least=7, most=365),
    default=28,
    help="After that it has run out. The person is told, and can ask again.",
    source="hub policy: four weeks outlast any school holiday but the summer",
    effects=_would_run_out,
)


def _addresses_looked_at(old, new):
    """How many published addresses there are, and how often all of them would be asked."""
    number = PublishedAddress.objects.current().count()
    if not new:
        return [Effect(f"{number:,} published plans would not be looked at again by themselves.")]
    pages = "1 published plan" if number == 1 else f"{number:,} published plans"
    return [
        Effect(f"The portal would ask for {pages} every {365 // new} days."),
        Effect("Schools and staff can have any of them checked again at once."),
    ]


def _told_oftener(old, new):
    """How many schools have named more addresses than the new number allows, in 24 hours."""
    since = timezone.now() - timedelta(days=1)
    told = PublishedAddress.objects.filter(said_at__gt=since).order_by().values("school")
    number = told.annotate(times=Count("pk")).filter(times__gt=new).count()
    schools = "1 school has" if number == 1 else f"{number:,} schools have"
    return [Effect(f"{schools} named more than {new} in the last 24 hours.")]


rule(
    "plan-address-checks",
    label="How often a published plan is looked for",
    group="Development plans",
    kind=Whole("times a year", least=0, most=12),
    default=3,
    help="The portal asks whether the summary still stands where the school has said.",
    source="hub policy: once a term",
    effects=_addresses_looked_at,
)
rule(
    "plan-addresses-a-day",
    label="Addresses of published plans that a school may name in a day",
    group="Development plans",
    kind=Whole("addresses", least=1, most=50),
    default=10,
    help="Each of them is asked for once. Nobody uses the portal to look into other sites.",
    source="hub policy: enough for every slip of the pen",
    effects=_told_oftener,
)


def _reminded_lately(old, new):
    """How many schools could not be reminded of the same thing again today."""
    since = timezone.now() - timedelta(days=new)
    number = SchoolChase.objects.filter(at__gt=since).values("school").distinct().count()
    schools = "1 school was" if number == 1 else f"{number:,} schools were"
    return [Effect(f"{schools} reminded in the last {new} days and would wait.")]


rule(
    "chase-again-days",
    label="How long after a reminder a school is not reminded of the same again",
    group="People of schools",
    kind=Whole("days", least=1, most=180),
    default=14,
    help="Of its plan, its audit, or what it tells of its music, by hub staff.",
    source="hub policy: two weeks of term time to act",
    effects=_reminded_lately,
)
