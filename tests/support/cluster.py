"""A cluster of real nodes for tests: one database server, N nodes, and a balancer with the shipped configuration.

    with own_database_server("postgres") as server, Cluster(server) as cluster:     # three nodes behind HAProxy, all ready
        cluster.nodes[0].kill()
        cluster.person().request("GET", "/api/user")                                # signed in, through the balancer

Tests take the fixtures of tests/http/conftest.py instead. Everything is on free ports of 127.0.0.1, in one folder, and ends with the `with`. After a failure the logs are kept in
build/logs/clusters.
"""
import contextlib
import pathlib
import shutil
import tempfile

from balancers import BALANCERS
from databaseserver import DatabaseServer
from node import PASSWORD, ROOT, Node
from person import Person

KEPT = ROOT / "build/logs/clusters"


def roomy_folder(prefix):
    """In memory where there is any: MariaDB makes tables 30 times faster there. Database servers run as other users."""
    parent = "/dev/shm" if pathlib.Path("/dev/shm").is_dir() else None
    folder = pathlib.Path(tempfile.mkdtemp(prefix=prefix, dir=parent))
    folder.chmod(0o755)
    return folder


@contextlib.contextmanager
def own_database_server(kind, options=()):
    """A running DatabaseServer of "postgres" or "mysql"; its files go with it."""
    folder = roomy_folder("mdash-database-")
    try:
        server = DatabaseServer(kind, folder, options)
        yield server.start()
        server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


class Cluster:
    """`balancer` is "haproxy", "nginx" or None; `settings` go to every node, "section.key" -> value; `database_port` is that
    of a proxy in front of the database server; `start` false leaves all nodes and the balancer to the test."""

    def __init__(self, server, count=3, balancer="haproxy", settings=None, database_port=None, start=True):
        self.server = server
        self.database = server.make_database()
        self.folder = roomy_folder("mdash-cluster-")
        url = server.url(self.database, database_port)
        self.nodes = [self._make_node(number, url) for number in range(1, count + 1)]
        self.balancer = BALANCERS[balancer](self.folder / balancer, self.nodes) if balancer else None
        self.url = self.balancer.url if self.balancer else self.nodes[0].url
        for node in self.nodes:
            node.settings |= {"server.root_url": self.url + "/", **(settings or {})}
        self._starts = start
        self.keeps_logs = False  # also without an error, for who knows of one

    def _make_node(self, number, url):
        return Node(url, {"instance_name": f"node-{number}", "server.trusted_proxies": "127.0.0.1", "server.drain_delay": "2s"},
                    self.folder / f"node-{number}")

    def __enter__(self):
        try:
            return self.start() if self._starts else self
        except BaseException:
            self.end(keep_logs=True)
            raise

    def __exit__(self, kind, *_):
        self.end(keep_logs=self.keeps_logs or kind is not None)

    def start(self):
        for node in self.nodes:
            node.launch()
        for node in self.nodes:
            node.wait_ready()
        if self.balancer:
            self.balancer.start().wait_ready()
        return self

    def restart(self, node):
        """Starts a node that has ended and waits until it gets requests again."""
        node.start()
        self.balancer.wait_ready()

    def sql(self, statement):
        return self.server.sql(statement, self.database)

    def make_sessions_due(self):
        """As if the rotation interval had passed: the next request with any cookie rotates its token."""
        self.sql("UPDATE user_session SET rotated_at = rotated_at - 3600000")

    def person(self, login="admin", password=PASSWORD):
        """Somebody who is signed in, through the balancer."""
        return Person(self.url, self.balancer.authority if self.balancer else None).sign_in(login, password)

    def end(self, keep_logs=False):
        """Kills all that runs. With `keep_logs` copies the logs to build/logs/clusters and says where."""
        if self.balancer:
            self.balancer.stop()
        for node in self.nodes:
            if node.process:
                node.kill()
        if keep_logs:
            kept = KEPT / self.folder.name
            for log in [*self.folder.glob("*/*log"), self.server.process.log]:
                (kept / log.parent.name).mkdir(parents=True, exist_ok=True)
                shutil.copy(log, kept / log.parent.name)
            print(f"logs of the cluster: {kept}")
        shutil.rmtree(self.folder, ignore_errors=True)
