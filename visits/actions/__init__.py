"""Actions: what hub, school or partner does after a visit, or for a school at all."""

from visits.actions.keeping import ActionRefused, ChangedMeanwhile, add, change
from visits.actions.moving import move

__all__ = ["ActionRefused", "ChangedMeanwhile", "add", "change", "move"]
