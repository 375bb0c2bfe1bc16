from django.apps import AppConfig


class TuitionConfig(AppConfig):
    """Lessons and groups: enrolment, waiting lists, timetables, registers, help with costs."""

    name = "tuition"
    verbose_name = "Lessons and groups"

    def ready(self):
        from tuition import signals  # noqa: F401  (receivers register themselves)
