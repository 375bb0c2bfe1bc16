"""What a level is called, and what it counts as elsewhere."""

from hub.music.choices import Level, Standard


def standard_of(level) -> Standard:
    """The standard of the annual return that a level belongs to.

    Source: sector practice, entry before Grade 1, foundation Grades 1 to 3, intermediate 4 and 5,
    advanced from Grade 6 on.
    """
    level = Level(level)
    if level < Level.GRADE_1:
        return Standard.ENTRY
    if level <= Level.GRADE_3:
        return Standard.FOUNDATION
    if level <= Level.GRADE_5:
        return Standard.INTERMEDIATE
    return Standard.ADVANCED


def rqf_of(level) -> int | None:
    """The level of the Regulated Qualifications Framework that a grade has; None without one.

    Source: Grades 1 to 3 are level 1, 4 and 5 level 2, 6 to 8 level 3.
    """
    ends = {Level.GRADE_3: 1, Level.GRADE_5: 2, Level.GRADE_8: 3}
    level = Level(level)
    if not Level.GRADE_1 <= level <= Level.GRADE_8:
        return None
    return next(number for last, number in ends.items() if level <= last)


def span_in_words(lowest, highest) -> str:
    """Levels from one to another as people say them: "Grade 3 to Grade 5", "Grade 6 and above".

    Either may be None, for no limit; "All levels" for neither.
    """
    low = None if lowest in (None, Level.BEGINNER) else Level(lowest)
    high = None if highest in (None, Level.DIPLOMA) else Level(highest)
    if high is None:
        return "All levels" if low is None else f"{low.label} and above"
    if low is None:
        return "Beginners" if high == Level.BEGINNER else f"Beginners to {high.label}"
    return low.label if low == high else f"{low.label} to {high.label}"
