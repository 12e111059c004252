"""The cluster as one node sees it: what administrators see of it, and what they can order."""
import os
import re
import signal

import pytest
import requests

from ports import wait_until


def readiness(node):
    answer = requests.get(node.url + "/readyz", timeout=5)
    return answer.status_code, answer.json()


def metric(node, line):
    """Value of a sample of /metrics by its name with labels; None if it is not there."""
    text = requests.get(node.url + "/metrics", timeout=10).text
    found = re.search(rf"^{re.escape(line)} (\S+)$", text, re.MULTILINE)
    return float(found[1]) if found else None


def test_one_node_sees_itself(node):
    seen = node.api()("GET", "/api/cluster").json()
    assert seen["health"] == "ok" and seen["sentence"]["text"] == "The node is ready."
    assert len(seen["clusterId"]) == 32 and seen["findings"] == []
    assert seen["database"]["role"] == "primary" and seen["database"]["version"] and seen["database"]["latencyMs"] >= 0
    (own,) = seen["nodes"]
    assert own["state"] == "ready" and own["self"] is True and own["incarnation"] == 1
    assert own["address"] == f"127.0.0.1:{node.port}" and abs(own["clockOffsetMs"]) < 500
    assert {job["name"] for job in seen["jobs"]} >= {"sessions", "cluster-events", "login-throttles", "self-metrics", "gone-nodes"}


def test_heartbeats_carry_the_load(node):
    def load():
        (own,) = node.api()("GET", "/api/cluster").json()["nodes"]
        return own["load"]
    wait_until(lambda: load().get("rssBytes"), 15, "the first figures")
    load = load()
    assert load["rssBytes"] > 1_000_000 and load["queue"] >= 0 and load["sockets"] >= 0


def test_only_server_administrators_see_the_cluster(node):
    api = node.api()
    created = api("POST", "/api/admin/users", json={"login": "viewer", "password": "viewer-pass", "email": "v@example.org"})
    assert created.status_code == 200, created.text
    viewer = node.api("viewer", "viewer-pass")
    for method, path in [("GET", "/api/cluster"), ("GET", "/api/cluster/events"), ("GET", "/api/cluster/metrics?names=md_up"),
                         ("GET", "/api/cluster/nodes/x/config"), ("POST", "/api/cluster/nodes/x/drain"),
                         ("POST", "/api/cluster/nodes/x/resume"), ("POST", "/api/cluster/jobs/sessions/run")]:
        assert viewer(method, path).status_code == 403, path
        assert requests.request(method, node.url + path, timeout=10).status_code == 401, path


def test_config_names_origins_and_hides_secrets(node):
    api = node.api()
    own = api("GET", "/api/cluster").json()["nodes"][0]["id"]
    answer = api("GET", f"/api/cluster/nodes/{own}/config")
    settings = {f"{s['section']}.{s['key']}": s for s in answer.json()["settings"]}
    assert settings["server.http_port"]["value"] == str(node.port) and settings["server.http_port"]["origin"] == "command line"
    assert settings["security.secret_key"]["value"] == "*********"
    assert "key-of-the-tests" not in answer.text and "a-password-for-tests" not in answer.text
    assert not any(s["differs"] for s in settings.values())
    assert api("GET", "/api/cluster/nodes/nobody/config").status_code == 404


def test_metrics_of_all_nodes(node):
    api = node.api()
    def values():
        answer = api("GET", "/api/cluster/metrics?names=md_up,process_resident_memory_bytes&from=now-5m&to=now%2B30s&step=15000")
        assert answer.status_code == 200, answer.text
        for frame in answer.json()["frames"]:
            field = frame["schema"]["fields"][1]
            if field["labels"]["__name__"] == "process_resident_memory_bytes" and field["labels"]["node"]:
                return frame["data"]["values"][1]
    wait_until(values, 20, "a first sample")
    assert all(n > 1_000_000 for n in values() if n is not None)


@pytest.mark.parametrize("query, words", [
    ("", ["names", "separated by commas"]),
    ("names=no_such_metric", ["no_such_metric", "md_up"]),
    ("names=md_up&step=zero", ["step", "zero"]),
    ("names=md_up&step=1s&from=now-30d", ["step", "points"]),
    ("names=md_up&from=yesterday-ish", ["yesterday-ish"]),
])
def test_bad_metrics_queries_name_what_is_wrong(node, query, words):
    answer = node.api()("GET", f"/api/cluster/metrics?{query}")
    assert answer.status_code == 400
    for word in words:
        assert word in answer.json()["message"]


def test_bad_paging_of_events(node):
    for query in ("limit=0", "limit=x", "after=-1", "limit=1001"):
        answer = node.api()("GET", f"/api/cluster/events?{query}")
        assert answer.status_code == 400 and query.split("=")[0] in answer.json()["message"]


def test_run_a_job_now(node):
    api = node.api()
    def sessions():
        return next(job for job in api("GET", "/api/cluster").json()["jobs"] if job["name"] == "sessions")
    before = sessions()["finishedAt"]
    ordered = api("POST", "/api/cluster/jobs/sessions/run")
    assert ordered.status_code == 202
    wait_until(lambda: sessions()["finishedAt"] > before, 5, "the job ran")
    assert sessions()["result"] == "done" and sessions()["owner"]
    assert metric(node, 'md_jobs_run_total{name="sessions",result="done"}') >= 1
    assert api("POST", "/api/cluster/jobs/no-such/run").status_code == 404


def test_a_restart_is_the_next_incarnation(make_node):
    node = make_node().start()
    first = node.api()("GET", "/api/cluster").json()["nodes"][0]
    assert node.stop() == 0
    node.start()
    (second,) = node.api()("GET", "/api/cluster").json()["nodes"]
    assert second["id"] == first["id"] and second["incarnation"] == first["incarnation"] + 1
    kinds = [event["kind"] for event in node.api()("GET", "/api/cluster/events").json()["events"]]
    assert kinds == ["node-joined", "node-left", "node-joined"]


def test_a_node_that_was_killed_says_so_when_it_is_back(make_node):
    node = make_node().start()
    node.kill()
    node.start()
    last = node.api()("GET", "/api/cluster/events").json()["events"][-1]
    assert last["kind"] == "node-restarted" and "without a word" in last["text"]


def test_the_second_stop_signal_ends_at_once(make_node):
    node = make_node(**{"server.drain_delay": "60s"}).start()
    os.kill(node.process.pid, signal.SIGTERM)
    wait_until(lambda: readiness(node)[1]["state"] == "draining", 5, "draining")
    os.kill(node.process.pid, signal.SIGTERM)
    wait_until(lambda: not node.is_running, 2, "its end")
    assert node.process.exit_code == 0


def test_another_secret_key_than_before_stays_unready(make_node):
    node = make_node().start()
    assert node.stop() == 0
    node.settings["security.secret_key"] = "quite-another-key-0123456789"
    node.launch()
    wait_until(lambda: node.status_of("/readyz") == 503 and readiness(node)[1]["waitingFor"], 20, "it says what is wrong")
    status, body = readiness(node)
    assert status == 503 and body["state"] == "starting" and "secret_key" in body["waitingFor"]
    assert requests.get(node.url + "/livez", timeout=5).status_code == 200
    assert node.api()("GET", "/api/org").status_code == 503
    assert node.stop() == 0
