"""Which of the hub's phases a school belongs to, told from what the register says of it."""

from schools.choices import Phase

# Read in a type's name, such as "Academy alternative provision converter". Ages say nothing of
# these: a special school may take children from 2 to 19.
_SPECIAL = ("special", "pupil referral unit", "alternative provision", "secure unit")
_BY_TYPE = (
    (Phase.EARLY_YEARS, ("nursery", "children's centre")),
    (Phase.POST_16, ("further education", "sixth form", "16-19", "16 to 19", "higher education")),
    (Phase.SECONDARY, ("technology college", "technical college", "studio school")),
)
_BY_REGISTER_PHASE = {
    "nursery": Phase.EARLY_YEARS,
    "primary": Phase.PRIMARY,
    "middle deemed primary": Phase.MIDDLE,
    "middle deemed secondary": Phase.MIDDLE,
    "secondary": Phase.SECONDARY,
    "16 plus": Phase.POST_16,
    "all-through": Phase.ALL_THROUGH,
}


def derive_phase(*, low_age=None, high_age=None, register_phase="", type_name="") -> Phase:
    """The phase that follows from ages, else the register's phase, else the type, else not known.

    Special schools, pupil referral units and alternative provision go by their type first. A first
    school (4 to 9) is primary; 9 to 13 is a middle school whichever phase it is deemed; 13 to 18 is
    secondary. ``high_age`` is the age at which the last pupils leave.
    Source: the register's own list of phases, which is "Not applicable" for special schools.
    """
    kind = type_name.casefold()
    if any(word in kind for word in _SPECIAL):
        return Phase.SPECIAL
    if low_age is not None and high_age is not None:
        return _by_ages(low_age, high_age)
    if register_phase.casefold() in _BY_REGISTER_PHASE:
        return _BY_REGISTER_PHASE[register_phase.casefold()]
    return next(
        (phase for phase, words in _BY_TYPE if any(word in kind for word in words)),
        Phase.NOT_KNOWN,
    )


def _by_ages(low, high):
    # First rule that holds, from the youngest: starts at most here, leaves at most there.
    for starts, leaves, phase in (
        (4, 5, Phase.EARLY_YEARS),
        (10, 11, Phase.PRIMARY),
        (7, 13, Phase.PRIMARY),
        (7, 120, Phase.ALL_THROUGH),
        (10, 14, Phase.MIDDLE),
        (15, 120, Phase.SECONDARY),
    ):
        if low <= starts and high <= leaves:
            return phase
    return Phase.POST_16
