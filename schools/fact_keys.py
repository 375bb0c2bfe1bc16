"""What hubs ask schools about music: leadership, curriculum, singing, lessons, ensembles and more.

Sources: the seven features of the National Plan for Music Education 2022; the annual return of
music hubs; the summary of a school music development plan (Department for Education). Worded anew.
"""

from schools.choices import AuditArea, TrainingTopic
from schools.facts.dimensions import YEAR_GROUP
from schools.facts.keys import (
    AUDIT,
    Address,
    Day,
    Level,
    Money,
    Number,
    OneOf,
    SeveralOf,
    Text,
    YesNo,
    fact,
)

LEADERSHIP, CURRICULUM, SINGING = "Leadership and plan", "Curriculum", "Singing"
WHOLE_CLASS, LESSONS, ENSEMBLES = "Whole class teaching", "Lessons", "Ensembles"
EXPERIENCES, SPACES = "Performances and experiences", "Spaces and resources"
STAFF, PARTNERSHIP = "Staff and training", "Partnership"
_ESTIMATE = "Your best estimate will do."

fact(
    "music-lead",
    area=LEADERSHIP,
    label="Music lead",
    question="Who leads music in your school?",
    kind=Text(),
)
fact(
    "music-lead-hours",
    area=LEADERSHIP,
    label="Time of the music lead",
    question="How much time a week has the music lead for leading music, besides teaching?",
    kind=Number("minutes", most=2400),
)
fact(
    "senior-link",
    area=LEADERSHIP,
    label="Senior leader for music",
    question="Who in the leadership team is responsible for music?",
    kind=Text(),
)
fact(
    "governor-link",
    area=LEADERSHIP,
    label="Governor for music",
    question="Does a governor or trustee look after music?",
    kind=YesNo(),
)
fact(
    "music-budget",
    area=LEADERSHIP,
    label="Budget for music",
    question="How much does the school spend on music this year, without salaries?",
    kind=Money(most=1_000_000),
    help=_ESTIMATE,
)
fact(
    "plan-status",
    area=LEADERSHIP,
    label="Music development plan",
    question="Has the school a music development plan?",
    kind=OneOf(
        (
            ("none", "No"),
            ("draft", "It is being written"),
            ("agreed", "Yes, not published"),
            ("published", "Yes, and its summary is published"),
        )
    ),
)
fact(
    "plan-address",
    area=LEADERSHIP,
    label="Where the plan is published",
    question="Where is the summary of the plan published?",
    kind=Address(),
)
fact(
    "plan-review-on",
    area=LEADERSHIP,
    label="Next review of the plan",
    question="When will the plan be reviewed next?",
    kind=Day(),
)
fact(
    "plan-seen-on",
    area=LEADERSHIP,
    label="Summary of the plan last seen",
    question="When did the hub last see the summary of the plan?",
    kind=Day(),
    asked=False,
)
fact(
    "curriculum-minutes",
    area=CURRICULUM,
    label="Music lessons a week",
    question="How many minutes of music has each class in its timetable in a week?",
    kind=Number("minutes", most=600),
    dimension=YEAR_GROUP,
    help="Where it is every other week, write half. The national plan asks for an hour.",
)
fact(
    "scheme",
    area=CURRICULUM,
    label="Scheme of work",
    question="Which scheme of work do you use?",
    kind=OneOf(
        (
            ("own", "Our own"),
            ("bought", "A published one, as it is"),
            ("adapted", "A published one that we adapt"),
            ("none", "None"),
        )
    ),
)
fact(
    "specialist",
    area=CURRICULUM,
    label="Specialist music teacher",
    question="Does a music specialist teach the timetabled lessons?",
    kind=OneOf((("all", "All of them"), ("some", "Some of them"), ("none", "None of them"))),
)
fact(
    "singing-assemblies",
    area=SINGING,
    label="Singing together a week",
    question="How often in a week do classes come together to sing?",
    kind=Number("times", most=10),
)
fact(
    "choirs",
    area=SINGING,
    label="Choirs",
    question="How many choirs or vocal groups meet regularly?",
    kind=Number("choirs", most=60),
)
fact(
    "choir-pupils",
    area=SINGING,
    label="Pupils in choirs",
    question="How many pupils sing in them?",
    kind=Number("pupils", most=3000),
    help=_ESTIMATE,
)
fact(
    "whole-class-pupils",
    area=WHOLE_CLASS,
    label="Pupils in whole class teaching",
    question="How many pupils learn an instrument together as a class this year?",
    kind=Number("pupils", most=1000),
    dimension=YEAR_GROUP,
)
fact(
    "whole-class-terms",
    area=WHOLE_CLASS,
    label="Terms of whole class teaching",
    question="For how many terms?",
    kind=Number("terms", most=3),
    dimension=YEAR_GROUP,
)
fact(
    "whole-class-instruments",
    area=WHOLE_CLASS,
    label="Instruments of whole class teaching",
    question="On which instruments?",
    kind=Text(),
)
fact(
    "whole-class-by",
    area=WHOLE_CLASS,
    label="Who teaches whole classes",
    question="Who teaches them?",
    kind=OneOf(
        (
            ("hub", "The hub"),
            ("supported", "Our school, with support from the hub"),
            ("school", "Our school alone"),
            ("partner", "Somebody else"),
        )
    ),
)
fact(
    "learners",
    area=LESSONS,
    label="Pupils who have lessons",
    question="How many pupils have instrumental or singing lessons in school, alone or in groups?",
    kind=Number("pupils", most=3000),
    help=_ESTIMATE,
)
fact(
    "learners-premium",
    area=LESSONS,
    label="Of these, with pupil premium",
    question="How many of them have pupil premium?",
    kind=Number("pupils", most=3000),
)
fact(
    "learners-send",
    area=LESSONS,
    label="Of these, with special needs",
    question="How many of them have special educational needs or a disability?",
    kind=Number("pupils", most=3000),
)
fact(
    "ensembles",
    area=ENSEMBLES,
    label="Instrumental groups",
    question="How many bands, orchestras or other instrumental groups meet regularly?",
    kind=Number("groups", most=60),
)
fact(
    "ensemble-pupils",
    area=ENSEMBLES,
    label="Pupils in instrumental groups",
    question="How many pupils play in them?",
    kind=Number("pupils", most=3000),
    help=_ESTIMATE,
)
fact(
    "performances",
    area=EXPERIENCES,
    label="Performances a year",
    question="How many times a year do pupils perform to others?",
    kind=Number("times", most=200),
)
fact(
    "live-music",
    area=EXPERIENCES,
    label="Live music a year",
    question="How many times a year does every pupil hear live music by professionals?",
    kind=Number("times", most=100),
)
fact(
    "music-room",
    area=SPACES,
    label="Room for music",
    question="Where does music take place?",
    kind=OneOf(
        (
            ("rooms", "In a music room, with spaces to practise"),
            ("room", "In a music room"),
            ("hall", "In the hall or another shared room"),
            ("class", "In classrooms"),
        )
    ),
)
fact(
    "music-technology",
    area=SPACES,
    label="Music technology",
    question="Do pupils make music with computers or tablets?",
    kind=YesNo(),
)
fact(
    "music-teachers",
    area=STAFF,
    label="Staff who teach music",
    question="How many of the staff teach music in the timetable?",
    kind=Number("people", most=200),
)
fact(
    "training-topics",
    area=STAFF,
    label="Topics of training wanted",
    question="On which topics would training help your staff most?",
    kind=SeveralOf(tuple(TrainingTopic.choices)),
)
fact(
    "training-wanted",
    area=STAFF,
    label="Training wanted, in your own words",
    question="Which training in music would help your staff most?",
    kind=Text(longest=300),
)
fact(
    "other-partners",
    area=PARTNERSHIP,
    label="Other partners",
    question="With which other music organisations do you work?",
    kind=Text(longest=300),
)

for _area in AuditArea:
    fact(
        f"audit-{_area}",
        area=AUDIT,
        label=f"Audit: {_area.label}",
        question=f"How far is the school in this area: {_area.label}?",
        kind=Level(),
        asked=False,
    )
