"""Nodes that start together on an empty database: one makes the tables, the others wait, none gives up."""
import time

from ports import wait_until
from processes import state_of

NODES = 8


def schema(cluster):
    """One line a column and an index."""
    if cluster.server.kind == "postgres":
        questions = ("SELECT table_name, column_name, data_type, is_nullable, column_default FROM information_schema.columns"
                     " WHERE table_schema = 'public'", "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'")
    else:
        questions = ("SELECT table_name, column_name, column_type, is_nullable, column_default FROM information_schema.columns"
                     " WHERE table_schema = DATABASE()",
                     "SELECT table_name, index_name, seq_in_index, column_name, non_unique FROM information_schema.statistics"
                     " WHERE table_schema = DATABASE()")
    return sorted("\t".join(row) for question in questions for row in cluster.sql(question))


def readiness(node):
    return node.api()("GET", "/readyz").json()


def test_eight_nodes_start_at_once(make_cluster):
    together = make_cluster(NODES, balancer=None)          # Cluster waits until all are ready
    assert all(node.is_running for node in together.nodes)
    assert together.sql("SELECT COUNT(*) FROM user_account") == [["1"]]
    alone = make_cluster(1, balancer=None)
    assert schema(together) == schema(alone)


def test_a_node_killed_while_it_migrates_is_replaced(make_cluster):
    cluster = make_cluster(3, balancer=None, start=False)
    first, *others = cluster.nodes
    first.environment["MD_FAILPOINT"] = "migration.statement:exit@12"
    first.launch()
    wait_until(lambda: not first.is_running, 30, "the first node dies of its fail point")
    for node in others:
        node.launch()
    for node in others:
        node.wait_ready(60)
    alone = make_cluster(1, balancer=None)
    assert schema(cluster) == schema(alone)


def test_nodes_wait_for_a_frozen_one_that_migrates_and_say_so(make_cluster):
    cluster = make_cluster(2, balancer=None, start=False)
    first, second = cluster.nodes
    first.environment["MD_FAILPOINT"] = "migration.statement:stop@12"
    first.launch()
    wait_until(lambda: state_of(first.process.pid) == "T", 30, "the first node stands still")
    second.launch()
    wait_until(lambda: second.status_of("/livez") == 200 and readiness(second)["waitingFor"], 30, "the second node waits")
    said = readiness(second)
    assert second.status_of("/readyz") == 503 and said["state"] == "starting" and "migrates the database" in said["waitingFor"]
    assert second.is_running
    first.thaw()
    for node in cluster.nodes:
        node.wait_ready(30)


def test_a_database_that_comes_later_is_waited_for(make_cluster, database_server):
    cluster = make_cluster(2, balancer=None, start=False)
    database_server.freeze()
    try:
        for node in cluster.nodes:
            node.launch()
        begin = time.monotonic()
        wait_until(lambda: all(node.status_of("/livez") == 200 for node in cluster.nodes), 10, "the nodes listen")
        assert time.monotonic() - begin < 10
    finally:
        database_server.thaw()
    for node in cluster.nodes:
        node.wait_ready(30)


def test_a_node_that_dies_at_its_first_heartbeat_leaves_the_others_alone(make_cluster):
    cluster = make_cluster(2, balancer=None, start=False)
    first, second = cluster.nodes
    first.environment["MD_FAILPOINT"] = "cluster.heartbeat:exit@1"
    for node in cluster.nodes:
        node.launch()
    wait_until(lambda: not first.is_running, 30, "the first node dies of its fail point")
    second.wait_ready()
    del first.environment["MD_FAILPOINT"]
    first.start()
