"""A PostgreSQL or MariaDB server of the test's own, which the test may kill, freeze and start again."""
import os
import pathlib
import subprocess
import urllib.parse
import uuid

import databases
from certificates import make_certificates
from ports import wait_until
from processes import Process

START_SECONDS = 60
SHIPPED = pathlib.Path(__file__).resolve().parents[2] / "resources/databases"
PASSWORD = "word-of-the-database"


class DatabaseServer:
    """`kind` is "postgres" or "mysql"; the files are in `folder`, which other users may enter; `options` are more arguments
    of the server."""

    def __init__(self, kind, folder, options=()):
        self.kind = kind
        (folder / "tls").mkdir(parents=True)
        make_certificates(folder / "tls")
        account = databases.account_of(databases.SERVERS[kind])
        self._server = databases.prepare_one(databases.SERVERS[kind], folder)
        self.port = self._server.port
        home = folder / kind
        self.process = Process([*self._server.serve(), *options], home / "log", folder=home, user=account)

    def start(self):
        """Also after a kill: PostgreSQL refuses while processes of the killed one are still about to end."""
        def answers():
            if not self.process.is_running:
                self.process.start()
            return self._ask("SELECT 1").returncode == 0
        wait_until(answers, START_SECONDS, f"{self.kind} answers, log: {self.process.log}", 0.1)
        return self

    def stop(self):
        self.process.stop(self._server.stop_signal)

    def kill(self):
        self.process.kill()

    def freeze(self):
        self.process.freeze()

    def thaw(self):
        self.process.thaw()

    def make_database(self):
        """The name of a new, empty database, made as docs/high-availability.md says, with a user of the same name."""
        name = "cluster_" + uuid.uuid4().hex[:12]
        text = (SHIPPED / ("postgresql.sql" if self.kind == "postgres" else "mariadb.sql")).read_text()
        for statement in text.replace("metrics_dashboard", name).replace("change-me", PASSWORD).split(";")[:-1]:
            self.sql(statement)
        return name

    def url(self, database, port=None):
        """For `[database] url`, as the user of that database; `port` names a proxy in front of the server."""
        return f"{self.kind}://{database}:{PASSWORD}@127.0.0.1:{port or self.port}/{database}"

    def _administrator(self, database):
        parts = urllib.parse.urlsplit(self._server.url)
        return urllib.parse.urlunsplit(parts._replace(path="/" + database))

    def sql(self, statement, database=None):
        """Runs it as the administrator; rows as lists of text."""
        done = self._ask(statement, database)
        assert done.returncode == 0, f"{statement}: {done.stderr}"
        return [line.split("\t") for line in done.stdout.splitlines()]

    def _ask(self, statement, database=None):
        if self.kind == "postgres":
            command = ["psql", "-XqAt", "-F", "\t", "-v", "ON_ERROR_STOP=1", self._administrator(database or "postgres"), "-c", statement]
        else:
            command = ["mariadb", "--no-defaults", "-h", "127.0.0.1", "-P", str(self.port), "-u", "root", "-BN", "-e", statement,
                       *([database] if database else [])]
        return subprocess.run(command, capture_output=True, text=True, timeout=60, env={**os.environ, "PGCONNECT_TIMEOUT": "5"})
