"""Each checker passes a good history and fails on each kind of bad one."""
import pytest

from history import Save, session_problems, token_number, version_problems
from person import Answer


def answer(status=200, presented=3, given=None, sid="s"):
    """`presented` and `given` are numbers of tokens of the session "s"; given "" clears."""
    shown = f"s.{presented:d}.mac" if presented else ""
    told = f"{sid}.{given:d}.mac" if isinstance(given, int) else given
    return Answer("GET", "/api/user", 0.0, 0.01, status, "node-1", shown, told, {})


def test_token_numbers_are_of_base_36():
    assert token_number("abcdefghijklmnopqrstuvwxyz.1z.mac") == 71


def test_a_good_session_history():
    assert session_problems([answer(presented=0, given=1), answer(), answer(given=4), answer(503), answer(0), answer(404)]) == []


@pytest.mark.parametrize("bad, words", [
    (answer(401), "refused with 401"),
    (answer(given=""), "cleared"),
    (answer(503, given=""), "cleared"),
    (answer(given=3), "token 3 was given to who showed token 3"),
    (answer(given=2), "token 2 was given to who showed token 3"),
    (answer(given=4, sid="other"), "another session"),
])
def test_a_bad_session_history(bad, words):
    (problem,) = session_problems([answer(), bad, answer()])
    assert words in problem


def test_who_is_not_signed_in_may_be_refused():
    assert session_problems([answer(401, presented=0)]) == []


SAVES = [Save("a", "a1", 1), Save("a", "a2", 2), Save("a", "lost answer"), Save("b", "b1", 1)]
STORED = {"a": {1: "a1", 2: "a2"}, "b": {1: "b1"}}


@pytest.mark.parametrize("unanswered_is_stored", [False, True])
def test_a_good_version_history(unanswered_is_stored):
    stored = {"a": {**STORED["a"], **({3: "lost answer"} if unanswered_is_stored else {})}, "b": STORED["b"]}
    assert version_problems(SAVES, stored) == []


@pytest.mark.parametrize("saves, stored, words", [
    (SAVES, {"a": {1: "a1"}, "b": {1: "b1"}}, "a version 2 was acknowledged and is not there"),
    (SAVES, {"a": STORED["a"]}, "b version 1 was acknowledged and is not there"),
    (SAVES, {**STORED, "a": {1: "a1", 2: "lost answer"}}, "a version 2 was acknowledged with a2 and has lost answer"),
    ([*SAVES, Save("b", "b1", 1)], STORED, "b version 1 was acknowledged 2 times"),
    (SAVES, {**STORED, "b": {1: "b1", 2: "stranger"}}, "b has stranger, which nobody sent"),
    (SAVES, {**STORED, "b": {1: "b1", 2: "b1"}}, "b has b1 in 2 versions"),
])
def test_a_bad_version_history(saves, stored, words):
    assert words in version_problems(saves, stored)
