"""``manage.py report``: one report to a file, the same as the page's."""

import os
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from hub.reporting import registry
from hub.reporting.build import Asked, make
from hub.reporting.choices import Format
from hub.reporting.forms import bind

OPTIONS = {
    "school": ("URN", "the school, by its number (URN)"),
    "period": ("PERIOD", "the academic year, such as 2026/27"),
    "region": ("NAME", "the region, by its name"),
}


class Command(BaseCommand):
    """Writes one report; without a key it lists the keys."""

    help = "Write one report to a file; without a key, list the reports that there are."

    def add_arguments(self, parser):
        parser.add_argument("key", nargs="?", help="which report")
        for name, (kind, words) in OPTIONS.items():
            parser.add_argument(f"--{name}", metavar=kind, help=words)
        parser.add_argument(
            "--out", metavar="FILE", help="where to: a name that ends in .pdf, .xlsx or .csv"
        )

    def handle(self, *, key, out, **options):
        if key is None:
            for each in registry.registered():
                kinds = " ".join(f".{kind}" for kind in each.formats)
                self.stdout.write(f"{each.key}: {each.title} ({kinds})")
            return
        try:
            report = registry.get(key)
        except KeyError as error:
            known = ", ".join(each.key for each in registry.registered())
            raise CommandError(f"There is no report {key}. There are: {known}.") from error
        if not out:
            raise CommandError("Say where to write it: --out FILE.")
        asked = self._asked(report, Path(out), options)
        _replace(Path(out), make(asked))
        self.stdout.write(f"{asked.title}: written to {out}")

    @staticmethod
    def _asked(report, out, options):
        """The report with a valid form, in the format of the file's name; else CommandError."""
        kind = out.suffix.lower().removeprefix(".")
        if kind not in report.formats:
            *others, last = [f".{each}" for each in report.formats]
            kinds = " or ".join(filter(None, [", ".join(others), last]))
            raise CommandError(f"{report.key} can be written to a name that ends in {kinds}.")
        given = {name: [options[name]] for name in OPTIONS if options[name] is not None}
        form = bind(report, given, user=None, format=kind)
        for name in given.keys() - form.fields.keys():
            raise CommandError(f"{report.key} takes no --{name}.")
        if not form.is_valid():
            sentences = [
                f"--{name}: {error}" if name in OPTIONS else error
                for name, errors in form.errors.items()
                for error in errors
            ]
            raise CommandError("\n".join(sentences))
        return Asked(report, form, Format(kind))


def _replace(path, content):
    """Write beside, then rename: whoever reads the file never meets half of it."""
    beside = path.with_name(f".{path.name}.part")
    try:
        beside.write_bytes(content)
        os.replace(beside, path)
    except OSError as error:
        raise CommandError(f"{path} cannot be written: {error.strerror}.") from error
