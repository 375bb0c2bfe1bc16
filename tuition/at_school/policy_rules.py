"""How long a family has to complete what a school asked for."""

from hub.policy.rules import Whole, rule

rule(
    "school-application-days",
    label="Days for a carer to complete what a school asks for",
    group="Places",
    kind=Whole("days", least=3, most=90),
    default=28,
    help="Then the link in the e-mail ends, and what the school wrote of the pupil is deleted.",
    source="hub practice",
)
