"""The hub's rules about the confidence survey. Loaded by schools/policy_rules.py."""

from django.utils import timezone

from hub.policy.rules import Effect, Whole, rule
from schools.models import FEWEST, ConfidenceSurvey


def _open_ones(old, new):
    """How many surveys are running, which stay as they were opened."""
    open_ones = ConfidenceSurvey.objects.filter(closed_at=None)
    number = open_ones.filter(link_ends_on__gte=timezone.localdate()).count()
    goes = "1 that is open goes" if number == 1 else f"{number:,} that are open go"
    return [Effect(f"It holds for surveys that are opened from now on; {goes} on with {old}.")]


def _from_now_on(old, new):
    return [Effect("It holds from the next answer or link on. What was answered stays.")]


rule(
    "confidence-from",
    label="Fewest teachers of whom the confidence survey shows a summary",
    group="Confidence survey",
    kind=Whole("teachers", least=FEWEST, most=20),
    default=FEWEST,
    help="The summary shows from so many answers, and grows by as many, so that nobody can find "
    "out what one colleague said. It can never be fewer than five.",
    source="sector practice: counts under five are left out",
    effects=_open_ones,
)
rule(
    "confidence-a-day",
    label="Most answers to a school’s confidence survey in a day",
    group="Confidence survey",
    kind=Whole("answers", least=20, most=1000),
    default=200,
    help="A guard against somebody who sends them by machine: no school has more teachers.",
    source="hub policy: more than the staff of any school that we serve",
    effects=_from_now_on,
)
rule(
    "confidence-link-days",
    label="Longest time for which the link of a confidence survey works",
    group="Confidence survey",
    kind=Whole("days", least=7, most=120),
    default=42,
    help="A lead chooses the last day, up to this. The link never works beyond the school year.",
    source="hub policy: half a term",
    effects=_from_now_on,
)
