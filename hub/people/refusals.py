"""What the verbs about families raise when a rule says no."""


class FamilyRefused(Exception):
    """A rule says no. The message can be shown to a carer as it stands; ``status`` is what a page

    answers.
    """

    status = 409
