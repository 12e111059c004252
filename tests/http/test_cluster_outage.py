"""What users see behind the balancer while the database is away, and when it comes back."""
import time

import pytest

from crowd import Crowd
from history import session_problems
from ports import wait_until


@pytest.fixture
def own_cluster(make_cluster, database_server):
    """The test may end the database; it runs again afterwards."""
    yield make_cluster()
    database_server.start()


def test_an_outage_of_the_database(own_cluster, database_server):
    balancer = own_cluster.balancer
    with Crowd([own_cluster.person() for _ in range(4)], lambda person, _: person.request("GET", "/api/user")) as crowd:
        crowd.wait_for(40)
        database_server.kill()
        wait_until(lambda: set(balancer.states().values()) == {"NOLB"}, 20, "no node is ready")
        crowd.wait_for(40)
        database_server.start()
        wait_until(lambda: set(balancer.states().values()) == {"UP"}, 10, "all nodes are ready")
        back_at = time.monotonic()
        crowd.wait_for(40)
    refused = [answer for answer in crowd.answers() if answer.status != 200]
    assert {answer.status for answer in refused} == {503}
    assert all(answer.node for answer in refused), "nodes said so, not the balancer"
    assert {answer.body["messageId"] for answer in refused} == {"database.unavailable"}
    assert all(answer.status == 200 for answer in crowd.answers(back_at))
    assert [problem for person in crowd.people for problem in session_problems(person.answers)] == []
