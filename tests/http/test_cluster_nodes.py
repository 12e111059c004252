"""Several nodes on one database: who is there, who takes over, what can be ordered, and settings that differ."""
import re

import pytest
import requests

from ports import wait_until


def of(node, path="/api/cluster"):
    answer = node.api()("GET", path)
    assert answer.status_code == 200, answer.text
    return answer.json()


def states(node):
    """Of all nodes, as @p node tells."""
    return {each["name"]: each["state"] for each in of(node)["nodes"]}


def id_of(name, asked):
    return next(each["id"] for each in of(asked)["nodes"] if each["name"] == name)


def findings(node):
    return of(node)["findings"]


def events(node, *kinds):
    return [event for event in of(node, "/api/cluster/events")["events"] if event["kind"] in kinds]


def job(node, name):
    return next(each for each in of(node)["jobs"] if each["name"] == name)


def readiness(node):
    answer = requests.get(node.url + "/readyz", timeout=5)
    return answer.status_code, answer.json()


def metric(node, line):
    text = requests.get(node.url + "/metrics", timeout=10).text
    found = re.search(rf"^{re.escape(line)} (\S+)$", text, re.MULTILINE)
    return float(found[1]) if found else None


@pytest.fixture
def nodes(make_cluster):
    """Three that are ready, without a balancer."""
    return make_cluster(balancer=None).nodes


def test_all_see_all(nodes):
    ready = {"node-1": "ready", "node-2": "ready", "node-3": "ready"}
    for node in nodes:
        wait_until(lambda: states(node) == ready, 7, f"{node.name} sees all")
        seen = of(node)
        assert seen["health"] == "ok" and seen["sentence"]["text"] == "All 3 nodes are ready." and seen["findings"] == []
        assert [each["name"] for each in seen["nodes"] if each["self"]] == [node.name]
    assert len({of(node)["clusterId"] for node in nodes}) == 1
    wait_until(lambda: metric(nodes[1], 'md_cluster_nodes{state="ready"}') == 3, 7, "the metric")
    assert metric(nodes[1], "alertmanager_cluster_members") == 3
    assert {metric(node, "alertmanager_peer_position") for node in nodes} == {0, 1, 2}


def test_a_killed_node_is_gone_and_its_work_taken_over(nodes):
    one, two, victim = nodes
    victim.kill()
    assert wait_until(lambda: states(one)["node-3"] == "gone", 20, "gone") > 5, "a heartbeat was still fresh"
    wait_until(lambda: any(each["kind"] == "node-lost" and each["nodes"] == ["node-3"] and each["since"] for each in findings(two)), 10, "recorded")
    assert of(one)["health"] == "degraded"
    assert [event["node"] for event in events(one, "node-lost")] == ["node-3"], "by one of the others"

    assert one.api()("POST", "/api/cluster/jobs/gone-nodes/run").status_code == 202
    wait_until(lambda: job(one, "gone-nodes")["result"] == "done", 5, "a job runs on one of the others")
    assert job(two, "gone-nodes")["owner"] in ("node-1", "node-2")

    victim.start()
    wait_until(lambda: states(one)["node-3"] == "ready", 10, "it is back")
    wait_until(lambda: findings(one) == [], 10, "the finding is over")


def test_leases_of_a_killed_node_are_free_when_it_is_back(make_cluster):
    cluster = make_cluster(count=2, balancer=None)
    one, two = cluster.nodes
    one.kill()
    cluster.sql("INSERT INTO cluster_lease (name, owner, epoch, taken_at, lease_until, detail) VALUES"
                f" ('job:held-by-the-dead', '{id_of('node-1', two)}/1', 1, 1, 9999999999999, '')")
    assert [lease["node"] for lease in of(two)["leases"] if lease["name"] == "job:held-by-the-dead"] == ["node-1"]
    one.start()
    assert not [lease for lease in of(two)["leases"] if lease["name"] == "job:held-by-the-dead"]


def test_a_job_of_a_killed_node_is_done_by_another(make_cluster):
    cluster = make_cluster(count=2, balancer=None)
    one, two = cluster.nodes
    two.kill()
    cluster.sql("UPDATE cluster_job SET due_at = 1, result = 'running' WHERE name = 'sessions'")
    # As its lease stands a minute after it died in the middle of the job.
    owner = f"{id_of('node-2', one)}/1"
    cluster.sql(f"UPDATE cluster_lease SET owner = '{owner}', lease_until = 1 WHERE name = 'job:sessions'")
    wait_until(lambda: job(one, "sessions")["result"] == "done" and job(one, "sessions")["dueAt"] > 1, 5, "taken over")
    assert job(one, "sessions")["owner"] == "node-1"


def test_drain_and_resume_from_another_node(nodes):
    one, two, _ = nodes
    target = id_of("node-2", one)
    assert one.api()("POST", f"/api/cluster/nodes/{target}/drain").status_code == 202
    wait_until(lambda: two.status_of("/readyz") == 503, 5, "out of the balancer's rotation")
    assert readiness(two)[1]["state"] == "draining"
    wait_until(lambda: states(one)["node-2"] == "draining", 5, "seen as draining")
    assert of(one)["sentence"]["args"] == [2, 3, "node-2"]
    late = two.api()("GET", "/api/org")
    assert late.status_code == 200 and late.headers["Connection"] == "close", "late requests are still served"

    assert two.api()("POST", f"/api/cluster/nodes/{target}/resume").status_code == 202
    wait_until(lambda: two.status_of("/readyz") == 200, 5, "back in rotation")
    wait_until(lambda: states(one)["node-2"] == "ready", 5, "seen as ready")
    assert two.api()("GET", "/api/org").headers.get("Connection") != "close"
    assert [event["subject"] for event in events(one, "drain-ordered", "resume-ordered")] == ["admin", "admin"]
    assert "node drain ordered node node-2 by admin" in one.text()


