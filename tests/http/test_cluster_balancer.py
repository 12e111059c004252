"""Three nodes on one database behind the balancers of docs/high-availability.md: what users notice while nodes go and come.
MD_TEST_ROUNDS repeats the harm, for runs that are longer than those of every change."""
import os
import time

import pytest
import requests

from crowd import Crowd
from history import session_problems
from node import PASSWORD

ROUNDS = int(os.environ.get("MD_TEST_ROUNDS", "1"))
PEOPLE = 8
PLACES = ("/api/user", "/api/search?limit=10", "/api/org")


def look_around(person, number):
    person.request("GET", PLACES[number % len(PLACES)])


def work(person, number):
    """One save in five requests."""
    if number % 5 < 4:
        return look_around(person, number)
    uid = f"of-{id(person)}"
    person.request("POST", "/api/dashboards/db", json={"dashboard": {"uid": uid, "title": uid}, "overwrite": True})


def crowd_of(cluster, visit):
    return Crowd([cluster.person() for _ in range(PEOPLE)], visit)


def most_failures(crowd):
    return max(len(crowd.failures(person)) for person in crowd.people)


def logged_out(crowd):
    return [problem for person in crowd.people for problem in session_problems(person.answers)]


@pytest.fixture(scope="module", params=["haproxy", "nginx"])
def either(request, cluster, database_server):
    """A cluster behind each balancer."""
    if request.param == "haproxy":
        yield cluster
        return
    with type(cluster)(database_server, balancer=request.param) as one:
        yield one


def test_one_cookie_is_good_on_every_node(either):
    person = either.person()
    answers = [person.request("GET", "/api/user") for _ in range(12)]
    assert [answer.status for answer in answers] == [200] * 12
    assert {answer.node for answer in answers} == {"node-1", "node-2", "node-3"}


def test_plain_http_is_sent_to_https(either):
    moved = requests.get(f"http://127.0.0.1:{either.balancer.plain_port}/login", allow_redirects=False, timeout=10)
    assert moved.status_code == 301 and moved.headers["Location"].startswith("https://127.0.0.1")


def test_the_login_cookie_is_secure_although_nodes_speak_http(either):
    signed_in = requests.post(either.url + "/login", json={"user": "admin", "password": PASSWORD},
                              verify=str(either.balancer.authority), timeout=10)
    assert "Secure" in signed_in.headers["Set-Cookie"]


def test_a_client_cannot_choose_its_own_address(either):
    person = either.person()
    person.request("POST", "/login", json={"user": "admin", "password": PASSWORD}, headers={"X-Forwarded-For": "203.0.113.9"})
    assert {row["clientIp"] for row in person.request("GET", "/api/user/auth-tokens").body} == {"127.0.0.1"}


def test_a_killed_node_costs_each_user_at_most_one_request(either):
    for round_ in range(ROUNDS):
        victim = either.nodes[round_ % 3]
        with crowd_of(either, look_around) as crowd:
            crowd.wait_for(40)
            victim.kill()
            killed_at = time.monotonic()
            crowd.wait_for(150)
        either.restart(victim)
        assert most_failures(crowd) <= 1
        assert crowd.clean_after(killed_at) <= 3
        assert not logged_out(crowd)


def test_a_frozen_node_costs_each_user_at_most_one_request(cluster):
    with crowd_of(cluster, look_around) as crowd:
        crowd.wait_for(40)
        cluster.nodes[1].freeze()
        frozen_at = time.monotonic()
        crowd.wait_for(150)
        cluster.nodes[1].thaw()
        cluster.balancer.wait_ready()
    assert most_failures(crowd) <= 1
    assert crowd.clean_after(frozen_at) <= 5
    assert not logged_out(crowd)


def test_a_rolling_restart_costs_nobody_anything(cluster):
    with crowd_of(cluster, work) as crowd:
        for _ in range(ROUNDS):
            for node in cluster.nodes:
                crowd.wait_for(50)
                assert node.stop() == 0
                cluster.restart(node)
    assert not crowd.failures()
    assert not logged_out(crowd)
