"""What people wrote and said at visits of the demo."""

PURPOSES = (
    "How music is going, what helps, and what the hub can do.",
    "A look at singing across the school, and at your development plan.",
    "Whole class teaching in Year 4, and what comes after it.",
    "Music for pupils with special needs, and who can join in.",
)
STRENGTHS = (
    "Singing is part of every week. Children start together and listen to each other.",
    "The new music lead has timetabled an hour a week in every class.",
    "Year 4 enjoy whole class brass; eleven have asked to go on with it.",
    "The summer concert brought a hundred and forty families into the hall.",
    "Assemblies open with live playing by pupils of Years 5 and 6.",
)
NEEDS = (
    "Class teachers want to see a lesson taught before they try it themselves.",
    "Nobody leads a choir since the last music lead left.",
    "The scheme of work stops at Year 4, and no one has mapped what follows.",
    "Instruments are old: half of the glockenspiels lack bars.",
    "Families ask about lessons and cannot pay the whole price.",
    "The development plan of last year has not been looked at again.",
)
LESSONS = (
    "Year 3, recorders. All children played in the first five minutes; notation came last.",
    "Year 5, composing with loops. Pairs explained their choices well.",
    "Year 1, pulse and pitch. The teacher modelled clearly, and the pace was quick.",
)
SCHOOL_COMMITS = (
    "Put the choir on the timetable from January.",
    "Review the development plan with the head before Easter.",
    "Send two class teachers to the singing course.",
)
HUB_COMMITS = (
    "Send the list of instruments that can be borrowed.",
    "Teach a lesson beside the Year 4 teacher in the spring.",
    "Introduce the lead of the neighbouring school.",
)
PRIVATE = (
    "The head leaves at Easter; nothing is public yet. Ring again in the summer term.",
    "Relations between lead and class teachers are tense. Go gently.",
)
#: what, who does it, strategic function, area of the audit
ACTIONS = (
    ("Begin a choir that meets every week", "school", "schools", "singing"),
    ("Put the summary of the plan on the school’s website", "school", "schools", "leadership"),
    ("Name a senior leader for music", "school", "schools", "leadership"),
    ("Ask the pupils of Year 4 who wants to go on playing", "school", "progression", "lessons"),
    ("Check the instruments and list what needs repair", "school", "sustainability", "spaces"),
    ("Send the programme of whole class teaching", "officer", "schools", "classroom-instruments"),
    ("Lend a set of ukuleles for a term", "officer", "inclusion", "classroom-instruments"),
    ("Bring the lead together with the lead school", "officer", "partnership", "partnership"),
    ("Tell families how help with costs works", "officer", "inclusion", "inclusion"),
    ("Offer places at the county’s open rehearsal", "partner", "progression", "ensembles"),
)
DROPPED = "The person who was to do it has left; the school will say when it can begin again."
EVIDENCE = (
    "It meets on Tuesdays with 24 pupils.",
    "Seen on the website.",
    "Agreed with the head and written into the plan.",
)
PEOPLE = (
    ("Joanne Marsh", "Music lead", False),
    ("Peter Okoro", "Head teacher", True),
    ("Sian Bevan", "Deputy head", True),
    ("Imran Sheikh", "Class teacher", False),
    ("Lucy Garside", "Music lead", False),
)
CANCELLED = (
    "The officer was ill; we shall propose new dates.",
    "The school was closed because of snow.",
)
REFUSED = (
    "We have an inspection this term and no time for visitors.",
    "Our trust looks after music itself.",
)
OTHER_DATES = "Mondays suit us best, before 11am. Our lead works three days a week."
REQUEST = "Our music lead leaves at Christmas. Could somebody help us to plan what comes next?"
#: what, strategic function, how one knows
PRIORITIES = (
    (
        "Every school past the cycle has a visit by Easter",
        "schools",
        "No school in the region stands past the cycle on 31 March.",
    ),
    (
        "Small village schools share a music specialist",
        "partnership",
        "Three clusters with a specialist by the summer term.",
    ),
    (
        "Pupils go on after whole class teaching",
        "progression",
        "One in five of last year’s whole class pupils learns on.",
    ),
    (
        "Music in special schools",
        "inclusion",
        "Each special school has a development plan and one live event.",
    ),
)
AIM = (
    "Know every school in the region well enough to say what it needs, and see that what was "
    "agreed gets done."
)
REVIEW = (
    "The visits of the autumn went well in the towns. Villages take longer to answer: we ring "
    "first and write afterwards. Two schools asked for help with their plan."
)

#: Whom actions of partners are given to.
PARTNERS = ["The County Youth Orchestra", "Marlbury Arts Centre", "The Cathedral’s song school"]
