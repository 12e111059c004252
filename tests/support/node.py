"""A real node as a process: started on a free loopback port, stopped, killed or frozen."""
import os
import pathlib
import shutil
import subprocess
import tempfile

import requests

from ports import free_port, wait_until
from processes import Process

ROOT = pathlib.Path(__file__).resolve().parents[2]
BINARY = os.environ.get("MDASH_SERVER", str(ROOT / "build/release/server/metrics-dashboard-server"))
PASSWORD = "a-password-for-tests"


class Node:
    """One node with a data folder of its own; `settings` are "section.key" -> value."""

    def __init__(self, database_url="", settings=None, folder=None, environment=None):
        self.folder = pathlib.Path(folder or tempfile.mkdtemp(prefix="mdash-node-"))
        self.folder.mkdir(exist_ok=True)
        self.port = free_port()
        self.url = f"{(settings or {}).get('server.protocol', 'http')}://127.0.0.1:{self.port}"
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
        self.environment = environment or {}
        self.process = None

    @property
    def name(self):
        """As in the answers' header X-Mdash-Node."""
        return self.settings.get("instance_name", "")

    def command(self, *words):
        return [BINARY, *words, "--homepath", str(self.folder), *(f"cfg:{key}={value}" for key, value in self.settings.items())]

    def launch(self):
        """Starts the process and does not wait."""
        self.process = Process(self.command("serve"), self.folder / "node.log", environment=self.environment).start()

    def start(self, seconds=30):
        self.launch()
        return self.wait_ready(seconds)

    def wait_ready(self, seconds=30):
        wait_until(self.is_ready_or_ended, seconds, f"{self.url} ready, log: {self.text()}")
        assert self.process.is_running, f"the node ended with {self.process.exit_code}: {self.text()}"
        return self

    def is_ready_or_ended(self):
        return not self.process.is_running or self.status_of("/readyz") == 200

    def status_of(self, path):
        """Status of GET path; 0 if nothing answers within 2 s."""
        try:
            return requests.get(self.url + self.prefix() + path, timeout=2, verify=False).status_code
        except requests.RequestException:
            return 0

    def prefix(self):
        return self.settings.get("test.prefix", "")

    def text(self):
        return self.process.text()[-3000:] if self.process else ""

    def run(self, *words, stdin=""):
        return subprocess.run(self.command(*words), input=stdin, capture_output=True, text=True, timeout=60)

    def api(self, user="admin", password=PASSWORD):
        session = requests.Session()
        session.trust_env = False
        session.auth = (user, password)
        return lambda method, path, **options: session.request(method, self.url + path, timeout=30, allow_redirects=False, **options)

    @property
    def is_running(self):
        return self.process is not None and self.process.is_running

    def kill(self):
        self.process.kill()

    def freeze(self):
        self.process.freeze()

    def thaw(self):
        self.process.thaw()

    def stop(self):
        """SIGTERM; the exit code."""
        return self.process.stop() if self.process else None

    def remove(self):
        if self.process:
            self.kill()
        shutil.rmtree(self.folder, ignore_errors=True)
