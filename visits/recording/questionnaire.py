"""“Have Your Say” as it starts: what the hub asks a school at a visit. The hub edits it then.

The areas are those that hubs ask about (sector.md, b8). What is a fact is asked by its fact key, so
that what is known stands in it already.
"""

from hub.surveys.choices import Kind
from hub.surveys.starting import Asks, Option, Part, starts_with
from schools.survey_bindings import asks_for
from visits.permissions import QUESTIONNAIRE

#: How the key of the question ends that takes what a school would rather not say.
NOT_SAID = "-not-said"
_CONFIDENT = [
    Option("not-yet", "Not confident", "Music is often left out or left to a recording.", 1),
    Option("little", "A little", "With a ready plan or somebody beside them.", 2),
    Option("mostly", "Mostly", "Lessons happen as planned, with some gaps.", 3),
    Option("fully", "Confident", "Staff plan and teach music themselves.", 4),
]
_TAUGHT_BY = [
    Option("hub", "Tutors of the hub"),
    Option("others", "Other visiting tutors"),
    Option("staff", "Our own staff"),
    Option("none", "Nobody at present"),
]
_INSTRUMENTS = [
    Option("enough", "Enough for a whole class"),
    Option("some", "Some, not for a whole class"),
    Option("old", "Many need repair"),
    Option("none", "Hardly any"),
]
_ACCESS = [
    Option("free", "Lessons paid for or cheaper"),
    Option("loans", "Instruments lent free"),
    Option("adapted", "Adapted instruments or technology"),
    Option("support", "An adult who goes along"),
    Option("groups", "Groups made for them"),
    Option("nothing", "Nothing special yet"),
]
_FORMATS = [
    Option("beside", "Teaching beside a musician"),
    Option("visit", "A session at our school"),
    Option("central", "A course with other schools"),
    Option("online", "Online, live"),
    Option("films", "Short films for any time"),
    Option("network", "Meetings of music leads"),
]
_TIMES = [
    Option("day", "In the school day"),
    Option("after", "After school"),
    Option("inset", "On a training day"),
    Option("evening", "In the evening"),
    Option("holidays", "In the holidays"),
]
_BARRIERS = [
    Option("money", "Money"),
    Option("staff", "Staff"),
    Option("time", "Time in the week"),
    Option("space", "Space"),
    Option("transport", "Transport"),
    Option("confidence", "Confidence of staff"),
    Option("interest", "Interest of pupils or families"),
    Option("none", "Nothing at present"),
]


def state():
    """State it, for hub.surveys to build where it is missing."""
    starts_with(
        QUESTIONNAIRE,
        title="Have Your Say",
        purpose="What a school has, needs and wishes for in music; filled in together at a visit.",
        sections=[
            _part("lead", "Music lead", "music-lead", "music-lead-hours", "senior-link"),
            _part(
                "curriculum",
                "Curriculum",
                "curriculum-minutes",
                "specialist",
                "music-teachers",
                "scheme",
                Asks(
                    "scheme-name",
                    Kind.TEXT,
                    "Which published scheme is it?",
                    shown_if=("scheme", ["bought", "adapted"]),
                    carries_over=True,
                ),
                Asks(
                    "staff-confidence",
                    Kind.SCALE,
                    "How confident are those who teach music?",
                    options=_CONFIDENT,
                    allows_not_sure=True,
                    takes_note=True,
                    note_label="In which classes, and with what",
                ),
            ),
            _part(
                "whole-class",
                "Whole class teaching",
                "whole-class-pupils",
                "whole-class-terms",
                "whole-class-instruments",
                "whole-class-by",
            ),
            _part(
                "lessons",
                "Lessons and groups",
                "learners",
                Asks(
                    "lessons-by",
                    Kind.CHOICES,
                    "Who teaches these lessons?",
                    options=_TAUGHT_BY,
                    carries_over=True,
                ),
                "ensembles",
                "ensemble-pupils",
            ),
            _part(
                "singing",
                "Singing and performing",
                "singing-assemblies",
                "choirs",
                "choir-pupils",
                "performances",
                "live-music",
            ),
            _part(
                "resources",
                "Instruments, technology and money",
                "music-room",
                Asks(
                    "instruments-enough",
                    Kind.CHOICE,
                    "Has the school enough playable instruments?",
                    options=_INSTRUMENTS,
                    allows_not_sure=True,
                    takes_note=True,
                    note_label="Which are there, and which are missing",
                ),
                "music-technology",
                "music-budget",
            ),
            _part(
                "access",
                "Music for every child",
                "learners-premium",
                "learners-send",
                Asks(
                    "access-help",
                    Kind.CHOICES,
                    "What helps pupils with pupil premium or special needs to take part?",
                    options=_ACCESS,
                ),
                Asks(
                    "access-words",
                    Kind.LONG_TEXT,
                    "Who takes part too little, and what stands in the way?",
                    help="Write of groups, never of a child who could be known.",
                    maximum=1000,
                ),
                intro="Numbers and groups only. No names of children, please.",
            ),
            _part(
                "plan",
                "Development plan and training",
                "plan-status",
                "plan-review-on",
                "training-topics",
                Asks("training-format", Kind.CHOICES, "In which form?", options=_FORMATS),
                Asks("training-time", Kind.CHOICES, "When would it suit?", options=_TIMES),
                "training-wanted",
            ),
            _part(
                "hub",
                "What stands in the way, and what we can do",
                Asks(
                    "barriers",
                    Kind.CHOICES,
                    "What stands in the way of more music?",
                    options=_BARRIERS,
                    takes_note=True,
                    note_label="Tell us more",
                ),
                Asks(
                    "hub-should",
                    Kind.LONG_TEXT,
                    "What should the hub do for your school?",
                    maximum=2000,
                ),
                "other-partners",
                Asks(
                    "share-with-lead-school",
                    Kind.YES_NO,
                    "May we share these answers with the lead school of your area?",
                    help="Without a yes they stay with the hub.",
                ),
            ),
        ],
    )


def _part(key, title, *asked, intro=""):
    """A section; a fact key stands for the question that asks for it."""
    questions = [asks_for(each) if isinstance(each, str) else each for each in asked]
    skipped = Asks(
        f"{key}{NOT_SAID}",
        Kind.TEXT,
        "Anything here that you would rather not say, and why?",
        help="That is an answer, too. Leave the rest of this page open then.",
    )
    return Part(key, title, intro, [*questions, skipped])
