"""How well the directory is known: what is missing, what waits for a decision, each as a count."""

from dataclasses import dataclass

from django.db.models import Count, Q
from django.urls import reverse

from schools.choices import Phase
from schools.models import EstablishmentType, School, SchoolLink


@dataclass(frozen=True)
class QualityRow:
    """One thing that is not in order: how many, of how many, and where the list of them is.

    ``of`` is None where there is nothing to compare with.
    """

    key: str
    label: str
    number: int
    of: int | None
    definition: str
    url: str


def data_quality(*, schools=None, links=None, types=True) -> list[QualityRow]:
    """What is not in order among the schools and links given, all when not given; four statements.

    ``types``: also how many types of school nobody has decided on, which is no region's.
    Source: the directory as it stands, from the register and what the hub added.
    """
    schools = School.objects.all() if schools is None else schools
    links = SchoolLink.objects.all() if links is None else links
    known = schools.open().aggregate(
        every=Count("pk"),
        phase=Count("pk", filter=Q(phase=Phase.NOT_KNOWN)),
        region=Count("pk", filter=Q(region=None)),
        position=Count("pk", filter=Q(easting=None)),
        pupils=Count("pk", filter=Q(pupils=None)),
    )
    rows = [
        QualityRow(
            "missing",
            "Missing from the register",
            schools.missing_to_look_at().count(),
            known["every"],
            "Open schools with a URN that the last whole file of their authority did not hold, and "
            "that nobody has looked at since.",
            reverse("schools:missing"),
        ),
        QualityRow(
            "links",
            "Mergers and splits to decide",
            links.to_decide().count(),
            None,
            "Links between two schools of the directory that are in force, are not plainly one "
            "school that became one other, and that nobody has decided on.",
            reverse("schools:links"),
        ),
        *(_lacking(key, *words, known) for key, words in _LACKING.items()),
    ]
    if types:
        rows.append(
            QualityRow(
                "types",
                "Types never decided",
                EstablishmentType.objects.filter(decided_at=None).count(),
                None,
                "Types of school in the register for which the default holds, because nobody has "
                "said whether they count.",
                reverse("schools:types"),
            )
        )
    return rows


_LACKING = {
    "phase": ("Phase not known", "Open schools for which neither register nor hub say a phase."),
    "region": ("No region", "Open schools that are in none of the hub’s regions."),
    "position": ("No position", "Open schools without a place on the national grid."),
    "pupils": ("No pupils figure", "Open schools for which nobody has said how many pupils."),
}


def _lacking(key, label, definition, known):
    url = f"{reverse('schools:assign')}?lacks={key}"
    return QualityRow(key, label, known[key], known["every"], definition, url)
