"""What a visit is refused for, in words that can be shown as they stand."""


class VisitRefused(Exception):
    """A rule says no. The message can be shown to officers and schools as it stands."""


class TimeTaken(VisitRefused):
    """Somebody who goes is at another visit then; the database has the last word."""

    def __init__(self, words="That time has just been taken, please choose another."):
        super().__init__(words)


class AnsweredMeanwhile(VisitRefused):
    """Somebody else has changed the visit since the page was opened."""

    def __init__(
        self,
        words="Somebody has changed this visit since you opened the page. See how it stands now.",
    ):
        super().__init__(words)
