"""The record of a visit: what was seen and said there, and the report that goes to the school.

Nothing outside this package writes a VisitRecord, who was met, or a report that was sent.
"""
