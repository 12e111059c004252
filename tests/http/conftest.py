"""A node for each test module, on the database that MD_HTTP_TEST_DATABASE names: empty for SQLite, else a server's URL.
Clusters have a database server of their own, of the same kind."""
import os
import pathlib
import subprocess
import sys
import urllib.parse
import uuid

import pytest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))

from cluster import Cluster, own_database_server  # noqa: E402
from node import Node  # noqa: E402

SERVER = os.environ.get("MD_HTTP_TEST_DATABASE", "")
# SQLite means one node; the guide and the packages are the same for all databases.
collect_ignore_glob = ["test_guide.py", "test_packages.py"] if SERVER else ["test_cluster_*.py"]


def pytest_configure(config):
    config.addinivalue_line("filterwarnings", "ignore:Unverified HTTPS request")  # certificates of the tests are nobody's


def fresh_database():
    """URL of a new database on the server of MD_HTTP_TEST_DATABASE, or "" for SQLite."""
    if not SERVER:
        return ""
    name = "http_" + uuid.uuid4().hex[:12]
    parts = urllib.parse.urlsplit(SERVER)
    if parts.scheme.startswith("postgres"):
        command = ["psql", "-q", SERVER, "-c", f"CREATE DATABASE {name}"]
    else:
        command = ["mariadb", "-h", "127.0.0.1", "-P", str(parts.port), "-u", parts.username or "root", "-e", f"CREATE DATABASE {name}"]
    subprocess.run(command, check=True, timeout=30)
    return urllib.parse.urlunsplit(parts._replace(path="/" + name))


@pytest.fixture
def make_node():
    """Factory of nodes that are not started; all are killed at the end."""
    made = []

    def make(**settings):
        made.append(Node(fresh_database(), settings))
        return made[-1]

    yield make
    for node in made:
        node.remove()


@pytest.fixture(scope="module")
def node():
    one = Node(fresh_database()).start()
    yield one
    one.remove()


@pytest.fixture(scope="session")
def database_server():
    """A server for the tests of clusters, which they may kill and freeze; whoever does so starts it again."""
    with own_database_server("postgres" if SERVER.startswith("postgres") else "mysql") as server:
        yield server


@pytest.fixture(scope="module")
def cluster(request, database_server):
    """Three nodes behind HAProxy, for all tests of a module; each leaves them as it found them: running."""
    failed = request.session.testsfailed
    with Cluster(database_server) as one:
        yield one
        one.keeps_logs = request.session.testsfailed > failed


@pytest.fixture
def make_cluster(request, database_server):
    """Factory of clusters, see Cluster; each ends with the test."""
    failed = request.session.testsfailed
    made = []

    def make(*arguments, **options):
        made.append(Cluster(database_server, *arguments, **options))
        return made[-1].__enter__()

    yield make
    for one in made:
        one.end(keep_logs=request.session.testsfailed > failed)
