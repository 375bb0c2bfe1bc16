"""``manage.py sweep``: every sweep once, saying what it did."""

from django.core.management.base import BaseCommand, CommandError

from hub.platform import sweeps


class Command(BaseCommand):
    """Runs every sweep now; fails when one failed."""

    help = "Run every sweep once: send, build and tidy what is due, and say what was done."

    def handle(self, **options):
        outcomes = sweeps.run(only_due=False)
        for name, said, _failed in outcomes:
            self.stdout.write(f"{name}: {said}")
        failed = [name for name, _said, broken in outcomes if broken]
        if failed:
            raise CommandError(f"These sweeps failed: {', '.join(failed)}.")
