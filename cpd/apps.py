from django.apps import AppConfig


class CpdConfig(AppConfig):
    """Training for teachers and tutors: courses, bookings, certificates."""

    name = "cpd"
    verbose_name = "CPD"
