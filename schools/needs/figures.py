"""The figures across schools: what each one counts, in words and as a Q over KnownYear.

Overview, lists, files and report all count by these Qs, so a number and its list cannot disagree.
"""

from dataclasses import dataclass

from django.db.models import Func, Q, TextField
from django.utils import timezone

from schools.choices import AuditArea, AuditLevel, Phase, TrainingTopic
from schools.models.known_years import level_of

#: The answer "we have not been told", which a figure has beside its own.
NOT_TOLD = "not-told"
#: Any answer at all.
TOLD = "told"
#: Not yet or emerging, in an area of the audit: what makes an area weak.
LOW = "low"


@dataclass(frozen=True)
class Answer:
    """One thing that schools are counted by: ``where`` says which rows of KnownYear count."""

    value: str
    label: str
    where: Q


@dataclass(frozen=True)
class Figure:
    """One figure: its answers share those schools out that have told (``told``).

    ``heading``: a sentence's beginning for the list behind ("Singing in the audit").
    ``facts``: the keys of the facts that it rests on, which the list shows. ``phases``: the
    phases of schools that it is asked of, () for all.
    """

    key: str
    section: str
    label: str
    heading: str
    definition: str
    answers: tuple[Answer, ...]
    told: Q
    facts: tuple[str, ...]
    phases: tuple[str, ...] = ()
    #: Answers that lie across others, for lists: they are no share of the whole.
    also: tuple[Answer, ...] = ()
    #: Has everybody that told given exactly one of the answers? Then these add up to who told.
    adds_up: bool = False

    def where(self, value):
        """The Q of one answer. Raises KeyError for one that there is not."""
        if value == TOLD:
            return self.told
        return {each.value: each.where for each in (*self.answers, *self.also)}[value]

    def words(self, value):
        """An answer in words."""
        others = {TOLD: "Told", NOT_TOLD: "Not told"}
        known = {each.value: each.label for each in (*self.answers, *self.also)}
        return others.get(value) or known[value]


class Today(Func):
    """Today in London as facts hold days: a plain value, not reckoned for each row."""

    output_field = TextField()

    def as_sql(self, compiler, connection, **extra_context):
        """The day when the statement is made."""
        return "%s", [timezone.localdate().isoformat()]


AUDIT, TRAINING, BUDGET, COLD, PLAN, COVERAGE = (
    "Audit",
    "Training asked for",
    "Music budget",
    "Cold spots",
    "Development plan",
    "Coverage",
)


def _audit(area):
    column = level_of(area)
    levels = tuple(
        Answer(str(int(level)), str(level.label), Q(**{column: level})) for level in AuditLevel
    )
    return Figure(
        f"audit-{area}",
        AUDIT,
        str(area.label),
        f"{area.label} in the audit",
        "Open schools by the level that they gave themselves in this area of the audit that they "
        "submitted for the year. “Not sure” and “not applicable” count as not told.",
        levels,
        Q(**{f"{column}__isnull": False}),
        (f"audit-{area}",),
        also=(Answer(LOW, "Not yet or emerging", Q(**{f"{column}__lt": AuditLevel.ESTABLISHED})),),
        adds_up=True,
    )


def _cold(key, label, nothing, column, facts, *, phases=()):
    definition = (
        f"Open schools {_of_phases(phases)}of which it is known that there is none this year; "
        "schools of which nobody knows stand apart."
    )
    answers = (
        Answer("none", nothing, Q(**{column: 0})),
        Answer("some", "One or more", Q(**{f"{column}__gt": 0})),
    )
    told = Q(**{f"{column}__isnull": False})
    return Figure(key, COLD, label, label, definition, answers, told, facts, phases, adds_up=True)


def _of_phases(phases):
    names = [str(Phase(phase).label).lower() for phase in phases]
    return f"({', '.join(names)}) " if names else ""


def _plan_answer(value, words):
    """A published plan whose day of review has passed is due for review."""
    is_past = Q(plan_review_on__gt="", plan_review_on__lt=Today())
    published = Q(plan_status="published")
    where = {"published": published & ~is_past, "review-due": published & is_past}
    return Answer(value, words, where.get(value, Q(plan_status=value)))


#: Whole classes are taught where there are pupils of Years 1 to 9.
_CLASSES = (Phase.PRIMARY, Phase.MIDDLE, Phase.ALL_THROUGH, Phase.SPECIAL)
_PLAN_ANSWERS = tuple(
    _plan_answer(value, words)
    for value, words in (
        ("none", "No plan"),
        ("draft", "Being written"),
        ("agreed", "Agreed, not published"),
        ("published", "Published"),
        ("review-due", "Published, review due"),
    )
)
_FIGURES = [
    Figure(
        "told",
        COVERAGE,
        "Schools that have told the hub",
        "Whether the school has told the hub anything",
        "Open schools that have told at least one fact of the year themselves.",
        (Answer("yes", "Told", Q(own__gt=0)),),
        Q(own__gt=0),
        (),
        adds_up=True,
    ),
    Figure(
        "known",
        COVERAGE,
        "Schools of which anything is known",
        "Whether anything is known",
        "Open schools of which at least one fact of the year is known, whoever told it: the "
        "school, a visit, the hub’s records, or what the school has published.",
        (Answer("yes", "Something is known", Q(answers__gt=0)),),
        Q(answers__gt=0),
        (),
        adds_up=True,
    ),
    Figure(
        "audited",
        COVERAGE,
        "Schools that have submitted an audit",
        "Whether an audit is submitted",
        "Open schools that gave themselves a level in at least one area of the year’s audit.",
        (Answer("yes", "Submitted", Q(audited_at__isnull=False)),),
        Q(audited_at__isnull=False),
        (),
        adds_up=True,
    ),
    *map(_audit, AuditArea),
    Figure(
        "training",
        TRAINING,
        "Topics of training",
        "Training asked for",
        "Open schools that named the topic when asked on which topics training would help their "
        "staff most. A school may name several, so the shares add up to more than 100%.",
        tuple(
            Answer(str(topic), str(topic.label), Q(topics__contains=[topic.value]))
            for topic in TrainingTopic
        ),
        Q(topics__len__gt=0),
        ("training-topics", "training-wanted"),
    ),
    Figure(
        "budget",
        BUDGET,
        "Budget for music",
        "Budget for music",
        "What open schools say that they spend on music in the year, without salaries. A quarter "
        "of those that told spend the lower quarter or less, half of them the median or less.",
        (),
        Q(music_budget__isnull=False),
        ("music-budget",),
    ),
    _cold("choirs", "Choir", "No choir", "choirs", ("choirs",)),
    _cold("ensembles", "Ensemble", "No ensemble", "ensembles", ("ensembles",)),
    _cold("lessons", "Instrumental or singing lessons", "No lessons", "learners", ("learners",)),
    _cold(
        "whole-class",
        "Whole class teaching",
        "No whole class teaching",
        "whole_class",
        ("whole-class-pupils",),
        phases=_CLASSES,
    ),
    Figure(
        "plan",
        PLAN,
        "Music development plan",
        "Music development plan",
        "Open schools by how far their music development plan is, as the school, a visit or what "
        "is published says. What is being written stays the school’s own.",
        _PLAN_ANSWERS,
        ~Q(plan_status=""),
        ("plan-status", "plan-review-on"),
    ),
]
FIGURES = {figure.key: figure for figure in _FIGURES}
AUDIT_FIGURES = [figure for figure in _FIGURES if figure.section == AUDIT]
COLD_FIGURES = [figure for figure in _FIGURES if figure.section == COLD]
