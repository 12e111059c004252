"""What users and clients see while the database is killed, frozen or read-only, and when it returns."""
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
import requests

from metrics import metric
from node import PASSWORD
from person import Person
from ports import wait_until

PATIENCE = 2.3  # s: two, and how often the network looks


@pytest.fixture
def pair(make_cluster, database_server):
    """Two nodes; their database is whole again at the end, whatever the test did to it."""
    yield make_cluster(2, balancer=None)
    database_server.thaw()
    database_server.start()


def sign_in(node):
    return Person(node.url).sign_in("admin", PASSWORD)


def save(node, uid, **more):
    answer = node.api()("POST", "/api/dashboards/db", json={"dashboard": {"uid": uid, "title": uid, "panels": [], **more}, "overwrite": True})
    assert answer.status_code == 200, answer.text
    return answer.json()


def wait_for_outage(node):
    wait_until(lambda: metric(node, "md_db_up") == 0, 5, "the node notices")


def assert_unavailable(answer):
    """For answers of Person and of requests."""
    body = answer.body if hasattr(answer, "body") else answer.json()
    status = answer.status if hasattr(answer, "status") else answer.status_code
    assert status == 503 and body["messageId"] == "database.unavailable", f"{status} {body}"
    assert answer.headers["Retry-After"] == "2"
    assert "Set-Cookie" not in answer.headers


def everybody(node, person):
    """Requests of all kinds of callers."""
    account = node.api()("POST", "/api/serviceaccounts", json={"name": "robot", "role": "Viewer"}).json()
    key = node.api()("POST", f"/api/serviceaccounts/{account['id']}/tokens", json={"name": "key"}).json()["key"]
    return {
        "session": lambda: person.request("GET", "/api/user"),
        "write": lambda: person.request("POST", "/api/dashboards/db", json={"dashboard": {"title": "x"}}),
        "unknown path": lambda: person.request("PUT", "/api/no-such-thing"),
        "logout": lambda: person.request("GET", "/logout"),
        "basic": lambda: node.api()("GET", "/api/search"),
        "wrong password": lambda: node.api(password="not the one")("GET", "/api/user"),
        "token": lambda: requests.get(node.url + "/api/search", headers={"Authorization": f"Bearer {key}"}, timeout=30),
        "sign-in": lambda: requests.post(node.url + "/login", json={"user": "admin", "password": PASSWORD}, timeout=30),
    }


def timed(ask):
    begun = time.monotonic()
    return ask(), time.monotonic() - begun


@pytest.mark.parametrize("harm, heal", [("kill", "start"), ("freeze", "thaw")])
def test_everybody_is_asked_to_come_back_and_nobody_is_thrown_out(pair, database_server, harm, heal):
    node = pair.nodes[0]
    person = sign_in(node)
    cookies = dict(person.cookies)
    asked = everybody(node, person)
    getattr(database_server, harm)()
    with ThreadPoolExecutor(len(asked)) as pool:
        for turn in range(2):  # at the moment of the fault, and while it lasts
            for name, future in {name: pool.submit(timed, ask) for name, ask in asked.items()}.items():
                answer, seconds = future.result()
                assert_unavailable(answer)
                assert seconds <= PATIENCE, f"{name}, turn {turn}: {seconds:.2f} s"
    assert node.status_of("/livez") == 200 and node.status_of("/login") == 200
    assert metric(node, "md_db_up") == 0

    getattr(database_server, heal)()
    took = wait_until(lambda: person.request("GET", "/api/user").status == 200, 10, "served again")
    assert took <= 2.5
    assert person.cookies == cookies
    assert metric(node, "md_db_up") == 1
    wait_until(lambda: metric(node, "md_db_reconnects_total") > 0, 3, "reconnects are counted")


def test_a_request_that_waits_is_answered_when_the_database_returns(pair, database_server):
    node = pair.nodes[0]
    person = sign_in(node)
    database_server.freeze()
    wait_for_outage(node)
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(person.request, "GET", "/api/user")
        database_server.thaw()
        assert waiting.result().status == 200


def test_a_flood_during_an_outage_is_answered_in_time(pair, database_server):
    node = pair.nodes[0]
    person = sign_in(node)
    database_server.kill()
    wait_for_outage(node)
    with ThreadPoolExecutor(100) as pool:
        answers = list(pool.map(lambda _: person.request("GET", "/api/user"), range(300)))
    assert {answer.status for answer in answers} == {503}
    assert max(answer.seconds for answer in answers) <= PATIENCE + 0.7  # a hundred clients share this machine with the node
    assert node.status_of("/livez") == 200


