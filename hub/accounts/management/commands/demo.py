"""``manage.py demo``: load the fictional county, with a sign-in for every role."""

from datetime import date

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from hub.accounts.demo_sign_ins import table
from hub.platform import demo

MOST_SCHOOLS = 50_000


def _count(text):
    number = int(text)
    if not 12 <= number <= MOST_SCHOOLS:
        raise ValueError
    return number


def _seed(text):
    number = int(text)
    if not 0 <= number < 2**63:
        raise ValueError
    return number


class Command(BaseCommand):
    help = (
        "Load the demo: a fictional county and its sign-ins. The same arguments, the same county."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--schools", type=_count, help=f"how many, 12 to {MOST_SCHOOLS} ({demo.SCHOOLS})"
        )
        parser.add_argument("--seed", type=_seed, help="another seed, another county (1)")
        parser.add_argument(
            "--as-of", type=date.fromisoformat, help="its today, as YYYY-MM-DD (the real one)"
        )

    def handle(self, *, schools, seed, as_of, **options):
        if not (settings.HUB_DEMO or settings.HUB_TEST):
            raise CommandError(
                "Everybody knows the demo's passwords, so it loads in demo mode only (HUB_DEMO=1)."
            )
        try:
            built = demo.build(schools=schools, seed=seed, as_of=as_of)
        except demo.DemoRefused as refusal:
            raise CommandError(str(refusal)) from refusal
        if built:
            self.stdout.write(f"Demo county loaded: {', '.join(built)}.")
        else:
            self.stdout.write("The demo county stands already; nothing was changed.")
        # The sign-ins are the last block of the output: `make run` shows them again.
        self.stdout.write(f"\n{table()}")
