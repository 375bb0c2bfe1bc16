"""Why something about a place is not done, in words for a parent."""


class NotDone(Exception):
    """A rule says no. The message can be shown as it stands."""
