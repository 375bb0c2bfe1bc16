"""The sections of a plan: what each asks for, and to which areas of the audit it belongs.

Sources: the layout of the summary of a school music development plan (Department for Education);
what full plans of schools hold. Worded anew.
"""

from dataclasses import dataclass

from schools import toolkit
from schools.choices import AuditArea as Area

PLAN, DOING, SUMMARY = "Our plan", "What we do, and what it costs", "The public summary"
GROUPS = (PLAN, DOING, SUMMARY)
#: Two sections are lists with pages of their own.
ACTIONS, BUDGET = "actions", "budget"


@dataclass(frozen=True)
class Section:
    """``fields``: of the plan; ``areas``: of the audit; ``hint``: for the list of sections.

    ``is_needed``: without it the plan is not agreed, or the summary not published.
    """

    key: str
    title: str
    group: str
    fields: tuple[str, ...]
    areas: tuple[str, ...]
    hint: str
    is_needed: bool = False

    @property
    def help_step(self):
        """(slug, title) of the page of the toolkit that helps with it; None without one."""
        return toolkit.step_for(self.key)


@dataclass(frozen=True)
class Prompt:
    """What is asked for in one field."""

    label: str
    help: str = ""


def _one(key, title, group, areas, hint, is_needed=False):
    field = key.replace("-", "_")
    return Section(key, title, group, (field,), areas, hint, is_needed)


_SECTIONS = [
    Section(
        "objective",
        "Objective and key components",
        PLAN,
        ("objective", "essentials"),
        (Area.LEADERSHIP, Area.CURRICULUM),
        "Where music in your school should be in a year.",
        is_needed=True,
    ),
    _one(
        "instrumental",
        "Classroom instrumental teaching",
        PLAN,
        (Area.CLASSROOM_INSTRUMENTS, Area.LESSONS),
        "Who learns which instrument as a class, and how they go on.",
    ),
    _one(
        "implementation",
        "Implementation",
        PLAN,
        (Area.STAFF, Area.SPACES),
        "Who does it, in which rooms, with which training.",
    ),
    _one(
        "communication",
        "Communication",
        PLAN,
        (Area.LEADERSHIP,),
        "How staff, governors, pupils and families hear of it.",
    ),
    _one(
        "evaluation",
        "Evaluation",
        PLAN,
        (Area.LEADERSHIP,),
        "How you will know what has changed.",
    ),
    _one(
        "transition",
        "Transition",
        PLAN,
        (Area.PARTNERSHIP,),
        "How pupils keep making music when they change school.",
    ),
    _one(
        "premium",
        "Pupil premium and inclusion",
        PLAN,
        (Area.INCLUSION,),
        "What opens music to pupils who would miss it.",
    ),
    Section(
        ACTIONS,
        "Actions",
        DOING,
        (),
        tuple(Area.values),
        "What, who, by when, what it costs, how you know that it worked.",
        is_needed=True,
    ),
    Section(
        BUDGET,
        "Budget",
        DOING,
        (),
        (Area.LEADERSHIP, Area.SPACES),
        "What the actions cost, and everything else, beside your music budget.",
    ),
    Section(
        "overview",
        "Overview",
        SUMMARY,
        ("lead_name", "leader_name", "hub_name", "partners", "review_on"),
        (Area.LEADERSHIP, Area.PARTNERSHIP),
        "Names, partners, and the day of the review.",
        is_needed=True,
    ),
    _one(
        "part-a",
        "Part A: Curriculum music",
        SUMMARY,
        (Area.CURRICULUM, Area.CLASSROOM_INSTRUMENTS),
        "What you teach in lesson time.",
        is_needed=True,
    ),
    _one(
        "part-b",
        "Part B: Co-curricular music",
        SUMMARY,
        (Area.SINGING, Area.LESSONS, Area.ENSEMBLES),
        "Lessons, choirs and groups outside lesson time.",
        is_needed=True,
    ),
    _one(
        "part-c",
        "Part C: Musical experiences",
        SUMMARY,
        (Area.PERFORMANCES, Area.SINGING),
        "Concerts, shows, trips, singing in assembly.",
        is_needed=True,
    ),
    _one(
        "future",
        "In the future",
        SUMMARY,
        tuple(Area.values),
        "What you plan for the years to come.",
        is_needed=True,
    ),
    _one(
        "further",
        "Further information",
        SUMMARY,
        (Area.PARTNERSHIP,),
        "Links for parents and carers. Optional.",
    ),
]
SECTIONS = {section.key: section for section in _SECTIONS}

PROMPTS = {
    "objective": Prompt(
        "Overall objective",
        "One or two sentences. For example: by next summer every class sings every week, and "
        "pupils who cannot pay can learn an instrument.",
    ),
    "essentials": Prompt(
        "Key components",
        "The three to six things that the plan rests on, a line each: singing, an hour of "
        "curriculum music, lessons, an ensemble, performing, partners.",
    ),
    "instrumental": Prompt(
        "Classroom instrumental teaching",
        "Which year groups, which instruments, for how many terms, who teaches, and what pupils "
        "can go on to. If you have none yet, say how you will begin.",
    ),
    "implementation": Prompt(
        "How you will carry it out",
        "Time of the music lead, who teaches, training for class teachers, rooms and instruments.",
    ),
    "communication": Prompt(
        "How others hear of it",
        "Staff meetings, governors, your website, families; how pupils are asked what they want.",
    ),
    "evaluation": Prompt(
        "How you will know what has changed",
        "What you look at each term: numbers who take part, recordings, lesson visits, what pupils "
        "say. Counts are enough; leave out names of pupils.",
    ),
    "transition": Prompt(
        "Transition",
        "What you tell the next school, which instruments and groups pupils can go on with, and "
        "what you learn from the schools they come from.",
    ),
    "premium": Prompt(
        "Pupil premium and inclusion",
        "What is paid for, for how many pupils, and how you notice who is left out. No names of "
        "pupils, and nothing by which one could be known.",
    ),
    "lead_name": Prompt("Name of the school music lead"),
    "leader_name": Prompt(
        "Name of the school leadership team member with responsibility for music",
        "If it is somebody else.",
    ),
    "hub_name": Prompt("Name of your local music hub"),
    "partners": Prompt(
        "Names of other music education organisations",
        "If you work with any, such as an orchestra, a cathedral or a community group.",
    ),
    "review_on": Prompt("Date on which this summary will be reviewed"),
    "part_a": Prompt(
        "Curriculum music",
        "What you teach in lesson time: how long each week in each year group, which scheme, "
        "singing and instruments in lessons, music technology, and any qualification or award.",
    ),
    "part_b": Prompt(
        "Co-curricular music",
        "Lessons on instruments and voice with what they cost and who gets help, choirs, groups "
        "and bands with when they meet, where pupils can practise, and how they move on.",
    ),
    "part_c": Prompt(
        "Musical experiences",
        "Singing in assembly, concerts and shows, trips to hear professionals, visitors, events of "
        "the hub. Say whether families pay, and how you help those who cannot.",
    ),
    "future": Prompt(
        "In the future",
        "What changes next year and after. Three to five lines are enough.",
    ),
    "further": Prompt(
        "Further information",
        "Links that help families: your music hub, the Department for Education’s guide to music "
        "for parents and young people. A link is [words](https://address).",
    ),
}


def section_of(field) -> Section:
    """The section that a field of the plan stands in."""
    return next(section for section in _SECTIONS if field in section.fields)
