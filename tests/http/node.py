"""A real node as a process: started on a free loopback port, stopped or killed by its id."""
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import tempfile
import time

import requests

ROOT = pathlib.Path(__file__).resolve().parents[2]
BINARY = os.environ.get("MDASH_SERVER", str(ROOT / "build/release/server/metrics-dashboard-server"))
PASSWORD = "a-password-for-tests"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Node:
    """One node with a data folder of its own; `settings` are "section.key" -> value."""

    def __init__(self, database_url="", settings=None):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="mdash-node-"))
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.settings = {
            "server.http_addr": "127.0.0.1",
            "server.http_port": str(self.port),
            "server.drain_delay": "0s",
            "paths.data": str(self.folder / "data"),
            "paths.provisioning": str(self.folder / "provisioning"),
            "security.admin_password": PASSWORD,
            "security.secret_key": "key-of-the-tests-0123456789abcdef",
            **({"database.url": database_url} if database_url else {}),
            **(settings or {}),
        }
        self.process = None

    def command(self, *words):
        return [BINARY, *words, "--homepath", str(self.folder), *(f"cfg:{key}={value}" for key, value in self.settings.items())]

    def start(self, seconds=30):
        self.log = open(self.folder / "node.log", "ab")
        self.process = subprocess.Popen(self.command("serve"), stdout=self.log, stderr=self.log)
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                raise AssertionError(f"the node ended with {self.process.returncode}: {self.text()}")
            try:
                if requests.get(self.url + self.prefix() + "/readyz", timeout=2).status_code == 200:
                    return self
            except requests.ConnectionError:
                pass
            time.sleep(0.02)
        raise AssertionError(f"not ready after {seconds} s: {self.text()}")

    def prefix(self):
        return self.settings.get("test.prefix", "")

    def text(self):
        return (self.folder / "node.log").read_text(errors="replace")[-3000:]

    def run(self, *words, stdin=""):
        return subprocess.run(self.command(*words), input=stdin, capture_output=True, text=True, timeout=60)

    def api(self, user="admin", password=PASSWORD):
        session = requests.Session()
        session.trust_env = False
        session.auth = (user, password)
        return lambda method, path, **options: session.request(method, self.url + path, timeout=30, allow_redirects=False, **options)

    def kill(self):
        self.process.kill()
        self.process.wait()

    def stop(self):
        """SIGTERM; the exit code."""
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            return self.process.wait(timeout=60)
        return self.process.returncode if self.process else None

    def remove(self):
        if self.process and self.process.poll() is None:
            self.kill()
        shutil.rmtree(self.folder, ignore_errors=True)
