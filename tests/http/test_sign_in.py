"""Signing in as clients do it: many at once, and too often."""
import concurrent.futures
import time

import requests

from node import PASSWORD


def sign_in(node, password=PASSWORD, user="admin"):
    began = time.monotonic()
    answer = requests.post(node.url + "/login", json={"user": user, "password": password}, timeout=20)
    return answer.status_code, time.monotonic() - began


def test_many_sign_ins_of_one_user_at_once_all_come_in(make_node):
    node = make_node().start()
    with concurrent.futures.ThreadPoolExecutor(16) as pool:
        answers = list(pool.map(lambda _: sign_in(node), range(32)))
    assert [status for status, _ in answers] == [200] * 32


def test_tries_above_the_limit_are_answered_as_any_other(make_node):
    node = make_node().start()
    with concurrent.futures.ThreadPoolExecutor(16) as pool:
        answers = list(pool.map(lambda number: sign_in(node, f"wrong-{number}"), range(16)))
    assert {status for status, _ in answers} == {401}
    assert max(seconds for _, seconds in answers) < 15
    assert sign_in(node)[0] == 401  # the right password too, for a while
