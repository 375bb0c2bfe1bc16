"""Whom tutors teach, for the rooms that ask (hub/people/permissions.py)."""

from hub.people.permissions import teaches
from tuition.permissions import pupils_taught

teaches(pupils_taught)
