"""Whatever a client sends, the node answers with a status and a sentence, and goes on."""
import json
import random
import socket
import time

import pytest

SECONDS = 8  # of the random part

DASHBOARD = {
    "uid": "broken", "title": "Broken", "schemaVersion": 39, "tags": ["a"], "time": {"from": "now-1h", "to": "now"}, "refresh": "5s",
    "templating": {"list": [
        {"name": "job", "type": "custom", "query": "a,b : c", "multi": True, "includeAll": True, "current": {"value": ["a"], "text": ["a"]}},
        {"name": "step", "type": "interval", "query": "1m,5m", "auto": True, "auto_count": 30, "auto_min": "10s"},
        {"name": "source", "type": "datasource", "query": "testdata"}]},
    "annotations": {"list": [{"name": "n", "enable": True, "datasource": {"uid": "made-up"}, "iconColor": "red"}]},
    "panels": [
        {"id": 1, "type": "timeseries", "title": "$job", "gridPos": {"x": 0, "y": 0, "w": 12, "h": 8}, "repeat": "job",
         "datasource": {"type": "testdata", "uid": "made-up"}, "targets": [{"refId": "A", "scenarioId": "csv_metric_values", "stringInput": "1,2,null,3"}],
         "fieldConfig": {"defaults": {"unit": "bytes", "decimals": 1, "thresholds": {"mode": "absolute", "steps": [{"color": "green", "value": None}]},
                                      "mappings": [{"type": "value", "options": {"1": {"text": "one"}}}]},
                         "overrides": [{"matcher": {"id": "byRegexp", "options": "/.*/"}, "properties": [{"id": "unit", "value": "s"}]}]},
         "options": {"legend": {"displayMode": "table", "calcs": ["mean"]}},
         "transformations": [{"id": "organize", "options": {"renameByName": {"a": "b"}}}, {"id": "reduce", "options": {}}]},
        {"id": 2, "type": "row", "title": "Row", "collapsed": True, "gridPos": {"x": 0, "y": 8, "w": 24, "h": 1}, "panels": [
            {"id": 3, "type": "table", "targets": [{"refId": "A", "scenarioId": "random_walk_table"}]}]},
        {"id": 4, "type": "stat", "targets": [{"refId": "A", "datasource": {"uid": "__expr__"}, "type": "math", "expression": "1 + 1"}]},
        {"id": 5, "type": "graph", "targets": [{"refId": "A"}], "yaxes": [{"format": "short"}], "xaxis": {"mode": "time"}}],
}

NASTY = [None, True, -1, 0, 9223372036854775807, 1e308, -5e-324, 0.5, "", "a\x00b", "$__all", "${a:${b}}[[c]]$", "(((a*)*)*)*", "x" * 20000,
         "\U0001f984\u202e", "now-9999999999999y", [], {}, [None, 1, "x", {"id": "x"}], "99999999999999999999"]


@pytest.fixture(scope="module")
def api(node):
    call = node.api()
    made = call("POST", "/api/datasources", json={"name": "made up", "type": "testdata", "access": "proxy", "uid": "made-up", "isDefault": True})
    assert made.status_code == 200
    return call


