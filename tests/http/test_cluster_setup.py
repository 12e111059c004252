"""What is wrong with a cluster's set-up is said in one sentence with what to do, and breaks no other node."""
import contextlib
import shutil
from concurrent.futures import ThreadPoolExecutor

import pytest

import databases
from cluster import own_database_server, roomy_folder
from databaseserver import PASSWORD
from node import Node
from ports import accepts, free_port, wait_until
from processes import Process

WITHIN = 12  # s: a heartbeat each 5 s, and the reader's next look


def findings(node):
    return {each["kind"]: each for each in node.api()("GET", "/api/cluster").json()["findings"]}


def last_line(node):
    return node.text().splitlines()[-1]


@contextlib.contextmanager
def stranger(url, like, **more):
    """One more node, with the settings of another and a folder of its own."""
    node = Node(url, more.pop("settings", {}), **more)
    own = {key: node.settings[key] for key in ("server.http_port", "paths.data", "paths.provisioning")}
    node.settings = {**like.settings, **node.settings, "instance_name": "stranger", "database.url": url, **own}
    try:
        yield node
    finally:
        node.remove()


def ended(node):
    wait_until(lambda: not node.is_running, 20, "the node ends")
    return node.process.exit_code


def poor_user(server, database, rights):
    """URL of a user of the database who has no more than `rights` of its tables."""
    if server.kind == "postgres":
        server.sql("DROP ROLE IF EXISTS poor_of_rights")
        server.sql("CREATE ROLE poor_of_rights LOGIN PASSWORD 'poor'")
        server.sql(f"GRANT CONNECT ON DATABASE {database} TO poor_of_rights")
        server.sql("GRANT USAGE ON SCHEMA public TO poor_of_rights", database)
        server.sql(f"GRANT {rights} ON ALL TABLES IN SCHEMA public TO poor_of_rights", database)
    else:
        server.sql("DROP USER IF EXISTS poor_of_rights")
        server.sql("CREATE USER poor_of_rights IDENTIFIED BY 'poor'")
        server.sql(f"GRANT {rights} ON {database}.* TO poor_of_rights")
    return f"{server.kind}://poor_of_rights:poor@127.0.0.1:{server.port}/{database}"


def without_rights(server, database):
    """The grants go with the database, the user has to be told."""
    if server.kind == "postgres":
        server.sql("DROP OWNED BY poor_of_rights", database)
        server.sql(f"REVOKE CONNECT ON DATABASE {database} FROM poor_of_rights")


def test_a_user_who_may_not_make_tables_is_told_so(make_cluster, database_server):
    cluster = make_cluster(1, balancer=None, start=False)
    url = poor_user(database_server, cluster.database, "SELECT, INSERT, UPDATE, DELETE")
    with stranger(url, cluster.nodes[0]) as node:
        node.launch()
        assert ended(node) == 1
        said = last_line(node)
    assert "lacks a right" in said and "docs/high-availability.md" in said
    assert ("permission denied for schema public" if database_server.kind == "postgres" else "CREATE command denied") in said
    without_rights(database_server, cluster.database)
    cluster.start()


def test_a_user_who_may_not_write_is_told_so(make_cluster, database_server):
    cluster = make_cluster(1, balancer=None)
    url = poor_user(database_server, cluster.database, "SELECT")
    with stranger(url, cluster.nodes[0]) as node:
        node.launch()
        assert ended(node) == 1
        assert "lacks a right" in last_line(node) and "cluster_node" in last_line(node)
    assert cluster.nodes[0].status_of("/readyz") == 200
    without_rights(database_server, cluster.database)


def test_a_schema_of_the_future_is_refused(make_cluster):
    cluster = make_cluster(1, balancer=None)
    cluster.sql("UPDATE schema_state SET expanded = 9, contracted = 8")
    with stranger(cluster.nodes[0].settings["database.url"], cluster.nodes[0]) as node:
        node.launch()
        assert ended(node) == 1
        assert "release 8" in last_line(node) and "install release 8 or later" in last_line(node)


def test_a_clock_ten_minutes_off_is_named_and_signs_nobody_out(make_cluster):
    cluster = make_cluster(1, balancer=None)
    one = cluster.nodes[0]
    with stranger(one.settings["database.url"], one) as node:
        command = node.command
        node.command = lambda *words: ["faketime", "-f", "+600s", *command(*words)]
        node.start()
        wait_until(lambda: "clock-offset" in findings(one), WITHIN, "the finding")
        finding = findings(one)["clock-offset"]
        assert finding["level"] == "red" and "stranger" in finding["text"] and "chrony" in finding["advice"]
        person = cluster.person()
        cookies = dict(person.cookies)
        person.url = node.url
        assert person.request("GET", "/api/user").status == 200 and dict(person.cookies) == cookies


