"""What the verbs about families raise when a rule says no."""


class FamilyRefused(Exception):
    """A rule says no. The message can be shown to a carer as it stands; ``status`` is what a page

    answers, ``field`` the argument of the verb that it is about, where it is about one.
    """

    status = 409

    def __init__(self, words, *, field=None):
        super().__init__(words)
        self.field = field
