"""Three nodes on one database behind the balancers that docs/high-availability.md describes."""
import time

import requests

from crowd import Crowd

PLACES = ("/api/user", "/api/search?limit=10", "/api/org")


def look_around(person, number):
    person.request("GET", PLACES[number % len(PLACES)])


def test_one_cookie_is_good_on_every_node(cluster):
    person = cluster.person()
    answers = [person.request("GET", "/api/user") for _ in range(12)]
    assert [answer.status for answer in answers] == [200] * 12
    assert {answer.node for answer in answers} == {"node-1", "node-2", "node-3"}


def test_plain_http_is_sent_to_https(cluster):
    moved = requests.get(f"http://127.0.0.1:{cluster.balancer.plain_port}/login", allow_redirects=False, timeout=10)
    assert moved.status_code == 301 and moved.headers["Location"].startswith("https://127.0.0.1")


def test_the_login_cookie_is_secure_although_nodes_speak_http(cluster):
    person = cluster.person()
    reply = requests.get(cluster.url + "/login", verify=person.authority, timeout=10)
    assert reply.status_code == 200
    signed_in = requests.post(cluster.url + "/login", json={"user": "admin", "password": "a-password-for-tests"},
                              verify=person.authority, timeout=10)
    assert "Secure" in signed_in.headers["Set-Cookie"]


def test_a_killed_node_costs_each_user_at_most_one_request(cluster):
    victim = cluster.nodes[0]
    with Crowd([cluster.person() for _ in range(8)], look_around) as crowd:
        crowd.wait_for(100)
        victim.kill()
        killed_at = time.monotonic()
        crowd.wait_for(400)
    cluster.restart(victim)
    assert max(len(crowd.failures(person)) for person in crowd.people) <= 1
    assert crowd.clean_after(killed_at) <= 3
    assert not [answer for answer in crowd.answers() if answer.status == 401]


def test_a_node_that_is_stopped_costs_nobody_anything(cluster):
    with Crowd([cluster.person() for _ in range(8)], look_around) as crowd:
        crowd.wait_for(100)
        assert cluster.nodes[1].stop() == 0
        crowd.wait_for(200)
        cluster.restart(cluster.nodes[1])
    assert not crowd.failures()
