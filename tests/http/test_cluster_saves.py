"""Dashboards saved through any node while nodes die: what was acknowledged is there, and nothing is there twice."""
import threading

import pytest
import requests

from history import Save, version_problems
from ports import wait_until

WRITERS = 6
KEEP_ALL = {"dashboards.versions_to_keep": "10000"}


def save(person, uid, mark):
    body = {"dashboard": {"uid": uid, "title": uid, "description": mark}, "message": mark, "overwrite": True}
    answer = person.request("POST", "/api/dashboards/db", json=body)
    return Save(uid, mark, answer.body["version"] if answer.status == 200 else None)


def read_versions(cluster, uids):
    """uid -> {version -> mark}, from a node that lives."""
    api = next(node for node in cluster.nodes if node.is_running).api()
    stored = {}
    for uid in uids:
        rows = api("GET", f"/api/dashboards/uid/{uid}/versions?limit=10000")
        if rows.status_code == 404:
            continue
        versions = rows.json()
        versions = versions["versions"] if isinstance(versions, dict) else versions
        stored[uid] = {row["version"]: api("GET", f"/api/dashboards/uid/{uid}/versions/{row['version']}").json()["data"]["description"]
                       for row in versions}
    return stored


class Writers:
    """They save their own dashboards, and one that they share, while the `with` lasts."""

    def __init__(self, cluster):
        self.saves = []
        self._over = threading.Event()
        self._threads = [threading.Thread(target=self._write, args=(cluster.person(), number)) for number in range(WRITERS)]

    def _write(self, person, writer):
        count = 0
        while not self._over.is_set():
            uid = "shared" if count % 3 == 0 else f"own-{writer}"
            self.saves.append(save(person, uid, f"{writer}-{count}"))
            count += 1

    def __enter__(self):
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self._over.set()
        for thread in self._threads:
            thread.join()

    def uids(self):
        return {one.uid for one in self.saves}


def test_saves_survive_kills(make_cluster):
    cluster = make_cluster(settings=KEEP_ALL)
    with Writers(cluster) as writers:
        for node in cluster.nodes[:2]:
            count = len(writers.saves)
            wait_until(lambda: len(writers.saves) >= count + 20, 30, "20 saves")
            node.kill()
            wait_until(lambda: len(writers.saves) >= count + 50, 30, "30 saves without the node")
            cluster.restart(node)
    assert len([one for one in writers.saves if one.version]) >= 80
    assert version_problems(writers.saves, read_versions(cluster, writers.uids())) == []


@pytest.mark.parametrize("action", ["exit", "error"])
def test_a_node_that_fails_between_commit_and_answer(make_cluster, action):
    cluster = make_cluster(2, settings=KEEP_ALL, start=False)
    cluster.nodes[0].environment["MD_FAILPOINT"] = f"dashboard.saved:{action}@3"
    cluster.start()
    person = cluster.person()
    saves = []
    for number in range(12):
        saves.append(save(person, "one", f"mark-{number}"))
        if saves[-1].version is None and action == "exit":
            wait_until(lambda: not cluster.nodes[0].is_running, 10, "a dying node lets go of its connections")
    assert [one.version for one in saves].count(None) == 1, "the answer of one save is lost"
    stored = read_versions(cluster, {"one"})
    assert version_problems(saves, stored) == []
    assert len(stored["one"]) == 12, "the save without an answer was made, and not repeated by the balancer"


def test_the_same_save_sent_to_two_nodes_conflicts(cluster):
    first, second, _ = (node.api() for node in cluster.nodes)
    made = first("POST", "/api/dashboards/db", json={"dashboard": {"uid": "contested", "title": "contested"}}).json()
    change = {"dashboard": {"uid": "contested", "title": "contested", "version": made["version"]}}
    answers = []
    sending = [threading.Thread(target=lambda api=api: answers.append(api("POST", "/api/dashboards/db", json=change).status_code))
               for api in (first, second)]
    for one in sending:
        one.start()
    for one in sending:
        one.join()
    assert sorted(answers) == [200, 412]


def test_a_save_is_seen_through_every_other_node(cluster):
    first, *others = (node.api() for node in cluster.nodes)
    for number in range(20):
        first("POST", "/api/dashboards/db", json={"dashboard": {"uid": "seen", "title": f"title {number}"}, "overwrite": True})
        assert [api("GET", "/api/dashboards/uid/seen").json()["dashboard"]["title"] for api in others] == [f"title {number}"] * 2
        hits = [api("GET", "/api/search?query=title").json() for api in others]
        assert all(any(hit["title"] == f"title {number}" for hit in found) for found in hits)
    assert requests.get(cluster.nodes[2].url + "/readyz", timeout=5).status_code == 200
