"""What this room itself holds of a pupil, as a family gets it."""

from hub.people.choices import Schooling
from hub.people.holdings import Section
from hub.people.models import CarerLink, Consent, Needs, SchoolSpell
from hub.trail.models import Entry

#: Stands where somebody else would be named.
OTHERS = "Another person, who is not named here"


def sections(link, *, whereabouts: bool) -> list[Section]:
    """All about one pupil that the carer of ``link`` may have. Nobody else is named."""
    pupil = link.pupil
    found = [
        _who(pupil, whereabouts),
        _links(link),
        _consents(pupil, link.carer),
        *_needs(pupil, whereabouts),
    ]
    if whereabouts:
        rows = SchoolSpell.objects.filter(pupil=pupil).select_related("school")
        found.append(
            Section(
                "Schools",
                ("School", "From", "To"),
                [(str(each), each.from_on, each.to_on) for each in rows],
            )
        )
    return found


def _who(pupil, whereabouts):
    rows = [
        ("Reference", pupil.reference),
        ("First name", pupil.first_name),
        ("Last name", pupil.last_name),
        ("Called", pupil.preferred_name),
        ("Date of birth", pupil.born_on),
        ("Year", pupil.year_in_words),
        ("Known here since", pupil.created_at),
    ]
    if whereabouts:
        rows.append(("Taught at", pupil.school_in_words))
        if pupil.schooling != Schooling.SCHOOL:
            rows.append(("Schooling", pupil.get_schooling_display()))
    return Section("Who", ("What", "Value"), rows)


def _links(link):
    columns = ("Who", "Relationship", "Parental responsibility", "Rights", "Since")
    mine = (
        "You",
        link.get_relationship_display(),
        _yes(link.has_responsibility),
        _rights(link),
        link.created_at,
    )
    others = CarerLink.objects.live().filter(pupil=link.pupil_id).exclude(pk=link.pk).count()
    rows = [mine]
    # Under a restriction not even how many there are.
    if not link.hides_whereabouts:
        rows += [(OTHERS, "", "", "", "")] * others
    return Section("Who cares for the child", columns, rows)


def _consents(pupil, carer):
    return Section(
        "Consents",
        ("What", "Given on", "By", "Taken back on"),
        [
            (
                each.get_kind_display(),
                each.given_at,
                "You" if each.given_by_id and each.given_by_id == carer.user_id else OTHERS,
                each.revoked_at,
            )
            for each in Consent.objects.filter(pupil=pupil).order_by("given_at", "pk")
        ],
    )


def _needs(pupil, whereabouts):
    needs = Needs.objects.filter(pupil=pupil).first()
    if needs is None:
        return []
    rows = [
        ("What helps to learn", needs.access),
        ("Health and allergies", needs.medical),
        ("EHCP", _yes(needs.has_ehcp)),
        ("Answered on", needs.answered_at),
    ]
    if whereabouts:
        rows += [
            ("In an emergency", needs.emergency_name),
            ("Their phone number", needs.emergency_phone),
        ]
    read = Entry.objects.about(needs).filter(kind=Entry.Kind.READ).order_by("at", "pk")
    return [
        Section("Needs", ("What", "Value"), rows),
        Section(
            "When the needs were read",
            ("When", "By somebody who is"),
            [(each.at, each.actor_roles.replace(",", ", ")) for each in read],
        ),
    ]


def _rights(link):
    named = (("may_see", "sees"), ("may_book", "books"), ("pays", "pays"))
    return ", ".join(word for name, word in named if getattr(link, name)) or "none"


def _yes(value):
    return "Yes" if value else "No"
