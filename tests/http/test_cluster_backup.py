"""A backup taken while the cluster works, restored into an empty database, as docs/high-availability.md says."""
import base64
import os
import subprocess

import requests

from node import Node
from person import COOKIE
from receiver import Receiver


def backup(server, database, file):
    if server.kind == "postgres":
        run(server, ["pg_dump", "-Fc", "-d", database, "-f", file])
    else:
        with open(file, "wb") as out:
            run(server, ["mariadb-dump", "--no-defaults", *address(server), "--single-transaction", database], stdout=out)


def restore(server, database, file):
    if server.kind == "postgres":
        run(server, ["pg_restore", "--no-owner", f"--role={database}", "-d", database, file])
    else:
        with open(file, "rb") as dump:
            run(server, ["mariadb", "--no-defaults", *address(server), database], stdin=dump)


def run(server, command, **options):
    account = {"PGHOST": "127.0.0.1", "PGPORT": str(server.port), "PGUSER": "postgres"}
    subprocess.run(command, check=True, timeout=60, env={**os.environ, **account}, **options)


def address(server):
    return ["-h", "127.0.0.1", "-P", str(server.port), "-u", "root"]


def test_a_restored_database_has_everything(cluster, database_server, tmp_path):
    with Receiver(tmp_path / "upstream") as upstream:
        api = cluster.nodes[0].api()
        source = {"name": "guarded", "uid": "guarded", "type": "prometheus", "access": "proxy", "url": f"http://127.0.0.1:{upstream.port}",
                  "basicAuth": True, "basicAuthUser": "reader", "secureJsonData": {"basicAuthPassword": "hidden"}}
        assert api("POST", "/api/datasources", json=source).status_code == 200
        assert api("POST", "/api/dashboards/db", json={"dashboard": {"uid": "kept", "title": "Kept"}}).status_code == 200
        person = cluster.person()

        backup(database_server, cluster.database, tmp_path / "backup")
        api("DELETE", "/api/dashboards/uid/kept")
        restored = database_server.make_database()
        restore(database_server, restored, tmp_path / "backup")

        node = Node(database_server.url(restored), folder=tmp_path / "node").start()
        try:
            api = node.api()
            assert api("GET", "/api/dashboards/uid/kept").json()["dashboard"]["title"] == "Kept"
            assert api("POST", "/api/datasources/proxy/uid/guarded/api/v1/query", data="query=up").status_code == 200
            (asked,) = upstream.requests()
            assert asked["headers"]["Authorization"] == "Basic " + base64.b64encode(b"reader:hidden").decode()
            assert requests.get(node.url + "/api/user", cookies={COOKIE: person.token}, timeout=10).status_code == 200
        finally:
            node.remove()
