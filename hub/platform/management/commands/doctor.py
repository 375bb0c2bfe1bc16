"""`manage.py doctor`: what is missing on this machine, and how to mend it."""

from django.core.management.base import BaseCommand

from hub.platform import doctor


class Command(BaseCommand):
    help = "Say what is missing on this machine or deployment, and how to mend it."
    requires_system_checks = ()

    def handle(self, **options):
        missing = 0
        for found in doctor.examine():
            state = "ok" if found.is_well else "missing" if found.is_needed else "without"
            self.stdout.write(f"{state:<9}{found.part:<22}{found.words}")
            if not found.is_well:
                self.stdout.write(f"{'':<9}{'':<22}to mend it: {found.line}")
                missing += found.is_needed
        if missing:
            raise SystemExit(1)