def test_health_is_told_from_memory(pair, database_server):
    node = pair.nodes[0]
    assert node.status_of("/api/health") == 200
    database_server.freeze()
    wait_until(lambda: node.status_of("/api/health") == 503, 8, "/api/health")
    assert requests.get(node.url + "/api/health", timeout=5).json()["database"] == "failing"
    wait_until(lambda: node.status_of("/readyz") == 503, 8, "/readyz")
    told = requests.get(node.url + "/readyz", timeout=5)
    assert told.json()["database"] == "failing" and told.json()["state"] == "ready"
    assert set(told.json()) >= {"state", "database", "schema", "waitingFor", "eventLagSeconds"}
    assert told.elapsed.total_seconds() < 0.5
    database_server.thaw()
    wait_until(lambda: node.status_of("/readyz") == 200, 4, "/readyz again")


def test_dashboards_seen_here_stay_readable(pair, database_server):
    node = pair.nodes[0]
    save(node, "seen")
    save(node, "unseen")
    person, stranger = sign_in(node), sign_in(node)
    assert person.request("GET", "/api/dashboards/uid/seen").status == 200
    assert person.request("POST", "/api/dashboards/uid/seen/view", json={"width": 1000}).status == 200
    database_server.kill()
    wait_for_outage(node)

    read = person.request("GET", "/api/dashboards/uid/seen")
    assert read.status == 200 and read.body["dashboard"]["title"] == "seen"
    assert 0 < int(read.headers["X-MD-Stale"]) <= 75
    assert read.body["meta"]["staleForSeconds"] == int(read.headers["X-MD-Stale"])
    assert "Set-Cookie" not in read.headers
    drawn = person.request("POST", "/api/dashboards/uid/seen/view", json={"width": 1000})
    assert drawn.status == 200 and '"staleSince":' in drawn.body and '"kind":"end"' in drawn.body
    page = person.request("GET", "/d/seen/x")
    assert page.status == 200 and "<html" in page.body

    assert_unavailable(person.request("GET", "/api/dashboards/uid/unseen"))
    assert_unavailable(person.request("POST", "/api/dashboards/db", json={"dashboard": {"title": "x"}}))
    assert_unavailable(node.api()("GET", "/api/dashboards/uid/seen"))
    stranger.url = pair.nodes[1].url  # which never saw that session
    assert_unavailable(stranger.request("GET", "/api/dashboards/uid/seen"))

    database_server.start()
    wait_until(lambda: "X-MD-Stale" not in person.request("GET", "/api/dashboards/uid/seen").headers, 5, "fresh again")


def test_nothing_old_is_shown_where_that_is_switched_off(make_cluster, database_server):
    node = make_cluster(1, balancer=None, settings={"database.serve_stale": "false"}).nodes[0]
    save(node, "seen")
    person = sign_in(node)
    assert person.request("GET", "/api/dashboards/uid/seen").status == 200
    database_server.kill()
    wait_for_outage(node)
    assert_unavailable(person.request("GET", "/api/dashboards/uid/seen"))
    database_server.start()


def test_a_session_that_ended_on_another_node_reads_nothing_old(pair, database_server):
    node, other = pair.nodes
    save(node, "seen")
    person = sign_in(node)
    kept = dict(person.cookies)
    person.url = other.url
    assert person.request("GET", "/api/dashboards/uid/seen").status == 200
    applied = metric(other, "md_events_applied_total", topic="session")
    person.url = node.url
    assert person.request("GET", "/logout").status == 302
    wait_until(lambda: metric(other, "md_events_applied_total", topic="session") > applied, 2, "the event of the sign-out")
    database_server.kill()
    wait_for_outage(other)
    person.url, person.cookies = other.url, kept
    assert_unavailable(person.request("GET", "/api/dashboards/uid/seen"))


def test_a_fail_over_that_lost_commits_shows_what_the_database_has(pair, database_server):
    """The lost version's number is given again: no node may show what it kept of the lost one."""
    node = pair.nodes[0]
    api = node.api()
    save(node, "lost")
    assert save(node, "lost", description="gone")["version"] == 2
    assert api("GET", "/api/dashboards/uid/lost").json()["dashboard"]["description"] == "gone"
    database_server.freeze()
    wait_for_outage(node)
    database_server.thaw()
    pair.sql("DELETE FROM dashboard_version WHERE version = 2")
    pair.sql("UPDATE dashboard SET version = 1")
    wait_until(lambda: api("GET", "/api/dashboards/uid/lost").status_code == 200, 5, "served again")
    assert save(node, "lost", description="again")["version"] == 2
    assert api("GET", "/api/dashboards/uid/lost").json()["dashboard"]["description"] == "again"


def test_a_primary_that_became_read_only_is_an_outage(make_cluster, database_server):
    node = make_cluster(1, balancer=None).nodes[0]
    person = sign_in(node)

    def set_read_only(state):
        if database_server.kind == "mysql":
            return database_server.sql(f"SET GLOBAL read_only = {state}")
        database_server.sql(f"ALTER SYSTEM SET default_transaction_read_only = {state}")
        return database_server.sql("SELECT pg_reload_conf()")

    set_read_only("on")
    try:
        wait_for_outage(node)
        assert_unavailable(person.request("GET", "/api/user"))
    finally:
        set_read_only("off")
    wait_until(lambda: person.request("GET", "/api/user").status == 200, 5, "writable again")
