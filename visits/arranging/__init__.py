"""Visits until they have taken place. Nothing outside this package makes one or changes its day.

The verbs lock the school, then the visit, then see what it is now; each leaves its entry on the
trail, the school's standing and the letters in the same transaction.
"""

from visits.arranging.answering import ask_for_others, choose, refuse
from visits.arranging.beginning import to_arrange
from visits.arranging.ending import cancel, mark_done, no_reply, undo
from visits.arranging.fixing import confirm, move
from visits.arranging.going import assign, go_along, stay_behind
from visits.arranging.proposing import propose
from visits.arranging.refusals import TimeTaken, VisitRefused

__all__ = [
    "TimeTaken",
    "VisitRefused",
    "ask_for_others",
    "assign",
    "cancel",
    "choose",
    "confirm",
    "go_along",
    "mark_done",
    "move",
    "no_reply",
    "propose",
    "refuse",
    "stay_behind",
    "to_arrange",
    "undo",
]
