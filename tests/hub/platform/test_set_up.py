"""Before anything is installed: each missing thing is one sentence with the line to type."""

import os
import subprocess
import sys

import pytest

from hub.platform import commands, installation, libraries
from hub.platform.console import Trouble
from hub.platform.locks import Lock
from hub.platform.state import LONGEST_SOCKET_PATH, State
from tests.hub.platform.portal import ROOT, shell


def python(code, **options):
    """Run code in a Python of its own, which has nothing but its standard library."""
    return subprocess.run(
        [
            sys.executable,
            "-I",
            "-S",
            "-c",
            f"import sys; sys.path.insert(0, {str(ROOT)!r})\n{code}",
        ],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        **options,
    )


def test_the_commands_need_nothing_but_the_standard_library(tmp_path):
    code = "from hub.platform import bootstrap; sys.exit(bootstrap.main(['no-such-command']))"
    said = python(code, env=shell(HUB_VAR=str(tmp_path)))
    assert (said.returncode, said.stderr) == (2, "")
    assert all(name in said.stdout for name in commands.COMMANDS)


def test_an_old_python_gets_a_sentence():
    code = (
        "sys.version_info = (3, 9, 2)\n"
        "from hub.platform import bootstrap; sys.exit(bootstrap.main(['run']))"
    )
    said = python(code)
    assert said.returncode == 1
    assert said.stderr.startswith("hub: This needs Python 3.11 or newer, and ")
    assert "make run PYTHON=python3.11" in said.stderr


def test_what_an_old_python_reads_first_is_written_for_it():
    old = subprocess.run(
        [
            sys.executable,
            "-c",
            "import ast, sys; ast.parse(sys.stdin.read(), feature_version=(3, 4))",
        ],
        input=(ROOT / "hub/platform/bootstrap.py").read_text(encoding="utf-8"),
        text=True,
        capture_output=True,
        check=False,
    )
    assert (old.returncode, old.stderr) == (0, "")


def test_a_python_without_venv_gets_the_line_to_type(tmp_path):
    code = (
        "import importlib.util as u; real = u.find_spec\n"
        "u.find_spec = lambda name, *rest: None if name == 'ensurepip' else real(name, *rest)\n"
        "from pathlib import Path\n"
        "from hub.platform import commands, installation\n"
        f"installation.VENV = Path({str(tmp_path)!r}) / '.venv'\n"
        "installation.PYTHON = installation.VENV / 'bin' / 'python'\n"
        "sys.exit(commands.main(['run']))"
    )
    said = python(code, env=shell(HUB_VAR=str(tmp_path / "var")))
    assert said.returncode == 1
    assert said.stderr.strip() == f"hub: {installation.venv_is_missing()}"


def test_a_user_without_an_entry_in_passwd_gets_a_sentence():
    # The system call is answered by a number that no entry has: nobody but root can become one.
    code = (
        "import os; os.geteuid = lambda: 54321\n"
        "from hub.platform.state import server_account\n"
        "from hub.platform.console import Trouble\n"
        "try: server_account()\n"
        "except Trouble as trouble: print(trouble)"
    )
    said = python(code).stdout
    assert said.startswith("The user number 54321 has no entry in /etc/passwd")
    assert "set DATABASE_URL and REDIS_URL" in said


def test_each_missing_library_is_one_sentence_with_its_line():
    sentences = [libraries.missing_library(package) for package in libraries.PDF_LIBRARIES]
    sentences += [
        libraries.missing_browser_library(package) for package in libraries.BROWSER_LIBRARIES
    ]
    assert len(set(sentences)) == len(libraries.PDF_LIBRARIES) + len(libraries.BROWSER_LIBRARIES)
    assert all(": apt-get install" in said or ": brew install" in said for said in sentences)


def test_what_is_not_there_does_not_load():
    assert libraries.loads(["libno-such-thing.so.7"]) is False
    assert libraries.missing_pdf_libraries() == []


def test_requirements_are_installed_again_when_their_file_changes(tmp_path, monkeypatch):
    monkeypatch.setattr(installation, "CHECKOUT", tmp_path)
    monkeypatch.setattr(installation, "VENV", tmp_path)
    monkeypatch.setattr(installation, "PYTHON", tmp_path / "requirements.txt")
    (tmp_path / "requirements.txt").write_text("one==1", encoding="ascii")
    before = installation.is_current(["requirements.txt"])
    installation.stamp_file("requirements.txt").write_text(
        installation.fingerprint("requirements.txt"), encoding="ascii"
    )
    after = installation.is_current(["requirements.txt"])
    (tmp_path / "requirements.txt").write_text("one==2", encoding="ascii")
    assert [before, after, installation.is_current(["requirements.txt"])] == [False, True, False]


def test_clean_refuses_while_the_portal_runs(tmp_path):
    lock = Lock(tmp_path / "run.lock")
    lock.take()
    lock.say("process 1, http://localhost:8000")
    said = subprocess.run(
        [sys.executable, "-m", "hub.platform.bootstrap", "clean"],
        env=shell(HUB_VAR=str(tmp_path)),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    lock.release()
    assert said.returncode == 1
    assert "in use already (process 1, http://localhost:8000)" in said.stderr
    assert tmp_path.exists()


def test_clean_never_removes_a_folder_that_holds_more(tmp_path):
    said = subprocess.run(
        [sys.executable, "-m", "hub.platform.bootstrap", "clean"],
        env=shell(HUB_VAR=str(tmp_path)) | {"HOME": str(tmp_path / "home")},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (said.returncode, tmp_path.exists()) == (1, True)
    assert "which holds more than a portal" in said.stderr


def test_var_is_for_its_owner_alone(tmp_path):
    state = State(tmp_path / "var")
    state.make()
    state.write_environment({"HUB_SECRET_KEY": "a=b"})
    modes = [oct(path.stat().st_mode & 0o777) for path in (state.path, state.environment_file)]
    assert (modes, state.environment()) == (["0o700", "0o600"], {"HUB_SECRET_KEY": "a=b"})


def test_var_is_closed_again_to_strangers_and_left_open_to_the_servers_group(tmp_path):
    state = State(tmp_path / "var")
    modes = []
    for mode in (0o755, 0o710):
        state.path.mkdir(exist_ok=True)
        state.path.chmod(mode)
        state.make()
        modes.append(oct(state.path.stat().st_mode & 0o777))
    assert modes == ["0o700", "0o710"]


def test_sockets_have_a_short_and_plain_path_wherever_var_is(tmp_path):
    state = State(tmp_path / ("a long name with spaces " * 6) / "var")
    state.make()
    home = state.path / "servers"
    home.mkdir()
    sockets = state.sockets(home, None)
    again = state.sockets(home, None)
    state.remove()
    assert sockets == again
    assert len(os.fsencode(sockets / ".s.PGSQL.5432.lock")) <= LONGEST_SOCKET_PATH
    assert " " not in str(sockets)
    assert not sockets.exists()


def test_a_directory_in_a_temporary_folder_that_became_a_link_is_not_used(tmp_path):
    state = State(tmp_path / ("deep/" * 30) / "var")
    state.make()
    first = state.sockets(state.path, None)
    first.rmdir()
    first.symlink_to(tmp_path)
    second = state.sockets(state.path, None)
    first.unlink()
    state.remove()
    assert second != first


def test_a_var_of_another_user_is_said(tmp_path, monkeypatch):
    state = State(tmp_path / "var")
    state.make()
    monkeypatch.setattr(os, "geteuid", lambda: 54321)
    with pytest.raises(Trouble, match="belongs to another user"):
        state.make()
