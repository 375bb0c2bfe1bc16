"""The virtual environment and the requirements, pinned by hash. Standard library only."""

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

from hub.platform.console import Trouble, step
from hub.platform.state import CHECKOUT

VENV = CHECKOUT / ".venv"
PYTHON = VENV / "bin" / "python"
INSTALLER = Path(__file__).with_name("installer.txt")


def stamp_file(requirements):
    """Where we note which version of one requirements file is installed."""
    return VENV / f"installed-{requirements}.sha256"


def fingerprint(requirements):
    """Changes with the file's content and with the Python it is installed for."""
    digest = hashlib.sha256((CHECKOUT / requirements).read_bytes())
    digest.update(sys.version.encode())
    return digest.hexdigest()


def is_current(files):
    """Whether the virtual environment holds exactly what these files ask for."""
    if not PYTHON.exists():
        return False
    for name in files:
        try:
            if stamp_file(name).read_text(encoding="ascii") != fingerprint(name):
                return False
        except FileNotFoundError:
            return False
    return True


def install(files):
    """Make the virtual environment and install the files into it, unless they are there."""
    if is_current(files):
        return
    with step("virtual environment"):
        make_venv()
    with step("requirements") as doing:
        missing = [name for name in files if not is_current([name])]
        doing.note = ", ".join(missing)
        install_missing(missing)
        for name in missing:
            stamp_file(name).write_text(fingerprint(name), encoding="ascii")


def make_venv():
    """Make .venv, or make it anew when its Python has gone or is another one now."""
    if PYTHON.exists() and runs_this_python():
        return
    for module in ("venv", "ensurepip"):
        if importlib.util.find_spec(module) is None:
            raise Trouble(venv_is_missing())
    remove()
    made = subprocess.run(
        [sys.executable, "-m", "venv", str(VENV)], capture_output=True, text=True, check=False
    )
    if made.returncode:
        remove()
        said = (made.stderr or made.stdout).strip()
        if "ensurepip" in said:
            raise Trouble(venv_is_missing())
        raise Trouble(f"The virtual environment could not be made: {said}")


def runs_this_python():
    """Whether .venv belongs to the Python that runs us."""
    code = "import sys; print(sys.version)"
    asked = subprocess.run([str(PYTHON), "-c", code], capture_output=True, text=True, check=False)
    return asked.returncode == 0 and asked.stdout.strip() == sys.version


def venv_is_missing():
    """The sentence for a Python without venv, as Debian ships it."""
    if shutil.which("apt-get"):
        return "Python's venv is not installed: apt-get install make python3-venv"
    return f"{sys.executable} comes without venv: install the whole of Python 3.11 or newer."


def install_missing(files):
    """Install requirements files with uv, and with pip where uv cannot."""
    # The certificates of the machine and of its environment stay in force for both. Neither keeps
    # a cache: nothing is written outside .venv and var.
    environ = {**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_NO_CACHE_DIR": "1"}
    environ.pop("PYTHONHOME", None)
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--require-hashes"]
    wanted = [part for name in files for part in ("-r", str(CHECKOUT / name))]
    got_uv = subprocess.run(
        [*pip, "-r", str(INSTALLER)], env=environ, capture_output=True, check=False
    )
    if got_uv.returncode == 0:
        uv = [str(VENV / "bin" / "uv"), "pip", "install", "--quiet", "--no-cache"]
        uv += ["--python", str(PYTHON), "--system-certs", "--require-hashes", "--no-config"]
        # uv does not read pip's settings: a mirror named there holds for both.
        if environ.get("PIP_INDEX_URL"):
            environ.setdefault("UV_DEFAULT_INDEX", environ["PIP_INDEX_URL"])
        by_uv = subprocess.run([*uv, *wanted], env=environ, capture_output=True, check=False)
        if by_uv.returncode == 0:
            return
    done = subprocess.run([*pip, *wanted], env=environ, capture_output=True, text=True, check=False)
    if done.returncode:
        reason = done.stderr.strip().splitlines()[-1:] or ["pip said nothing"]
        raise Trouble(
            f"The requirements could not be installed: {reason[0]}. When the network is back or "
            "its proxy is set (HTTPS_PROXY, SSL_CERT_FILE), type the same again."
        )


def remove():
    """Remove .venv; of a link, the link."""
    if VENV.is_symlink():
        VENV.unlink()
    elif VENV.exists():
        shutil.rmtree(VENV)
