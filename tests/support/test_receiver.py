"""The ledger receiver: what is in the ledger, and when, for each behaviour."""
import time

import pytest
import requests

from receiver import Receiver


@pytest.fixture
def receiver(tmp_path):
    with Receiver(tmp_path / "receiver") as one:
        yield one


def send(receiver, number, timeout=5):
    return requests.post(receiver.url, json={"number": number}, headers={"Idempotency-Key": f"key-{number}"}, timeout=timeout)


def numbers(receiver):
    return [entry["body"]["number"] for entry in receiver.requests()]


def test_writes_down_what_came(receiver):
    assert send(receiver, 1).status_code == 200
    (entry,) = receiver.requests()
    assert entry["path"] == "/hook" and entry["method"] == "POST" and entry["body"] == {"number": 1} and entry["answer"] == 200
    assert entry["headers"]["Idempotency-Key"] == "key-1"


def test_is_down_with_it_before_it_answers(receiver):
    receiver.behave(delay=30)
    with pytest.raises(requests.ReadTimeout):
        send(receiver, 1, timeout=0.5)
    assert numbers(receiver) == [1]


def test_answers_badly_so_many_times(receiver):
    receiver.behave(status=503, times=2)
    assert [send(receiver, number).status_code for number in range(4)] == [503, 503, 200, 200]
    assert [entry["answer"] for entry in receiver.requests()] == [503, 503, 200, 200]


def test_answers_late(receiver):
    receiver.behave(delay=0.3)
    begin = time.monotonic()
    assert send(receiver, 1).status_code == 200
    assert time.monotonic() - begin >= 0.3


def test_takes_without_an_answer(receiver):
    receiver.behave(answers=False)
    with pytest.raises(requests.ConnectionError):
        send(receiver, 1)
    assert numbers(receiver) == [1] and receiver.requests()[0]["answer"] == "none"


def test_cuts_before_it_has_read(receiver):
    receiver.behave(reads=False)
    with pytest.raises(requests.ConnectionError):
        send(receiver, 1)
    assert receiver.requests() == []


def test_what_was_acknowledged_survives_a_kill(receiver):
    for number in range(20):
        send(receiver, number)
    receiver.kill()
    with pytest.raises(requests.ConnectionError):
        send(receiver, 20)
    assert numbers(receiver) == list(range(20))
    receiver.start()
    send(receiver, 21)
    assert numbers(receiver)[-1] == 21


def test_refuses_a_behaviour_that_it_does_not_know(receiver):
    with pytest.raises(AssertionError, match="colour"):
        receiver.behave(colour="red")
