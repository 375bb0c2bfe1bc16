"""What a school is refused about its summary, in words that can be shown as they stand."""


class AddressRefused(Exception):
    """A rule says no. The message can be shown as it stands."""
