"""What the verbs of a record say when a rule says no."""


class RecordRefused(Exception):
    """The message can be shown to officers as it stands."""
