"""A node for each test module, on the database that MD_HTTP_TEST_DATABASE names: empty for SQLite, else a server's URL."""
import os
import subprocess
import urllib.parse
import uuid

import pytest

from node import Node


def fresh_database():
    """URL of a new database on the server of MD_HTTP_TEST_DATABASE, or "" for SQLite."""
    server = os.environ.get("MD_HTTP_TEST_DATABASE", "")
    if not server:
        return ""
    name = "http_" + uuid.uuid4().hex[:12]
    parts = urllib.parse.urlsplit(server)
    if parts.scheme.startswith("postgres"):
        command = ["psql", "-q", server, "-c", f"CREATE DATABASE {name}"]
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
