"""Made-up content for the gallery."""


def everything():
    """What the gallery's templates show, by name."""
    return {}
