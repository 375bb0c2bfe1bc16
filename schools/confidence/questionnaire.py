"""What teachers are asked about their confidence, to start with. The hub edits it from there."""

from hub.surveys.choices import Kind
from hub.surveys.starting import Asks, Option, Part, starts_with
from schools.confidence import QUESTIONNAIRE

STEPS = [
    Option("not-at-all", "Not at all confident", "I would rather not teach this.", 1),
    Option("a-little", "A little", "With a recording or a colleague beside me.", 2),
    Option("fairly", "Fairly", "With a plan that I can follow.", 3),
    Option("confident", "Confident", "I plan and teach this myself.", 4),
    Option("very", "Very confident", "I could help a colleague with it.", 5),
]
#: No question asks for a year group, a subject or years of service: in a small school they name
#: somebody.
_TASKS = {
    "singing": ("Singing with a class", "Choosing songs, starting together, teaching a new one."),
    "pulse": ("Pulse, rhythm and pitch", "Games and short exercises that everybody joins in."),
    "instruments": ("Playing classroom instruments", "Percussion, recorders, ukuleles, keyboards."),
    "composing": ("Helping children to make up music", "Improvising and composing, alone or not."),
    "listening": ("Listening to music and talking about it", "From many times and places."),
    "notation": ("Reading and writing music", "Symbols, rhythm names or the stave."),
    "technology": ("Using technology in music", "Recording, loops, apps."),
    "progress": ("Knowing what comes next", "What children should know and do in each year."),
    "inclusion": ("Music for every child", "Also for those with special needs or disabilities."),
    "assessing": ("Seeing how children get on", "And telling parents about it."),
}
_TRAINING = [
    Option("none", "None"),
    Option("hours", "An hour or two"),
    Option("day", "About a day"),
    Option("more", "More than a day"),
]
_HELP = [
    Option("beside", "Teaching beside a musician for some weeks"),
    Option("watching", "Watching a lesson"),
    Option("workshop", "A workshop after school"),
    Option("online", "Short films that I watch when it suits me"),
    Option("plans", "Ready lesson plans with recordings"),
    Option("time", "Time to prepare"),
    Option("instruments", "More or better instruments"),
    Option("nothing", "Nothing at present"),
]


def state():
    """State it, for hub.surveys to build where it is missing."""
    starts_with(
        QUESTIONNAIRE,
        title="Teachers’ confidence in music",
        purpose="How sure teachers feel when they teach music, without names, once a year.",
        sections=[
            Part(
                "confidence",
                "How confident do you feel?",
                "Think of your own class. There are no right answers.",
                [_task(key, *words) for key, words in _TASKS.items()],
            ),
            Part(
                "help",
                "What would help you?",
                questions=[
                    Asks(
                        "training",
                        Kind.CHOICE,
                        "How much training in music have you had in the last three years?",
                        options=_TRAINING,
                        allows_not_sure=True,
                    ),
                    Asks(
                        "helps",
                        Kind.CHOICES,
                        "What would help you most?",
                        help="Choose up to three.",
                        options=_HELP,
                    ),
                    Asks(
                        "words",
                        Kind.LONG_TEXT,
                        "Is there anything else that would make you more confident?",
                        help="Your music lead reads this only together with what at least four "
                        "others wrote, in no order. Please name nobody.",
                        maximum=500,
                    ),
                ],
            ),
        ],
    )


def _task(key, wording, help_text):
    return Asks(
        f"sure-{key}",
        Kind.SCALE,
        wording,
        help=help_text,
        options=STEPS,
        allows_not_applicable=True,
        is_required=True,
    )
