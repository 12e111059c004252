#!/usr/bin/env python3
"""Throwaway PostgreSQL and MariaDB servers for the tests, on free ports of 127.0.0.1, with their files in one folder.

    eval "$(tests/support/databases.py start FOLDER)"    sets MD_TEST_POSTGRES, MD_TEST_MYSQL, MD_TEST_TLS_CA
    tests/support/databases.py env FOLDER                prints the same lines again
    tests/support/databases.py resume FOLDER             starts servers of the folder that were killed, on their old ports
    tests/support/databases.py stop FOLDER               stops the servers and deletes the folder

A folder in memory (/dev/shm) makes MariaDB's tables 30 times faster to create.

Both speak TLS with a certificate for 127.0.0.1 (and no other name) of an authority in the file that MD_TEST_TLS_CA names.
They survive kill -9 but no power failure (no fsync), which makes them fast. Started by root, each runs as the user of its
Debian package. --only postgres or --only mysql starts one of them.
"""
import argparse
import glob
import os
import pathlib
import pwd
import shutil
import signal
import subprocess
import sys
import time

from certificates import make_certificates
from ports import accepts, free_port

START_SECONDS = 60
STOP_SECONDS = 20


class Postgres:
    name, account, variable, stop_signal = "postgres", "postgres", "MD_TEST_POSTGRES", signal.SIGINT

    def __init__(self, folder, port):
        self.data, self.port = folder / "data", port
        self.url = f"postgres://postgres@127.0.0.1:{port}/postgres?sslmode=disable"
        bins = sorted(glob.glob("/usr/lib/postgresql/*/bin"))
        if not bins:
            sys.exit("databases.py: PostgreSQL is not installed; apt-get install postgresql")
        self.bin = pathlib.Path(bins[-1])

    def prepare(self):
        return [self.bin / "initdb", "-D", self.data, "-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C.UTF-8",
                "--no-sync"]

    def serve(self):
        settings = {"listen_addresses": "127.0.0.1", "unix_socket_directories": self.data.parent, "fsync": "off",
                    "full_page_writes": "off", "max_connections": 200,
                    "ssl": "on", "ssl_cert_file": self.data.parent / "server.pem",
                    "ssl_key_file": self.data.parent / "server.key"}
        return [self.bin / "postgres", "-D", self.data, "-p", str(self.port)] + [
            argument for key, value in settings.items() for argument in ("-c", f"{key}={value}")]


class Mysql:
    name, account, variable, stop_signal = "mysql", "mysql", "MD_TEST_MYSQL", signal.SIGTERM

    def __init__(self, folder, port):
        self.data, self.port = folder / "data", port
        self.url = f"mysql://root@127.0.0.1:{port}/mysql"
        if not shutil.which("mariadbd"):
            sys.exit("databases.py: MariaDB is not installed; apt-get install mariadb-server")

    def prepare(self):
        return ["mariadb-install-db", "--no-defaults", f"--datadir={self.data}", "--skip-test-db",
                "--auth-root-authentication-method=normal"]

    def serve(self):
        return ["mariadbd", "--no-defaults", f"--datadir={self.data}", f"--port={self.port}", "--bind-address=127.0.0.1",
                f"--socket={self.data.parent}/socket", f"--ssl-cert={self.data.parent}/server.pem",
                f"--ssl-key={self.data.parent}/server.key", "--skip-name-resolve", "--skip-log-bin", "--max-connections=200",
                "--innodb-flush-log-at-trx-commit=2", "--innodb-fast-shutdown=2", "--innodb-doublewrite=OFF"]


SERVERS = {kind.name: kind for kind in (Postgres, Mysql)}


def install_certificate(tls, home, account):
    for name in ("server.pem", "server.key"):
        shutil.copy(tls / name, home / name)
        (home / name).chmod(0o600)
        if account:
            shutil.chown(home / name, account, pwd.getpwnam(account).pw_gid)


def environment(home):
    """With temporary files apart: a starting MariaDB deletes those of every other one that shares its folder."""
    return os.environ | {"TMPDIR": str(home / "tmp")}


