"""What the demo's schools write in their plans: a few of each, so that no two are quite alike."""

OBJECTIVES = [
    "By next summer every class sings every week, and every pupil in Years 3 and 4 has learned an "
    "instrument for a year.",
    "Every pupil has an hour of music a week from a teacher who feels sure of it.",
    "Pupils who cannot pay take part in lessons and groups as much as all others do.",
    "Music is heard: each class performs to families once a year, and the choir once a term.",
]
ESSENTIALS = [
    "- An hour of curriculum music a week\n- Singing in every assembly\n- Whole class ukulele in "
    "Year 4\n- A choir and a band\n- One concert a term",
    "- A scheme that builds up from year to year\n- Singing in every class\n- Lessons in small "
    "groups\n- A trip to a concert by professionals",
]
INSTRUMENTAL = [
    "Year 4 learns the ukulele for three terms with a tutor of the hub; the class teacher plays "
    "along. Afterwards pupils can go on in small groups.",
    "Year 3 begins on the recorder in spring. We ask the hub for a set of instruments.",
]
IMPLEMENTATION = [
    "The music lead has half an hour a week for it. Two staff meetings are about singing. "
    "Instruments are kept in the hall cupboard and checked each term.",
    "Class teachers teach music; the lead teaches beside them in turn, a half term each.",
]
COMMUNICATION = [
    "Governors hear of it once a term. Families read of concerts in the newsletter. The school "
    "council is asked which songs to sing.",
]
EVALUATION = [
    "We count who takes part each term, record each class in autumn and in summer, "
    "and ask pupils what they have learned.",
]
TRANSITION = [
    "Year 6 visits the band of the secondary school in summer. We tell it who plays which "
    "instrument, by numbers.",
]
PREMIUM = [
    "Lessons are free for pupils with pupil premium, out of the grant. Each term we look at who "
    "takes part and who does not.",
]
PART_A = [
    "Every class has 45 minutes of music a week. We adapt a published scheme to our school. Pupils "
    "sing, play tuned percussion, listen and compose.\n\nYear 4 learns the ukulele together for a "
    "whole year.",
    "Music is taught for an hour a week in all years, half of it singing. In Years 5 and 6 pupils "
    "compose on tablets.",
]
PART_B = [
    "- Choir for Years 3 to 6, Tuesdays at lunchtime, free\n- Recorder group, Thursdays after "
    "school\n- Lessons on violin, guitar and keyboard, in groups or alone\n\nPupils with pupil "
    "premium pay nothing. Ask the school office.",
    "- Infant and junior choir\n- School band, open to all who play\n- Lessons with tutors of the "
    "music hub; instruments can be borrowed",
]
PART_C = [
    "We sing together every Monday. Each class performs once a year; the choir sings in the town "
    "at Christmas. Once a year everybody hears live music.",
    "A carol concert, a summer show, and a trip of Year 5 to a concert of the county orchestra. "
    "Families are asked for a gift; nobody is left out who cannot give.",
]
FUTURE = [
    "- A second choir for infants\n- Training for all staff in teaching composition\n- A room to "
    "practise in",
    "- Whole class brass in Year 5\n- A music technology club\n- More pupils with special needs in "
    "our groups",
]
FURTHER = [
    "The Department for Education explains to [families what music at school is like]"
    "(https://www.gov.uk/government/publications/music-development-plan).",
    "",
]
#: (what, who, cost, how success is known)
ACTIONS = [
    ("Start a choir for Years 3 and 4", "Music lead", None, "30 pupils sing in it by Easter."),
    (
        "Train all class teachers in leading singing",
        "Head teacher",
        180,
        "Every class sings daily.",
    ),
    ("Buy a class set of ukuleles", "School office", 420, "A set of 30 is in use."),
    (
        "Write down what is learned in each year",
        "Music lead",
        None,
        "One page hangs in each class.",
    ),
    ("Take Year 5 to a concert", "Year 5 teachers", 260, "All of Year 5 come, whoever can pay."),
    (
        "Offer lessons to pupils with pupil premium",
        "Music lead",
        600,
        "A fifth of learners have it.",
    ),
    ("Borrow adapted instruments from the hub", "SEND co-ordinator", None, "Four pupils use them."),
    ("Hold a concert each term", "Music lead", 50, "Three concerts with full halls."),
    ("Find a space to practise in", "Head teacher", None, "A room is free at lunchtime."),
    ("Begin a music technology club", "Computing lead", 90, "Twelve pupils come each week."),
]
#: (how far, what shows it, what it has changed)
REVIEWS = [
    ("in-progress", "Begun in October; 18 pupils come.", "They ask for more songs."),
    ("done", "Done, and kept on.", "Classes sing without being asked."),
    ("open", "", ""),
    ("dropped", "No teacher was found for it.", "We try again with the hub’s help."),
]
LINES = [
    ("Repair of instruments", 120, "Music budget"),
    ("Sheet music and licences", 85, "Music budget"),
    ("A visiting band", 250, "Parents’ association"),
]
COMMENT = "Can we say which year groups? Governors asked about Year 6."
