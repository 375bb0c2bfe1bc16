"""``manage.py import_gias FILE``: the register of schools, as downloaded from the DfE."""

from django.core.management.base import BaseCommand, CommandError

from schools.imports import ImportRefused, import_register


class Command(BaseCommand):
    """Takes the register in and says what that did, on one line at the end."""

    help = (
        "Create, update and close schools from a download of Get Information about Schools. "
        "Each school counts once: created, updated or closed. Absence from the file closes nothing."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", help="edubasealldata….csv or a smaller extract of it")
        parser.add_argument("--links", metavar="FILE", help="links_edubasealldata….csv")
        parser.add_argument(
            "--authority",
            metavar="CODE",
            action="append",
            default=[],
            help="a local authority to add to the hub first, by the DfE's code; may be repeated",
        )
        whole = parser.add_mutually_exclusive_group()
        whole.add_argument(
            "--whole",
            dest="is_whole",
            action="store_true",
            default=None,
            help="the file is the whole register of its authorities: list what is missing from it",
        )
        whole.add_argument(
            "--part", dest="is_whole", action="store_false", help="it is only a part of it"
        )
        parser.add_argument("--dry-run", action="store_true", help="say what would happen, only")

    def handle(self, *, file, links, authority, is_whole, dry_run, **options):
        try:
            outcome = import_register(
                path=file,
                links_path=links,
                add_authorities=authority,
                is_whole=is_whole,
                dry_run=dry_run,
                by=None,
            )
        except ImportRefused as refusal:
            raise CommandError(str(refusal)) from refusal
        for sentence in [*outcome.notes, *outcome.rejected]:
            self.stdout.write(str(sentence))
        if dry_run:
            self.stdout.write("A dry run: nothing was changed.")
        self.stdout.write(str(outcome))
