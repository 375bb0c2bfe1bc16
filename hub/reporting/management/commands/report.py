"""``manage.py report``: one report to a file, the same as the page's."""

import contextlib
import os
import tempfile
from functools import partial
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from hub.reporting import build, registry
from hub.reporting.build import Asked, TooMany
from hub.reporting.choices import Format
from hub.reporting.forms import bind

OPTIONS = {
    "school": ("URN", "the school, by its number (URN)"),
    "period": ("PERIOD", "the academic year, such as 2026/27"),
    "region": ("NAME", "the region, by its name"),
    "phase": ("PHASE", "the phase, such as primary"),
    "trust": ("NAME", "the trust, by its name or code"),
    "district": ("NAME", "the district, by its name or code"),
    "authority": ("NAME", "the local authority, by its name or code"),
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
                self.stdout.write(_line(each))
            return
        try:
            report = registry.get(key)
        except KeyError as error:
            known = ", ".join(each.key for each in registry.registered())
            raise CommandError(f"There is no report {key}. There are: {known}.") from error
        if not out:
            raise CommandError("Say where to write it: --out FILE.")
        asked = self._asked(report, Path(out), options)
        try:
            with _replaced(Path(out)) as file:
                self._write(asked, file)
        except TooMany as error:
            raise CommandError(
                f"That is {report.each.count(error.args[0])}, more than one file may hold."
            ) from error
        self.stdout.write(f"{asked.title}: written to {out}")

    def _write(self, asked, file):
        """The whole report in parts, as workers make it, so that it needs no more memory."""
        as_at, keys = timezone.now(), asked.keys()
        parts = build.parts_of(asked, keys)
        if len(parts) == 1:
            file.write(build.make_part(asked, parts[0], as_at=as_at))
            return
        with tempfile.TemporaryDirectory() as folder:
            made = []
            for part in parts:
                content = build.make_part(asked, part, as_at=as_at)
                path = Path(folder) / str(part.index)
                path.write_bytes(content)
                made.append((partial(path.open, "rb"), build.pages_of(asked, content)))
                self.stdout.write(f"part {part.index + 1} of {part.of}")
            build.put_together(asked, made, file)

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


def _line(report):
    """ "school-profile: School profile (.pdf .csv) --school --period"."""
    kinds = " ".join(f".{kind}" for kind in report.formats)
    options = [f"--{name}" for name in OPTIONS if name in report.form.base_fields]
    return " ".join([f"{report.key}: {report.title} ({kinds})", *options])


@contextlib.contextmanager
def _replaced(path):
    """Write beside, then rename: whoever reads the file never meets half of it."""
    beside = path.with_name(f".{path.name}.part")
    try:
        with beside.open("wb") as file:
            yield file
        os.replace(beside, path)
    except OSError as error:
        raise CommandError(f"{path} cannot be written: {error.strerror}.") from error
    finally:
        beside.unlink(missing_ok=True)
