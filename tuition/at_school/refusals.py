"""Why an application of a school cannot be made or completed, in words for school and family."""


class ApplicationRefused(Exception):
    """A rule says no. The message can be shown as it stands; ``status`` is what a page answers."""

    status = 409


class LinkUnknown(ApplicationRefused):
    """There is no such link."""

    status = 404

    def __init__(self):
        super().__init__("This link is not known. Please check that you have copied all of it.")


class LinkOver(ApplicationRefused):
    """It was completed, taken back, or its time is over."""

    status = 410


class NotYours(ApplicationRefused):
    """The link was sent to another address than that of the account."""

    status = 403

    def __init__(self):
        super().__init__(
            "This link was sent to another e-mail address than that of your account. Sign out, "
            "and sign in with the address to which it was sent."
        )
