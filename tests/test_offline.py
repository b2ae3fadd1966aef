"""Nothing is sent anywhere: everything works where there is no network, and nobody is ever called.

Each process runs with an audit hook that ends it when it connects to another machine, sends to one, looks up a name or
waits for calls; processes that it starts inherit the hook. Where the system lets users make namespaces, it also runs in
one without any network, which holds for the libraries that are not written in Python too.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kg.cli import main as cli

ROOT = Path(__file__).parents[1]

# A library of spaCy's asks at its start whether the machine has IPv6, by binding a socket to the machine itself.
HOOK = """
import os, socket, sys
ASKED = "bind connect getaddrinfo gethostbyaddr gethostbyname sendmsg sendto".split()
def hook(name, args):
    module, _, act = name.partition(".")
    if module != "socket" or act not in ASKED or getattr(args[0], "family", None) == getattr(socket, "AF_UNIX", None):
        return
    if name == "socket.bind" and args[1][:2] == ("::1", 0):
        return
    os.write(2, f"NETWORK {name} {args[1:]}\\n".encode())
    os._exit(99)
sys.addaudithook(hook)
"""

USE = """
import sys
from kg.cli import main
reports, out, again = sys.argv[1:]
for command in (
    ["build", reports, "-o", out],
    ["merge", out, "-o", again, "--no-persons"],
    ["query", out, "donors"],
    ["query", out, "SELECT * { ?s rg:amount ?amount } LIMIT 3", "--format", "json"],
    ["explore", out, "--no-open"],
    ["export", out, "--format", "jsonld", "-o", again + ".jsonld"],
    ["export", out, "--format", "csv", "-o", again + ".zip"],
    ["network", out],
    ["audit", out],
    ["diff", out, again],
    ["validate", out],
    ["read", reports + "/page.pdf"],
    ["annotate", reports + "/page.txt"],
    ["trend", out, "--all"],
    ["entities", out],
    ["ontology", "new", again + "-domain"],
    ["ontology", "check", again + "-domain"],
    ["ontology", "docs", again + "-domain", "-o", again + "-docs"],
):
    try:
        main(command)
    except SystemExit as end:
        print("ENDED", command[0], end.code, flush=True)
"""


def offline() -> list[str]:
    """What runs a command where there is no network; nothing where the system does not let us."""
    unshare = shutil.which("unshare")
    command = [unshare, "--map-root-user", "--net"] if unshare else []
    allowed = command and subprocess.run([*command, "true"], capture_output=True, check=False).returncode == 0
    return command if allowed else []


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    (tmp_path / "hook").mkdir()
    (tmp_path / "hook" / "sitecustomize.py").write_text(HOOK, encoding="utf-8")
    return {**os.environ, "PYTHONPATH": os.pathsep.join([str(tmp_path / "hook"), str(ROOT)])}


def test_reports_are_built_asked_and_handed_on_without_network(tmp_path: Path, environment: dict[str, str]) -> None:
    reports = tmp_path / "reports"
    reports.mkdir()
    shutil.copy(ROOT / "corpus" / "drc-2020-contributions.csv", reports)
    shutil.copy(ROOT / "fuzz" / "seeds" / "pdf" / "page", reports / "page.pdf")
    shutil.copy(ROOT / "fuzz" / "seeds" / "html" / "page", reports / "page.html")
    shutil.copy(ROOT / "fuzz" / "seeds" / "text" / "update", reports / "page.txt")
    command = [*offline(), sys.executable, "-c", USE, reports, tmp_path / "out", tmp_path / "again"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert done.returncode == 0, done.stderr
    assert "NETWORK" not in done.stderr
    ended = [line.split()[1:] for line in done.stdout.splitlines() if line.startswith("ENDED")]
    assert ended == [
        [name, "0"] for name in [line[6 : line.index('"', 6)] for line in USE.splitlines() if '["' in line]
    ]
    assert "Fund A" in done.stdout


def test_every_command_is_among_them_but_the_one_that_listens() -> None:
    used = {line[6 : line.index('"', 6)] for line in USE.splitlines() if '["' in line}
    assert set(cli.commands) - used == {"serve"}


@pytest.mark.parametrize(
    "code",
    [
        "import socket; socket.create_connection(('127.0.0.1', 9))",
        "import socket; socket.getaddrinfo('example.org', 80)",
        "import urllib.request; urllib.request.urlopen('http://127.0.0.1:9')",
        "import socket; socket.socket(type=socket.SOCK_DGRAM).sendto(b'x', ('127.0.0.1', 9))",
        "import socket; socket.socket().bind(('0.0.0.0', 0))",
        "from subprocess import run; import sys; sys.exit(run([sys.executable, '-c', sys.argv[1]]).returncode)",
    ],
)
def test_whoever_asks_for_the_network_is_caught(code: str, environment: dict[str, str]) -> None:
    inner = "import socket; socket.getaddrinfo('', 80)"  # what the last one has another process do
    command = [sys.executable, "-c", code, inner]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert done.returncode == 99
    assert "NETWORK socket." in done.stderr