def test_a_copied_node_gets_an_identity_of_its_own(make_cluster):
    cluster = make_cluster(1, balancer=None)
    one = cluster.nodes[0]
    identity = one.api()("GET", "/api/cluster").json()["nodes"][0]["id"]
    with stranger(one.settings["database.url"], one) as node:
        shutil.copytree(one.settings["paths.data"], node.settings["paths.data"], ignore=shutil.ignore_patterns("*.lock"))
        node.start(40)      # it waits for 16 s whether the other one still lives
        wait_until(lambda: "node-id-copied" in findings(one), WITHIN, "the finding")
        finding = findings(one)["node-id-copied"]
        assert finding["nodes"] == ["stranger"] and "data folder of its own" in finding["advice"]
        ids = [each["id"] for each in one.api()("GET", "/api/cluster").json()["nodes"]]
        assert len(set(ids)) == 2 and identity in ids
    assert one.status_of("/readyz") == 200


def test_redis_that_is_gone_is_named_until_it_is_back(make_cluster, tmp_path):
    port = free_port()
    redis = Process(["redis-server", "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"], tmp_path / "redis.log")
    cluster = make_cluster(2, balancer=None, settings={"live.ha_engine": "redis", "live.ha_engine_address": f"127.0.0.1:{port}"})
    try:
        for _ in range(2):
            wait_until(lambda: "redis-unavailable" in findings(cluster.nodes[0]), WITHIN, "the finding")
            finding = findings(cluster.nodes[0])["redis-unavailable"]
            assert finding["level"] == "yellow" and "ha_engine_address" in finding["advice"]
            assert all(node.status_of("/readyz") == 200 for node in cluster.nodes)
            redis.start()
            wait_until(lambda: accepts(port), 10, "Redis")
            wait_until(lambda: "redis-unavailable" not in findings(cluster.nodes[0]), WITHIN + 5, "the end of the finding")
            redis.kill()
    finally:
        redis.kill()


@contextlib.contextmanager
def transaction_pooler(server, user, password):
    """Port of a PgBouncer in transaction mode."""
    folder, port = roomy_folder("mdash-pooler-"), free_port()
    (folder / "users").write_text(f'"{user}" "{password}"\n')
    (folder / "ini").write_text(
        f"[databases]\n* = host=127.0.0.1 port={server.port}\n[pgbouncer]\nlisten_addr = 127.0.0.1\nlisten_port = {port}\n"
        f"unix_socket_dir =\nauth_type = plain\nauth_file = {folder}/users\npool_mode = transaction\n"
        "ignore_startup_parameters = extra_float_digits,options\n")
    pooler = Process(["pgbouncer", folder / "ini"], folder / "log", user=databases.account_of(databases.Postgres))
    try:
        pooler.start()
        wait_until(lambda: accepts(port), 10, f"PgBouncer: {pooler.text()}")
        yield port
    finally:
        pooler.kill()
        shutil.rmtree(folder)


def test_a_pooler_in_transaction_mode_is_named_and_worked_with(make_cluster, database_server):
    if database_server.kind != "postgres":
        pytest.skip("PgBouncer is for PostgreSQL")
    cluster = make_cluster(1, balancer=None)
    one = cluster.nodes[0]
    with transaction_pooler(database_server, cluster.database, PASSWORD) as port:
        with stranger(database_server.url(cluster.database, port), one) as node:
            node.start()
            wait_until(lambda: "listen-unavailable" in findings(one), WITHIN, "the finding")
            finding = findings(one)["listen-unavailable"]
            assert finding["nodes"] == ["stranger"] and "session mode" in finding["advice"]
            with ThreadPoolExecutor(8) as pool:
                saved = pool.map(lambda number: node.api()("POST", "/api/folders", json={"title": f"Folder {number}"}).status_code, range(60))
            assert set(saved) == {200}
            assert len(one.api()("GET", "/api/folders").json()) == 60


@pytest.mark.parametrize("options, said", [
    (["--sysdate-is-now"], "remove that option"),
    (["--wsrep-on=ON", "--wsrep-provider=/usr/lib/galera/libgalera_smm.so", "--wsrep-cluster-address=gcomm://", "--binlog-format=ROW"],
     "use one primary"),
])
def test_a_mariadb_that_cannot_work_is_refused(database_server, options, said):
    if database_server.kind != "mysql":
        pytest.skip("options of MariaDB")
    with own_database_server("mysql", options) as server:
        node = Node(server.url(server.make_database()))
        try:
            node.launch()
            assert ended(node) == 1
            assert said in last_line(node)
        finally:
            node.remove()
