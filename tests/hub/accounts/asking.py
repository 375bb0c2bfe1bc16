"""Asking for a page as somebody, and reading it."""


def as_(client, user):
    """The client, signed in as this user."""
    client.force_login(user)
    return client


def text(response):
    """The page with its white space made even."""
    return " ".join(response.content.decode().split())
