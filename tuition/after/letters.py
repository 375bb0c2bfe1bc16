"""The e-mails about places that are taken, with made-up data. Registered by tuition/letters.py."""

from django.conf import settings

from hub.messaging.letters import letter


def _letter(template, name, when, **sample):
    link = f"{settings.SITE_URL}/lessons/places/1/"
    data = {"reference": "7QK4MZPT", "whose": "your child’s", "link": link, **sample}
    letter(f"tuition/email/{template}", name=name, when=when, sample=lambda: data)


_letter(
    "stopping",
    "Lessons: notice received",
    "Somebody gives notice for lessons, to the carers of the learner.",
    last_day="Thursday 25 March 2027",
)
_letter(
    "going_on",
    "Lessons: notice taken back",
    "Notice for lessons is taken back, to the carers of the learner.",
)
_letter(
    "paused",
    "Lessons: a pause",
    "The office pauses a place, to the carers of the learner.",
    first="Monday 11 January 2027",
    last="Friday 12 February 2027",
)
_letter(
    "paused",
    "Lessons: a pause is over",
    "The office ends a pause, to the carers of the learner.",
    first=None,
    last=None,
)
_letter(
    "taught_elsewhere",
    "Lessons: at another place",
    "The office moves lessons away from a school that has closed, to the carers of the learners.",
)
_letter(
    "lessons_end",
    "Lessons: they end with the school",
    "The office ends lessons at a school that has closed, to the carers of the learners.",
    last_day="Thursday 25 March 2027",
    find_link=f"{settings.SITE_URL}/lessons/find/",
)
_letter(
    "request_answered",
    "Lessons: change agreed",
    "The office agrees to a change that a family asked for, to the carers of the learner.",
    is_agreed=True,
)
_letter(
    "request_answered",
    "Lessons: change not possible",
    "The office cannot do what a family asked for, to the carers of the learner.",
    is_agreed=False,
)
_letter(
    "absences",
    "Lessons: a pupil will be away soon",
    "A family tells of an absence for a lesson of today or tomorrow, to the tutor, once a day.",
    link=f"{settings.SITE_URL}/lessons/pupils/",
    is_near=True,
)
_letter(
    "absences",
    "Lessons: pupils will be away",
    "A family tells of an absence for a later lesson, to the tutor, once a day.",
    link=f"{settings.SITE_URL}/lessons/pupils/",
    is_near=False,
)
_ROUND = {
    "next_year": "2027/28",
    "closes_on": "Friday 28 May 2027",
    "link": f"{settings.SITE_URL}/lessons/continue/",
}
for _name, _when, _is_reminder, _goes_on in [
    ("Next year: asked", "The office opens the round, to carers who may answer.", False, False),
    ("Next year: reminder", "Some days before the last day to answer.", True, False),
    ("Next year: asked, silence is a yes", "Where the hub takes silence for a yes.", False, True),
]:
    _letter("continue_asked", _name, _when, is_reminder=_is_reminder, goes_on=_goes_on, **_ROUND)
_letter(
    "continue_result",
    "Next year: what follows",
    "A round is closed and rolled over, to the carers, once for all their children.",
    next_year="2027/28",
    link=f"{settings.SITE_URL}/lessons/own/",
)
