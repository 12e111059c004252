"""Sessions over several nodes: tokens rotate anywhere, at once and while nodes die, and nobody is thrown out."""
import threading

import pytest
import requests

from history import session_problems, token_number

TABS = 12


def in_tabs(person, requests_each):
    def browse():
        for _ in range(requests_each):
            person.request("GET", "/api/user")
    tabs = [threading.Thread(target=browse) for _ in range(TABS)]
    for tab in tabs:
        tab.start()
    for tab in tabs:
        tab.join()


def test_many_tabs_rotate_one_session_on_all_nodes(cluster):
    person = cluster.person()
    person.request("GET", "/api/user")      # a token that nobody has used yet is not replaced
    first = token_number(person.token)
    for _ in range(5):
        cluster.make_sessions_due()
        in_tabs(person, 5)
    assert session_problems(person.answers) == []
    assert not [answer for answer in person.answers if answer.failed]
    assert {answer.node for answer in person.answers} == {"node-1", "node-2", "node-3"}
    assert token_number(person.token) == first + 5, "one rotation an interval"


@pytest.mark.parametrize("action", ["exit", "stop", "error"])
def test_a_node_that_fails_between_rotation_and_answer(make_cluster, action):
    cluster = make_cluster(2, start=False)
    cluster.nodes[0].environment["MD_FAILPOINT"] = f"session.rotated:{action}@1"
    cluster.start()
    person = cluster.person()
    for _ in range(2):      # whichever node rotates first, the first node does in the end
        cluster.make_sessions_due()
        in_tabs(person, 10)
    assert session_problems(person.answers) == []
    assert person.request("GET", "/api/user").status == 200


def test_a_password_that_is_hashed_anew_meanwhile_lets_in(cluster):
    """As after an administrator's first sign-in, which one node answers while another one is asked to sign in."""
    api = cluster.nodes[0].api()
    for number in range(4):
        made = api("POST", "/api/admin/users", json={"login": f"user-{number}", "email": f"user-{number}@localhost", "password": "the same"})
        assert made.status_code == 200, made.text
    hashes = [row[0] for row in cluster.sql("SELECT password_hash FROM user_account WHERE login LIKE 'user-%'")]
    url = cluster.nodes[1].url
    ways = (lambda: requests.post(url + "/login", json={"user": "user-0", "password": "the same"}, timeout=30),
            lambda: requests.get(url + "/api/user", auth=("user-0", "the same"), timeout=30))
    for number in range(0, 4, 2):      # each hash is verified once only, since nodes remember
        cluster.sql(f"UPDATE user_account SET password_hash = '{hashes[number]}' WHERE login = 'user-0'")
        answers = []
        signing_in = threading.Thread(target=lambda way=ways[number % 4 // 2]: answers.append(way()))
        signing_in.start()
        cluster.sql(f"UPDATE user_account SET password_hash = '{hashes[number + 1]}' WHERE login = 'user-0'")
        signing_in.join()
        assert answers[0].status_code == 200, answers[0].text


def test_a_session_ended_on_one_node_is_ended_on_all(cluster):
    person, other = cluster.person(), cluster.person()
    old = dict(person.cookies)
    person.request("GET", "/logout")
    person.cookies.update(old)
    assert {person.request("GET", "/api/user").status for _ in range(6)} == {401}
    assert other.request("GET", "/api/user").status == 200