def test_a_drained_node_runs_no_jobs(make_cluster):
    one, two = make_cluster(count=2, balancer=None).nodes
    assert one.api()("POST", f"/api/cluster/nodes/{id_of('node-1', one)}/drain").status_code == 202
    wait_until(lambda: states(two)["node-1"] == "draining", 5, "draining")
    for _ in range(3):
        before = job(one, "login-throttles")["finishedAt"]
        assert one.api()("POST", "/api/cluster/jobs/login-throttles/run").status_code == 202
        wait_until(lambda: job(one, "login-throttles")["finishedAt"] > before, 5, "it ran")
        assert job(one, "login-throttles")["owner"] == "node-2"


def test_drain_of_who_does_not_serve_is_refused(nodes):
    one, two, _ = nodes
    target = id_of("node-2", one)
    assert two.stop() == 0
    refused = one.api()("POST", f"/api/cluster/nodes/{target}/drain")
    assert refused.status_code == 409 and "node-2 is gone" in refused.json()["message"]
    assert one.api()("POST", "/api/cluster/nodes/no-such-node/drain").status_code == 404
    assert of(one)["health"] == "ok" and findings(one) == [], "a clean stop is no trouble"


def test_a_node_with_another_secret_key_never_serves_and_is_named(make_cluster):
    cluster = make_cluster(balancer=None, start=False)
    one, two, odd = cluster.nodes
    odd.settings["security.secret_key"] = "another-secret-key-0123456789"
    for node in cluster.nodes:
        node.launch()
    one.wait_ready(), two.wait_ready()

    wait_until(lambda: odd.status_of("/readyz") == 503 and "secret_key" in readiness(odd)[1]["waitingFor"], 20, "it says what is wrong")
    assert odd.api()("GET", "/api/org").status_code == 503
    wait_until(lambda: findings(one), 10, "a finding")
    (finding,) = findings(one)
    assert (finding["kind"], finding["level"], finding["key"], finding["nodes"]) == ("secret-key-differs", "red", "secret_key", ["node-3"])
    assert finding["messageId"] == "cluster.finding.secret-key-differs" and "secret_key" in finding["advice"]
    seen = next(each for each in of(two)["nodes"] if each["name"] == "node-3")
    assert seen["state"] == "starting"
    wait_until(lambda: "secret_key" in next(each for each in of(two)["nodes"] if each["name"] == "node-3").get("waitsFor", ""), 7, "its reason")
    wait_until(lambda: metric(one, 'md_cluster_findings{kind="secret-key-differs"}') == 1, 10, "the metric")
    assert odd.stop() == 0
    wait_until(lambda: findings(one) == [], 10, "over when the node is gone")


def test_another_root_url_is_named(make_cluster):
    cluster = make_cluster(balancer=None, start=False)
    one, two, odd = cluster.nodes
    odd.settings["server.root_url"] = "http://elsewhere.example/"
    cluster.start()
    wait_until(lambda: findings(one), 10, "a finding")
    (finding,) = findings(one)
    assert (finding["kind"], finding["key"], finding["nodes"]) == ("setting-differs", "root_url", ["node-3"])
    assert finding["text"] == "root_url of node-3 differs from that of node-1, node-2."
    settings = of(two, f"/api/cluster/nodes/{id_of('node-3', one)}/config")["settings"]
    root_url = next(setting for setting in settings if setting["key"] == "root_url")
    assert root_url["value"] == "http://elsewhere.example/" and root_url["differs"]
    assert root_url["others"] == [{"node": "node-1", "value": one.settings["server.root_url"]}, {"node": "node-2", "value": one.settings["server.root_url"]}]


def test_a_frozen_node_goes_on_and_a_replaced_one_ends_with_5(make_cluster):
    cluster = make_cluster(count=2, balancer=None)
    one, frozen = cluster.nodes
    frozen.freeze()
    wait_until(lambda: states(one)["node-2"] == "gone", 20, "gone while it is frozen")
    wait_until(lambda: events(one, "node-lost"), 10, "recorded")
    frozen.thaw()
    wait_until(lambda: states(one)["node-2"] == "ready", 5, "it goes on")
    wait_until(lambda: [event["node"] for event in events(one, "node-returned")] == ["node-2"], 5, "recorded")

    # As if another process had registered with its id.
    cluster.sql(f"UPDATE cluster_node SET incarnation = incarnation + 1 WHERE node_id = '{id_of('node-2', one)}'")
    wait_until(lambda: not frozen.is_running, 10, "its end")
    assert frozen.process.exit_code == 5
    assert "taken this node's identity" in frozen.text()


def test_nodes_outlive_their_database(make_cluster, database_server):
    cluster = make_cluster(count=2, balancer=None)
    one, two = cluster.nodes
    incarnations = [each["incarnation"] for each in of(one)["nodes"]]
    database_server.kill()
    wait_until(lambda: readiness(one)[1]["database"] == "failing", 10, "noticed")
    database_server.start()
    for node in cluster.nodes:
        wait_until(lambda: readiness(node)[1]["database"] == "ok", 5, f"{node.name} finds it again")
    wait_until(lambda: states(one) == {"node-1": "ready", "node-2": "ready"}, 10, "both beat again")
    assert [each["incarnation"] for each in of(one)["nodes"]] == incarnations
    assert two.text().count("the cluster's database is away") == 1, "one sentence for each outage"
