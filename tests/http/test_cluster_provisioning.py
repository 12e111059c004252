"""Provisioning files on several nodes: applied once, rolled out node by node, and nothing deleted because a node lacks them."""
import json

import pytest

from ports import wait_until

PROVIDER = """
providers:
  - name: files
    options: {path: ../boards}
"""


def write(node, boards):
    """The node's dashboard files: title -> JSON."""
    folder = node.folder / "provisioning/boards"
    folder.mkdir(parents=True, exist_ok=True)
    (node.folder / "provisioning/dashboards").mkdir(exist_ok=True)
    (node.folder / "provisioning/dashboards/files.yaml").write_text(PROVIDER)
    for old in folder.glob("*.json"):
        old.unlink()
    for title in boards:
        (folder / f"{title}.json").write_text(json.dumps({"uid": title, "title": title, "panels": []}))


def titles(node):
    return {hit["title"] for hit in node.api()("GET", "/api/search?type=dash-db&limit=100").json()}


def version(node, uid):
    return node.api()("GET", f"/api/dashboards/uid/{uid}").json()["dashboard"]["version"]


def findings(node):
    return {each["kind"]: each["nodes"] for each in node.api()("GET", "/api/cluster").json()["findings"]}


@pytest.fixture
def nodes(make_cluster):
    """Three nodes with equal files, ready."""
    cluster = make_cluster(balancer=None, start=False)
    for node in cluster.nodes:
        write(node, ["alpha", "beta"])
    return cluster.start().nodes


def test_equal_files_are_applied_once(nodes):
    for node in nodes:
        assert titles(node) == {"alpha", "beta"}
        assert version(node, "alpha") == 1
    wait_until(lambda: findings(nodes[0]) == {}, 10, "no finding")


def test_a_new_set_is_rolled_out_node_by_node(nodes):
    one, two, three = nodes
    write(one, ["alpha", "gamma"])
    wait_until(lambda: findings(three) == {"provisioning-differs": ["node-1"]}, 20, "named")
    assert titles(one) == {"alpha", "beta"}, "one of three does not decide"

    write(two, ["alpha", "gamma"])
    wait_until(lambda: "gamma" in titles(three), 30, "two of three do")
    assert "beta" in titles(three), "nothing is deleted while a node still has it"

    write(three, ["alpha", "gamma"])
    wait_until(lambda: titles(one) == {"alpha", "gamma"}, 30, "all agree")
    wait_until(lambda: findings(one) == {}, 10, "the finding is over")
    assert version(two, "alpha") == 1, "what did not change was not saved again"


def test_a_node_without_files_deletes_nothing(nodes):
    one, two, three = nodes
    three.stop()
    write(three, [])
    three.start()
    wait_until(lambda: findings(one) == {"provisioning-differs": ["node-3"]}, 20, "named")
    refused = three.api()("POST", "/api/admin/provisioning/dashboards/reload")
    assert refused.status_code == 409 and refused.json()["messageId"] == "provisioning.outvoted"
    assert one.api()("POST", "/api/admin/provisioning/dashboards/reload").status_code == 200
    assert titles(one) == {"alpha", "beta"}

    one.stop(), two.stop()
    wait_until(lambda: findings(three) == {}, 20, "alone")
    assert three.api()("POST", "/api/admin/provisioning/dashboards/reload").status_code == 200
    assert titles(three) == {"alpha", "beta"}, "an empty folder is rather one that was not mounted"
