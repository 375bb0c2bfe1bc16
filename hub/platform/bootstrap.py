"""The commands behind the Makefile, from a bare Python on.

This file is read by whatever python3 a machine has, so it keeps to what every Python 3 reads:
an old one then gets a sentence and not a syntax error. It sets up what is missing and hands over.
"""

import os
import sys

OLDEST_PYTHON = (3, 11)


def main(arguments):
    """Do one command; the exit code of the process."""
    if sys.version_info < OLDEST_PYTHON:
        sys.stderr.write(
            "hub: This needs Python 3.11 or newer, and {} is Python {}.{}: install a newer one "
            "and name it, for example `make run PYTHON=python3.11`.\n".format(
                sys.executable, *sys.version_info[:2]
            )
        )
        return 1
    if os.name != "posix":
        sys.stderr.write("hub: This runs on Linux and on a Mac; on Windows use WSL.\n")
        return 1
    from hub.platform import commands  # noqa: PLC0415  (only a new enough Python can read it)

    return commands.main(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
