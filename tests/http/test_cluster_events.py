"""What one node writes the others know: with the next request, whoever asks, and by events for what nobody asks about."""
from concurrent.futures import ThreadPoolExecutor

import pytest

from cluster import Cluster
from metrics import metric
from node import PASSWORD
from person import Person
from ports import wait_until


@pytest.fixture(scope="module")
def cluster(database_server):
    """Three nodes that are asked directly, so that a test knows which one answers."""
    with Cluster(database_server, balancer=None) as one:
        yield one


def on(node, person):
    person.url = node.url
    return person


def test_a_save_on_one_node_is_read_on_another_at_once(cluster):
    writer, reader = cluster.nodes[0].api(), cluster.nodes[1].api()
    stale = 0
    for number in range(1000):
        saved = writer("POST", "/api/dashboards/db", json={
            "dashboard": {"uid": "ryw", "title": f"Saved {number}", "panels": []}, "overwrite": True})
        assert saved.status_code == 200
        stale += reader("GET", "/api/dashboards/uid/ryw").json()["dashboard"]["title"] != f"Saved {number}"
        if number % 10 == 0:
            stale += [hit["title"] for hit in reader("GET", f"/api/search?query=Saved {number}").json()] != [f"Saved {number}"]
    assert stale == 0


def test_data_sources_and_rights_hold_on_another_node_at_once(cluster):
    writer, reader = cluster.nodes[0].api(), cluster.nodes[2].api()
    source = {"name": "shared", "type": "prometheus", "access": "proxy", "url": "http://127.0.0.1:1"}
    uid = writer("POST", "/api/datasources", json=source).json()["datasource"]["uid"]
    assert writer("POST", "/api/admin/users", json={"login": "vera", "name": "Vera", "password": "vera-password-1"}).status_code == 200
    writer("POST", "/api/dashboards/db", json={"dashboard": {"uid": "guarded", "title": "Guarded", "panels": []}})
    vera = cluster.nodes[1].api("vera", "vera-password-1")
    for number in range(50):
        url = f"http://127.0.0.1:{number + 2}"
        assert writer("PUT", f"/api/datasources/uid/{uid}", json={**source, "url": url}).status_code == 200
        assert reader("GET", f"/api/datasources/uid/{uid}").json()["url"] == url
        may_see = number % 2 == 1
        items = [{"role": "Viewer", "permission": 1}] if may_see else []
        assert writer("POST", "/api/dashboards/uid/guarded/permissions", json={"items": items}).status_code == 200
        assert vera("GET", "/api/dashboards/uid/guarded").status_code == (200 if may_see else 403)


def test_an_event_reaches_every_node_in_time(cluster):
    def applied():
        return [metric(node, "md_events_applied_total", topic="folder") for node in cluster.nodes]

    longest = 0
    for number in range(20):
        before = applied()
        assert cluster.nodes[number % 3].api()("POST", "/api/folders", json={"title": f"Event {number}"}).status_code == 200
        longest = max(longest, wait_until(lambda: all(now > had for now, had in zip(applied(), before)), 5, "the event"))
    assert longest <= 1.3  # 0.91 s where it is looked for, and two readings of three nodes' metrics
    assert all(metric(node, "md_events_resync_total") == 0 for node in cluster.nodes)


def test_a_token_two_rotations_old_ends_the_session_everywhere(cluster):
    person = Person(cluster.nodes[0].url).sign_in("admin", PASSWORD)
    stolen = dict(person.cookies)
    for _ in range(2):
        assert on(cluster.nodes[1], person).request("GET", "/api/user").status == 200
        cluster.make_sessions_due()
        assert on(cluster.nodes[0], person).request("GET", "/api/user").status == 200
    assert on(cluster.nodes[2], person).request("GET", "/api/user").status == 200
    kept, person.cookies = dict(person.cookies), stolen
    refused = person.request("GET", "/api/user")
    assert refused.status == 401 and refused.body["messageId"] == "session.revoked"
    for node in cluster.nodes:
        person.cookies = dict(kept)
        assert on(node, person).request("GET", "/api/user").status == 401
    wait_until(lambda: metric(cluster.nodes[2], "md_sessions_replays_total") == 1, 3, "the replay is counted")
    assert "replayed" in cluster.nodes[2].text()
    told = cluster.nodes[0].api()("GET", "/api/cluster/events").json()["events"]
    assert any(each["kind"] == "session-replayed" and "session of admin was ended" in each["text"] for each in told)


def test_a_revoked_session_is_refused_everywhere_at_the_next_request(cluster):
    admin = cluster.nodes[0].api()
    for number in range(20):
        person = Person(cluster.nodes[number % 3].url).sign_in("admin", PASSWORD)
        mine = next(one for one in person.request("GET", "/api/user/auth-tokens").body if one["isActive"])
        kept = dict(person.cookies)
        assert admin("POST", "/api/admin/users/1/revoke-auth-token", json={"authTokenId": mine["id"]}).status_code == 200
        for node in cluster.nodes:
            person.cookies = dict(kept)
            refused = on(node, person).request("GET", "/api/user")
            assert refused.status == 401 and refused.body["messageId"] == "session.revoked"


def test_guesses_on_all_nodes_are_counted_together(cluster):
    cluster.nodes[0].api()("POST", "/api/admin/users", json={"login": "target", "name": "Target", "password": "target-password-1"})

    def counted(result):
        return sum(metric(node, "md_login_attempts_total", result=result) for node in cluster.nodes)

    def guess(number):
        return cluster.nodes[number % 3].api("target", f"guess-{number}")("GET", "/api/user").status_code

    wrong, throttled = counted("wrong"), counted("throttled")
    with ThreadPoolExecutor(30) as pool:
        assert set(pool.map(guess, range(60))) == {401}
    wait_until(lambda: counted("wrong") + counted("throttled") - wrong - throttled >= 60, 10, "all tries are counted")
    assert counted("wrong") - wrong <= 10