def account_of(kind):
    """The user that runs the server; None: who runs this."""
    return kind.account if os.getuid() == 0 else None


def prepare_one(kind, folder):
    """Makes an empty server in FOLDER/name, whose certificate is in FOLDER/tls."""
    account = account_of(kind)
    home = folder / kind.name
    for made in (home, home / "tmp"):
        made.mkdir()
        if account:
            shutil.chown(made, account, pwd.getpwnam(account).pw_gid)
    install_certificate(folder / "tls", home, account)
    server = kind(home, free_port())
    with open(home / "log", "wb") as log:
        done = subprocess.run(server.prepare(), user=account, cwd=home, env=environment(home), stdout=log, stderr=log,
                              check=False)
    if done.returncode:
        sys.exit(f"databases.py: {kind.name} could not be prepared; see {home}/log")
    return server


def start_one(kind, folder):
    """Starts a server and answers (server, process); it may not accept connections yet."""
    server = prepare_one(kind, folder)
    home = folder / kind.name
    (home / "port").write_text(str(server.port))
    (home / "env").write_text(f"export {kind.variable}='{server.url}'\n")
    return server, serve(server, account_of(kind))


def resume_one(kind, folder):
    """Starts a killed server again. PostgreSQL refuses while processes of the killed one are still about to end."""
    server = kind(folder / kind.name, int((folder / kind.name / "port").read_text()))
    deadline = time.monotonic() + START_SECONDS
    while True:
        process = serve(server, account_of(kind))
        if answers(server, process, deadline):
            return
        if time.monotonic() > deadline:
            sys.exit(f"databases.py: {server.name} did not start again; see {folder}/{server.name}/log")
        time.sleep(0.1)


def serve(server, account):
    home = server.data.parent
    with open(home / "log", "ab") as log:
        process = subprocess.Popen(server.serve(), user=account, cwd=home, env=environment(home), stdin=subprocess.DEVNULL,
                                   stdout=log, stderr=log, start_new_session=True)
    (home / "pid").write_text(str(process.pid))
    return process


def answers(server, process, deadline):
    """Waits until the server accepts connections; false if it ended instead, or the time is over."""
    while time.monotonic() < deadline and process.poll() is None:
        if accepts(server.port):
            return True
        time.sleep(0.05)
    return False


def start_all(names, folder):
    (folder / "tls").mkdir()
    make_certificates(folder / "tls")
    (folder / "tls" / "env").write_text(f"export MD_TEST_TLS_CA='{folder}/tls/ca.pem'\n")
    started = [start_one(SERVERS[name], folder) for name in names]
    for server, process in started:
        if not answers(server, process, time.monotonic() + START_SECONDS):
            sys.exit(f"databases.py: {server.name} did not start; see {folder}/{server.name}/log")


def is_running(pid):
    try:
        return pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def stop(folder):
    for pid_file in folder.glob("*/pid"):
        pid = int(pid_file.read_text())
        if is_running(pid):
            os.kill(pid, SERVERS[pid_file.parent.name].stop_signal)
        deadline = time.monotonic() + STOP_SECONDS
        while is_running(pid) and time.monotonic() < deadline:
            time.sleep(0.05)
        if is_running(pid):
            os.kill(pid, signal.SIGKILL)
    shutil.rmtree(folder, ignore_errors=True)


def print_environment(folder):
    for env in sorted(folder.glob("*/env")):
        print(env.read_text(), end="")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("action", choices=["start", "env", "resume", "stop"])
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--only", choices=list(SERVERS))
    options = parser.parse_args()
    folder = options.folder.resolve()
    if options.action == "start":
        folder.mkdir(parents=True, exist_ok=False)
        folder.chmod(0o755)
        start_all([options.only] if options.only else list(SERVERS), folder)
    elif options.action == "resume":
        for name in SERVERS:
            if (folder / name).exists() and not is_running(int((folder / name / "pid").read_text())):
                resume_one(SERVERS[name], folder)
    elif options.action == "stop":
        return stop(folder)
    print_environment(folder)


if __name__ == "__main__":
    main()
