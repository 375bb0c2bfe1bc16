"""Libraries and programs that no wheel brings: Pango for PDF, Chromium for browser tests.

Standard library only.
"""

import ctypes
import os
import shutil
import subprocess
import sys
from pathlib import Path

from hub.platform.console import Trouble
from hub.platform.state import CHECKOUT

# Debian and Ubuntu name them alike. The value is what must load, on Linux and on a Mac.
PDF_LIBRARIES = {
    "libpango-1.0-0": ("libpango-1.0.so.0", "libpango-1.0.dylib"),
    "libpangoft2-1.0-0": ("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib"),
    "libharfbuzz-subset0": ("libharfbuzz-subset.so.0", "libharfbuzz-subset.dylib"),
    "fontconfig": ("libfontconfig.so.1", "libfontconfig.dylib"),
}
# What Playwright's own Node is linked with; elsewhere than on Linux it brings everything itself.
BROWSER_LIBRARIES = {"libatomic1": ("libatomic.so.1",)} if sys.platform == "linux" else {}
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
CHROMIUM_ON_A_MAC = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)


def browsers_directory():
    """Where Playwright puts a Chromium of its own: beside the packages, not in the home."""
    return Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH") or CHECKOUT / ".venv" / "browsers")


def loads(names):
    """Whether any of these libraries can be loaded."""
    folders = ("", "/opt/homebrew/lib/", "/usr/local/lib/") if sys.platform == "darwin" else ("",)
    for name in names:
        for folder in folders:
            try:
                ctypes.CDLL(folder + name)
            except OSError:
                continue
            return True
    return False


def missing_pdf_libraries():
    """Package names of what WeasyPrint needs and does not find."""
    return [package for package, names in PDF_LIBRARIES.items() if not loads(names)]


def missing_browser_libraries():
    """Package names of what Playwright needs and does not find."""
    return [package for package, names in BROWSER_LIBRARIES.items() if not loads(names)]


def chromium():
    """Path of a Chromium that browser tests can drive, or None."""
    for name in CHROMIUM_NAMES:
        found = shutil.which(name)
        # Ubuntu's package of that name is a stub which asks for snap.
        if found and not is_snap_stub(Path(found)):
            return Path(found)
    for path in map(Path, CHROMIUM_ON_A_MAC):
        if path.exists():
            return path
    for pattern in ("chromium-*/chrome-linux*/chrome", "chromium-*/chrome-mac*/*/*/MacOS/*"):
        for path in sorted(browsers_directory().glob(pattern), reverse=True):
            return path
    return None


def is_snap_stub(program):
    """Whether this is Ubuntu's chromium-browser, a script that only asks for snap."""
    if os.path.realpath(program).startswith(("/snap/", "/usr/bin/snap")):
        return True
    start = program.read_bytes()[:4096]
    return start.startswith(b"#!") and b"snap install" in start


def distribution():
    """The ID of /etc/os-release, such as debian or ubuntu; empty elsewhere."""
    try:
        lines = Path("/etc/os-release").read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return ""
    return dict(line.split("=", 1) for line in lines if "=" in line).get("ID", "").strip('"')


def privilege():
    """The prefix with which this user may install packages: [] for root, sudo, or None."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo"):
        asked = subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False)
        if asked.returncode == 0:
            return ["sudo", "-n"]
    return None


def provide(*, browser, log):
    """Install what is missing when this user may, and say what was done.

    Raises Trouble with one sentence for each thing that is still missing.
    """
    packages = missing_pdf_libraries() + (missing_browser_libraries() if browser else [])
    wants_chromium = browser and chromium() is None
    if not packages and not wants_chromium:
        return "all there"
    prefix = privilege()
    if shutil.which("apt-get") and prefix is not None:
        by_apt = packages + (["chromium"] if wants_chromium and distribution() != "ubuntu" else [])
        if by_apt:
            apt_install(by_apt, prefix, log)
        if wants_chromium and distribution() == "ubuntu":
            playwright_install(log)
    elif wants_chromium and sys.platform == "darwin":
        playwright_install(log)
    sentences = [missing_library(package) for package in missing_pdf_libraries()]
    if browser:
        sentences += [missing_browser_library(package) for package in missing_browser_libraries()]
        if chromium() is None:
            sentences.append(missing_chromium())
    if sentences:
        raise Trouble(*sentences)
    return f"installed {', '.join(packages + (['chromium'] if wants_chromium else []))}"


def apt_install(packages, prefix, log):
    """Install Debian packages; the list of packages is brought up to date when that fails first."""
    environ = ["env", "DEBIAN_FRONTEND=noninteractive"]
    install = [*prefix, *environ, "apt-get", "install", "-y", "--no-install-recommends"]
    install += ["-o", "DPkg::Lock::Timeout=300", *packages]
    update = [*prefix, *environ, "apt-get", "update"]
    with open(log, "ab") as output:
        for command in (install, update, install):
            done = subprocess.run(command, stdout=output, stderr=output, check=False)
            if command is install and done.returncode == 0:
                return


def playwright_install(log):
    """Have Playwright fetch a Chromium, with its libraries where it can install them."""
    command = [str(CHECKOUT / ".venv" / "bin" / "playwright"), "install", "chromium"]
    if sys.platform != "darwin":
        command.insert(2, "--with-deps")
    environ = {**os.environ, "PLAYWRIGHT_BROWSERS_PATH": str(browsers_directory())}
    with open(log, "ab") as output:
        subprocess.run(command, env=environ, stdout=output, stderr=output, check=False)


def missing_library(package):
    """The sentence for a library that PDF files need."""
    if sys.platform == "darwin":
        return f"PDF files need a library of Pango ({package}): brew install pango"
    if shutil.which("apt-get"):
        return f"PDF files need {package}: apt-get install {package}"
    return f"PDF files need the library {PDF_LIBRARIES[package][0]}: install your system's package."


def missing_browser_library(package):
    """The sentence for a library that Playwright needs."""
    if shutil.which("apt-get"):
        return f"Browser tests need {package}: apt-get install {package}"
    library = BROWSER_LIBRARIES[package][0]
    return f"Browser tests need the library {library}: install your system's package."


def missing_chromium():
    """The sentence for a missing browser."""
    if shutil.which("apt-get") and distribution() != "ubuntu":
        return "Browser tests need Chromium: apt-get install chromium"
    with_libraries = "" if sys.platform == "darwin" else "--with-deps "
    return (
        f"Browser tests need Chromium: PLAYWRIGHT_BROWSERS_PATH={browsers_directory()} "
        f".venv/bin/playwright install {with_libraries}chromium"
    )
