"""The one scale of levels."""

import pytest

from hub.music.choices import Level, Standard
from hub.music.levels import rqf_of, span_in_words, standard_of


@pytest.mark.parametrize(
    ("level", "standard", "rqf"),
    [
        (Level.BEGINNER, Standard.ENTRY, None),
        (Level.INITIAL, Standard.ENTRY, None),
        (Level.GRADE_1, Standard.FOUNDATION, 1),
        (Level.GRADE_3, Standard.FOUNDATION, 1),
        (Level.GRADE_4, Standard.INTERMEDIATE, 2),
        (Level.GRADE_6, Standard.ADVANCED, 3),
        (Level.DIPLOMA, Standard.ADVANCED, None),
    ],
)
def test_a_level_counts_as_a_standard_and_a_level_of_the_framework(level, standard, rqf):
    assert (standard_of(level), rqf_of(level)) == (standard, rqf)


@pytest.mark.parametrize(
    ("lowest", "highest", "words"),
    [
        (None, None, "All levels"),
        (Level.BEGINNER, Level.DIPLOMA, "All levels"),
        (Level.GRADE_6, None, "Grade 6 and above"),
        (None, Level.GRADE_2, "Beginners to Grade 2"),
        (Level.BEGINNER, Level.BEGINNER, "Beginners"),
        (Level.GRADE_3, Level.GRADE_5, "Grade 3 to Grade 5"),
        (Level.GRADE_3, Level.GRADE_3, "Grade 3"),
    ],
)
def test_a_span_reads_as_people_say_it(lowest, highest, words):
    assert span_in_words(lowest, highest) == words
