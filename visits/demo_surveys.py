"""“Have Your Say” as it was filled in at the demo's latest visits, and refused at some."""

from hub.surveys import conditions, prefill, reading
from hub.surveys.answering import Given
from visits import demo_words as words
from visits.models import VisitRecord
from visits.recording import survey

#: Of the latest visits that were written up: so many filled it in, so many would rather not.
_FILLED, _REFUSED = 12, 2


def fill_in_surveys(visits, own, chance):
    """Answers of the latest visits, and of the demo's own school; some schools refused."""
    written = [each for each in visits if each.written_up_at]
    latest = sorted(written, key=lambda each: (-each.starts_at.timestamp(), each.school_id))
    mine = [each for each in written if own is not None and each.school_id == own.pk]
    chosen = mine[:1] + [each for each in latest if each not in mine][: _FILLED + _REFUSED]
    records = VisitRecord.objects.select_related("visit__school", "visit__officer")
    by_visit = {each.visit_id: each for each in records.filter(visit__in=chosen)}
    for number, visit in enumerate(chosen):
        record = by_visit[visit.pk]
        if number >= len(chosen) - _REFUSED:
            survey.refuse(record=record, reason=words.REFUSAL, by=visit.officer)
        elif not _fill_in(record, visit.officer, chance):
            return
        VisitRecord.objects.filter(pk=record.pk).update(changed_at=visit.written_up_at)


def _fill_in(record, officer, chance) -> bool:
    """Section by section, as on a tablet; False where the hub asks nothing."""
    filling = survey.filling_of(record)
    if filling is None:
        return False
    questions = reading.questions_of(filling.version)
    known = prefill.known_for(filling, questions)
    values = {key: each.value for key, each in known.items()} | _said(questions, chance)
    asked = conditions.shown(questions, values)
    for section in survey.sections_of(filling):
        cleaned = {
            each.key: Given(values[each.key])
            for each in questions
            if each.section_id == section.pk and each.key in asked and each.key in values
        }
        survey.save(record=record, section=section, cleaned=cleaned, seen={}, by=officer)
        record.refresh_from_db()
    survey.hand_in(record=record, by=officer)
    return True


def _said(questions, chance):
    """{key: answer} of what the survey alone asks."""
    found = {}
    for each in questions:
        options = [option["key"] for option in each.options]
        if each.key in words.SURVEY:
            found[each.key] = chance.choice(words.SURVEY[each.key])
        elif each.key in words.SURVEY_CHOSEN:
            several = words.SURVEY_CHOSEN[each.key]
            found[each.key] = chance.sample(options[:-1], 2) if several else chance.choice(options)
    return found
