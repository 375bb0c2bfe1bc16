"""Versions of a questionnaire: a draft is made, published, or given up. Published ones stand."""

from django.db import transaction
from django.utils import timezone

from hub.surveys import checking
from hub.surveys.choices import VersionState
from hub.surveys.models import Question, Questionnaire, Section, Version
from hub.trail.record import record


class EditingRefused(Exception):
    """A rule says no. The message can be shown as it stands."""


class ChangedMeanwhile(EditingRefused):
    """Somebody else has changed the same thing after the writer opened it."""

    def __init__(self):
        super().__init__(
            "Somebody else has changed this while you were writing. Open it again to see how it "
            "stands now; what you wrote is still in the form below."
        )


#: What a question has of its own, besides its place and the question that it hangs on.
COLUMNS = (
    *("key", "kind", "wording", "help", "options", "allows_not_sure", "allows_not_applicable"),
    *("is_required", "takes_note", "note_label", "carries_over", "fact_key"),
    *("shown_if_values", "minimum", "maximum", "unit"),
)


@transaction.atomic
def make_draft(*, questionnaire: Questionnaire, by) -> Version:
    """A draft that begins as what is asked now, or as the newest version; the one that there is."""
    # Locked before looking: otherwise two editors both make one.
    questionnaire = Questionnaire.objects.select_for_update().get(pk=questionnaire.pk)
    versions = list(questionnaire.versions.order_by("-number"))
    there = next((each for each in versions if each.is_draft), None)
    if there is not None:
        return there
    number = versions[0].number + 1 if versions else 1
    asked = [each for each in versions if each.state == VersionState.PUBLISHED]
    draft = Version.objects.create(questionnaire=questionnaire, number=number)
    for source in (asked or versions)[:1]:
        _copy(source, draft)
    record("drafted", draft, by=by)
    return draft


def _copy(source, draft):
    sections = list(source.sections.all())
    new = Section.objects.bulk_create(
        Section(
            version=draft,
            position=each.position,
            key=each.key,
            title=each.title,
            intro=each.intro,
        )
        for each in sections
    )
    section_of = {old.pk: made for old, made in zip(sections, new, strict=True)}
    questions = list(source.questions.all())
    # What hangs on a question comes after it, so that one is made already.
    made: dict[int, Question] = {}
    for old in checking.parents_first(questions):
        made[old.pk] = Question.objects.create(
            version=draft,
            section=section_of[old.section_id],
            position=old.position,
            shown_if_question=made.get(old.shown_if_question_id),
            **{name: getattr(old, name) for name in COLUMNS},
        )


@transaction.atomic
def change_title(*, questionnaire: Questionnaire, title, purpose, by) -> Questionnaire:
    """Call a questionnaire otherwise, in all its versions."""
    questionnaire = Questionnaire.objects.select_for_update().get(pk=questionnaire.pk)
    before = {"title": questionnaire.title, "purpose": questionnaire.purpose}
    after = {"title": title, "purpose": purpose}
    changes = {name: (before[name], after[name]) for name in after if before[name] != after[name]}
    if changes:
        questionnaire.title, questionnaire.purpose = title, purpose
        questionnaire.save(update_fields=["title", "purpose"])
        record("changed", questionnaire, by=by, changes=changes)
    return questionnaire


@transaction.atomic
def publish(*, version: Version, note, by) -> Version:
    """Ask this version from now on instead of the one before; what was begun goes on with that.

    Raises EditingRefused as long as something is to be mended (checking.problems).
    """
    Questionnaire.objects.select_for_update().get(pk=version.questionnaire_id)
    version = locked_draft(version)
    if checking.problems(version):
        raise EditingRefused("Something is to be mended before this version can be published.")
    asked = Version.objects.published().filter(questionnaire=version.questionnaire_id)
    before = asked.first()
    asked.update(state=VersionState.RETIRED)
    version.state, version.note = VersionState.PUBLISHED, note
    version.published_at, version.published_by = timezone.now(), by
    version.save(update_fields=["state", "note", "published_at", "published_by"])
    number = str(before.number) if before else None
    record("published", version, by=by, changes={"number": (number, str(version.number))})
    return version


@transaction.atomic
def discard(*, version: Version, by):
    """Delete a draft; what is asked now is asked on."""
    version = locked_draft(version)
    record("gave up the draft of", version.questionnaire, by=by, reason=f"Version {version.number}")
    version.delete()


@transaction.atomic
def add_section(*, version: Version, title, intro, key, by) -> Section:
    """A new section at the end of a draft."""
    version = locked_draft(version)
    section = Section.objects.create(
        version=version, position=next_place(version.sections), key=key, title=title, intro=intro
    )
    record("added a section to", version, by=by, changes={"section": (None, title)})
    return section


@transaction.atomic
def change_section(*, section: Section, title, intro, based_on, by) -> Section:
    """Call a section otherwise. ``based_on``: ``checking.mark`` of it as the writer saw it."""
    version = locked_draft(section.version)
    section = version.sections.get(pk=section.pk)
    if checking.mark(section) != based_on:
        raise ChangedMeanwhile
    before = section.title
    section.title, section.intro = title, intro
    section.save(update_fields=["title", "intro"])
    fields = ["introduction"] if before == title else []
    changes = {} if before == title else {"section": (before, title)}
    record("changed a section of", version, by=by, changes=changes, fields=fields)
    return section


@transaction.atomic
def move_section(*, section: Section, up: bool, by) -> Section:
    """One place up or down; at the end nothing changes."""
    version = locked_draft(section.version)
    if swap(list(version.sections.all()), section, up=up):
        record("moved a section of", version, by=by, changes={"section": (None, section.title)})
    return section


@transaction.atomic
def remove_section(*, section: Section, by):
    """Take a section out of a draft with its questions.

    Raises EditingRefused while a question of another section hangs on one of them.
    """
    version = locked_draft(section.version)
    hanging = version.questions.filter(shown_if_question__section=section).exclude(section=section)
    refuse_hanging(hanging)
    record("removed a section of", version, by=by, changes={"section": (section.title, None)})
    section.delete()


def locked_draft(version: Version) -> Version:
    """The draft, locked for this transaction. Raises EditingRefused when it is none any more."""
    rows = Version.objects.select_for_update(of=("self",)).select_related("questionnaire")
    found = rows.filter(pk=version.pk).first()
    if found is None or not found.is_draft:
        raise EditingRefused(
            "This version was published or given up meanwhile, so it cannot be changed any more."
        )
    return found


def next_place(rows):
    """The place after the last."""
    last = rows.order_by("-position").first()
    return last.position + 1 if last else 1


def swap(rows, row, *, up):
    """Change places with the row before or after; False where there is none."""
    at = next((number for number, each in enumerate(rows) if each.pk == row.pk), None)
    other = None if at is None else at + (-1 if up else 1)
    if other is None or not 0 <= other < len(rows):
        return False
    first, second = rows[at], rows[other]
    first.position, second.position = second.position, first.position
    # Both at once: places are compared when the transaction ends.
    type(row).objects.bulk_update([first, second], ["position"])
    return True


def refuse_hanging(questions):
    """Raise EditingRefused when something hangs on what is to go."""
    named = [f"“{question.wording}”" for question in questions[:3]]
    if named:
        raise EditingRefused(
            f"Whether {', '.join(named)} {'is' if len(named) == 1 else 'are'} asked depends on "
            "this. Change that first."
        )
