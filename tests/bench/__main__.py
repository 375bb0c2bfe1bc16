"""`make bench`: every bench_*.py of this folder, as a table and in var/bench.json.

A module has a function ``run() -> list[dict]`` of figures made by ``figure``. Times depend on the
machine; what is compared with something is measured beside it in the same run.
"""

import importlib
import json
import pkgutil
import sys

from hub.platform.state import State, var_directory
from tests import bench
from tests.bench import shared


def main(wanted):
    """Run all modules, or those whose names hold one of the words. The exit code."""
    figures = []
    try:
        for module in sorted(each.name for each in pkgutil.iter_modules(bench.__path__)):
            if module.startswith("bench_") and any(word in module for word in wanted or [""]):
                print(f"{module.removeprefix('bench_')} …", flush=True)
                figures += importlib.import_module(f"tests.bench.{module}").run()
    finally:
        shared.stop()
    state = State(var_directory())
    state.make()
    report = json.dumps(figures, indent=1)
    (state.path / "bench.json").write_text(f"{report}\n", encoding="utf-8")
    table(figures)
    return 0


def table(figures):
    """Print the figures; a goal that was missed is named as such."""
    width = max((len(each["name"]) for each in figures), default=0)
    print()
    for each in figures:
        goal = "" if each["target"] is None else f"goal {each['target']:g}"
        verdict = "" if each["ok"] else "  MISSED"
        print(f"{each['name']:<{width}}  {each['value']:>10g} {each['unit']:<12}{goal}{verdict}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
