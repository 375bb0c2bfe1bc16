"""How far a record is: its pages in order, each with what is done."""

from dataclasses import dataclass

from django.urls import reverse

from visits.choices import SurveyState
from visits.models import VisitRecord
from visits.recording import survey
from visits.recording.forms import PAGES

_KINDS = {"Completed": "ok", "In progress": "info", "Not started": "warn"}
_ABOUT, _SAID, _COMES = "The school", "Have Your Say", "What you saw and agreed"


@dataclass(frozen=True)
class Step:
    """One page: ``group`` is the heading under which it stands."""

    key: str
    group: str
    text: str
    url: str
    status: str
    hint: str = ""

    @property
    def kind(self):
        """The colour of the tag."""
        return _KINDS.get(self.status, "")


def steps_of(record: VisitRecord, *, sees_note=True) -> list[Step]:
    """Every page of the record in order; five statements beside the survey's questions."""
    pk = record.visit_id
    people = record.people.count()
    actions = record.visit.actions.count()
    found = [
        Step(
            "facts",
            _ABOUT,
            "Facts of the school",
            reverse("visits:record_facts", args=[pk]),
            "Completed" if record.facts_confirmed_at else "Not started",
        ),
        Step(
            "people",
            _ABOUT,
            "People met",
            reverse("visits:record_people", args=[pk]),
            "Completed" if people else "Not started",
            f"{people} on the list" if people else "",
        ),
        *_survey_steps(record),
        *(_texts_step(record, page) for page in PAGES.values() if not page.is_private),
        Step(
            "actions",
            _COMES,
            "Actions",
            reverse("visits:record_actions", args=[pk]),
            "Completed" if actions else "Not started",
            f"{actions} agreed" if actions else "",
        ),
    ]
    if sees_note:
        found.append(_texts_step(record, PAGES["note"]))
    return found


def address_after(record, key) -> str:
    """The page that follows a page; the record itself after the last."""
    steps = steps_of(record)
    keys = [step.key for step in steps]
    place = keys.index(key) + 1 if key in keys else len(steps)
    if place < len(steps):
        return steps[place].url
    return reverse("visits:record", args=[record.visit_id])


def survey_key(section):
    """The key of the step of a section of the survey."""
    return f"survey-{section.key}"


def _survey_steps(record):
    pk = record.visit_id
    all_of_it = reverse("visits:record_survey", args=[pk])
    if record.survey_state == SurveyState.REFUSED:
        return [Step("survey", _SAID, "The survey", all_of_it, "Completed", "Refused")]
    filling = survey.filling_of(record)
    if filling is None:
        return [Step("survey", _SAID, "The survey", all_of_it, "", "None is published")]
    is_done = record.survey_state == SurveyState.DONE
    found = [
        Step(
            survey_key(each.section),
            _SAID,
            each.section.title,
            reverse("visits:record_survey_section", args=[pk, each.section.key]),
            "Completed" if is_done else each.status,
            "They would rather not say"
            if each.is_skipped
            else f"{each.answered} of {each.asked} answered",
        )
        for each in survey.progress_of(filling)
    ]
    status = "Completed" if is_done else "Not started"
    return [*found, Step("survey", _SAID, "Hand in, or refuse", all_of_it, status)]


def _texts_step(record, page):
    done = [getattr(record, name) not in (None, "", []) for name in page.names]
    if page.key == "lesson" and record.was_observed is False:
        done = [True]
    status = "Completed" if all(done) else "In progress" if any(done) else "Not started"
    hint = "The school never sees it" if page.is_private else ""
    if page.is_private:
        status = "Written" if any(done) else "If needed"
    url = reverse("visits:record_section", args=[record.visit_id, page.key])
    return Step(page.key, _COMES, page.title, url, status, hint)