def places(value):
    """Every (container, key) below a JSON value."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, child in list(items):
        yield value, key
        yield from places(child)


def is_alive(node):
    return node.is_running


def explained(answer):
    """A refusal has a message that says something."""
    return answer.status_code < 400 or len(answer.json()["message"]) > 3


def view(api, dashboard):
    answer = api("POST", "/api/panels/preview", json={"dashboard": dashboard, "from": "now-1h", "to": "now", "variables": {"job": ["$__all"]}})
    assert answer.status_code < 500, (answer.status_code, answer.text[:300])
    if answer.status_code == 200:
        lines = [json.loads(line) for line in answer.text.splitlines()]
        assert lines[-1]["kind"] == "end", lines[-1]
    else:
        assert explained(answer)


@pytest.mark.parametrize("value", NASTY, ids=lambda value: repr(value)[:20])
def test_a_wrong_value_at_every_place_of_a_dashboard(node, api, value):
    count = len(list(places(DASHBOARD)))
    for index in range(0, count, 3):
        broken = json.loads(json.dumps(DASHBOARD))
        container, key = list(places(broken))[index]
        container[key] = value
        view(api, broken)
    assert is_alive(node)


def test_random_breakage_in_bounded_time(node, api):
    deadline, seed = time.monotonic() + SECONDS, 0
    while time.monotonic() < deadline:
        seed += 1
        rng = random.Random(seed)
        broken = json.loads(json.dumps(DASHBOARD))
        for _ in range(rng.randint(1, 5)):
            container, key = rng.choice(list(places(broken)))
            if rng.random() < 0.2:
                del container[key]
            else:
                container[key] = rng.choice(NASTY)
        if rng.random() < 0.5:
            view(api, broken)
        else:
            broken["uid"] = "broken"
            saved = api("POST", "/api/dashboards/db", json={"dashboard": broken, "overwrite": True})
            assert saved.status_code < 500 and explained(saved), (seed, saved.text[:300])
            shown = api("POST", "/api/dashboards/uid/broken/view", json={"from": "now-1h", "to": "now"})
            assert shown.status_code in (200, 400, 404), (seed, shown.text[:300])
    assert is_alive(node), node.text()


BODIES = {
    "empty": b"", "no JSON": b"{nonsense", "text": b'"x"', "number": b"1", "array": b"[]", "null": b"null",
    "NUL": b'{"dashboard":{"title":"a\x00b"}}', "escaped NUL": b'{"dashboard":{"title":"a\\u0000b"}}',
    "invalid UTF-8": b'{"dashboard":{"title":"\xff\xfe"}}', "half a surrogate": b'{"dashboard":{"title":"\\ud800"}}',
    "huge number": b'{"dashboard":{"title":"t","version":1e999}}', "long number": b'{"dashboard":{"title":"t","id":' + b"9" * 4000 + b"}}",
    "deep arrays": b'{"dashboard":{"title":"t","panels":' + b"[" * 100000 + b"]" * 100000 + b"}}",
    "deep and open": b'{"dashboard":' + b'{"a":' * 100000, "BOM": b'\xef\xbb\xbf{"dashboard":{"title":"t"}}',
    "duplicate keys": b'{"dashboard":{"title":"t"},"dashboard":{"title":7}}', "title of another type": b'{"dashboard":{"title":{}}}',
}


@pytest.mark.parametrize("path", ["/api/dashboards/db", "/api/folders", "/api/datasources", "/api/ds/query", "/api/panels/preview", "/api/teams",
                                  "/api/admin/users", "/api/user/preferences", "/api/org/invites", "/login", "/api/user/invite/complete",
                                  "/api/dashboards/import", "/api/serviceaccounts", "/api/auth/keys", "/api/orgs"])
@pytest.mark.parametrize("name", BODIES)
def test_bodies_that_are_no_request(node, api, path, name):
    method = "PUT" if path.endswith("preferences") else "POST"
    answer = api(method, path, data=BODIES[name], headers={"Content-Type": "application/json"})
    assert answer.status_code < 500, (answer.status_code, answer.text[:300])
    assert explained(answer)
    assert is_alive(node)


QUERIES = [
    {"queries": "x"}, {"queries": {}}, {"queries": [1]}, {"queries": [None]}, {"queries": [[]]}, {"queries": []},
    {"queries": [{"refId": 7, "datasource": "made-up"}]}, {"queries": [{"refId": "A", "datasource": {"uid": []}}]},
    {"queries": [{"refId": "A", "datasource": {"uid": "made-up"}, "scenarioId": {}}]},
    {"queries": [{"refId": "A", "datasource": {"uid": "made-up"}, "scenarioId": "csv_content", "csvContent": 'a,"b\n1'}]},
    {"queries": [{"refId": "A", "datasource": {"uid": "made-up"}, "scenarioId": "random_walk", "maxDataPoints": 10**18, "intervalMs": -1}]},
    {"queries": [{"refId": "A", "datasource": {"uid": "made-up"}, "scenarioId": "random_walk", "seriesCount": 10**9}]},
    {"queries": [{"refId": "A", "datasource": {"uid": "__expr__"}, "type": "math", "expression": "(" * 4000}]},
    {"queries": [{"refId": "A", "datasource": {"uid": "__expr__"}, "type": "math", "expression": "$A + $B"},
                 {"refId": "B", "datasource": {"uid": "__expr__"}, "type": "math", "expression": "$A"}]},
    {"queries": [{"refId": "A", "datasource": {"uid": "__expr__"}, "type": "resample", "expression": "B", "window": "1ms"},
                 {"refId": "B", "datasource": {"uid": "made-up"}, "scenarioId": "random_walk"}], "from": "now-10y", "to": "now"},
    {"queries": [{"refId": "A", "datasource": {"uid": "made-up"}}], "from": "9" * 400, "to": "now"},
    {"queries": [{"refId": "A", "datasource": {"uid": "made-up"}}], "from": "now", "to": "now-1h"},
]


@pytest.mark.parametrize("body", QUERIES, ids=range(len(QUERIES)))
def test_queries_that_are_none(node, api, body):
    answer = api("POST", "/api/ds/query", json={"from": "now-1h", "to": "now", **body})
    assert answer.status_code < 500, (answer.status_code, answer.text[:300])
    assert is_alive(node)


def test_random_bytes_on_the_socket(node):
    for seed in range(200):
        rng = random.Random(seed)
        start = rng.choice([b"", b"GET / HTTP/1.1\r\nHost: x\r\n", b"POST /api/ds/query HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"])
        with socket.create_connection(("127.0.0.1", node.port), timeout=5) as client:
            try:
                client.sendall(start + rng.randbytes(rng.randint(1, 3000)) + b"\r\n\r\n")
                client.shutdown(socket.SHUT_WR)
                while client.recv(65536):
                    pass
            except ConnectionError:
                pass  # it hung up, which is an answer
    assert is_alive(node)
