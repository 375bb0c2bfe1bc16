"""Places: the verb beside a bare guarded counter in the same run, and the list of who waits."""

import json
import subprocess
import sys

from tests.bench.places import FEW, MANY, PAST
from tests.bench.shared import figure
from tests.hub.platform.portal import ROOT, shell

LIST_MS, MOST_STATEMENTS = 100, 8


def run():
    """Shares of the bare counter, what is oversold, statements, and pages."""
    found = ask()
    raw = (found["raw"] + found["raw again"]) / 2
    asked, by_basket = found["statements"]["HTTP"], found["statements"]["HTTP, by basket"]
    lines = [
        figure("bare guarded counter, 8 clients on one", raw, "a second"),
        figure("enter, 8 clients on one provision", found["verb"], "a second"),
        figure(
            "enter, share of the bare counter",
            found["verb"] / raw,
            "ratio",
            target=0.15,
            at_least=True,
        ),
        figure(
            f"enter with {PAST:,} past rows, share of that without",
            found["verb, past rows"] / found["verb"],
            "ratio",
            target=0.9,
            at_least=True,
        ),
        figure("enter", found["statements of the verb"], "statements", target=10),
        figure("enrolment over HTTP, 8 clients on one provision", found["HTTP"], "a second"),
        figure(
            "enrolment over HTTP, share of the bare counter",
            found["HTTP"] / raw,
            "ratio",
            target=0.05,
            at_least=True,
        ),
        figure(
            f"enrolment over HTTP with {PAST:,} past rows, share of that without",
            found["HTTP, past rows"] / found["HTTP"],
            "ratio",
            target=0.9,
            at_least=True,
        ),
        figure("enrolment, POST that commits", asked["committing"], "statements", target=10),
        figure("enrolment, whole journey", asked["journey"], "statements", target=20),
        figure("enrolment by basket, 8 clients", found["HTTP, by basket"], "a second"),
        figure("enrolment by basket, POST that commits", by_basket["committing"], "statements"),
        figure("enrolment by basket, whole journey", by_basket["journey"], "statements"),
    ]
    for name in ("empty", "past", "HTTP", "HTTP, past rows", "HTTP, by basket"):
        lines.append(figure(f"oversold, {name}", found[f"oversold, {name}"], "places", target=0))
        lines.append(figure(f"counted wrong, {name}", found[f"drift, {name}"], "places", target=0))
    for name, page in found["list"].items():
        is_many = name.endswith(f"{MANY:,}")
        lines.append(figure(f"applications, {name}, median", page["median"], "ms"))
        lines.append(
            figure(
                f"applications, {name}, p95", page["p95"], "ms", target=LIST_MS if is_many else None
            )
        )
        lines.append(
            figure(
                f"applications, {name}", page["statements"], "statements", target=MOST_STATEMENTS
            )
        )
    few, many = (found["list"][f"list of {number:,}"]["median"] for number in (FEW, MANY))
    lines.append(figure("applications, list, growth", many / few, "ratio", target=1.2))
    return lines


def ask():
    """What places.py measured."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.places"],
        cwd=ROOT,
        env=shell(DJANGO_SETTINGS_MODULE="hub.settings"),
        check=True,
        capture_output=True,
        text=True,
    )
    return json.loads(done.stdout.splitlines()[-1])
