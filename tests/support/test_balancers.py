"""What the shipped balancer configurations do with what a node answers."""
import contextlib
import socket
import ssl

import pytest
import requests

from balancers import BALANCERS
from ports import wait_until
from standin import StandIn


@pytest.fixture
def nodes():
    with contextlib.ExitStack() as stack:
        yield [stack.enter_context(StandIn(f"node-{number}")) for number in (1, 2, 3)]


@pytest.fixture(params=BALANCERS)
def balancer(request, nodes, tmp_path):
    one = BALANCERS[request.param](tmp_path / "balancer", nodes).start()
    one.wait_ready()
    yield one
    one.stop()


@pytest.fixture
def haproxy(nodes, tmp_path):
    one = BALANCERS["haproxy"](tmp_path / "balancer", nodes).start()
    one.wait_ready()
    yield one
    one.stop()


def ask(balancer, path="/", **options):
    return requests.request(options.pop("method", "GET"), balancer.url + path, verify=str(balancer.authority), timeout=10, **options)


def open_websocket(balancer):
    """A TLS connection that was upgraded."""
    context = ssl.create_default_context(cafile=balancer.authority)
    context.set_alpn_protocols(["http/1.1"])
    link = context.wrap_socket(socket.create_connection(("127.0.0.1", balancer.port), timeout=10), server_hostname="127.0.0.1")
    link.sendall(f"GET /api/live/ws HTTP/1.1\r\nHost: 127.0.0.1:{balancer.port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                 "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n".encode())
    head = b""
    while b"\r\n\r\n" not in head:
        head += link.recv(1)
    assert head.startswith(b"HTTP/1.1 101 "), head
    return link


def test_a_websocket_passes_in_both_directions(balancer):
    with open_websocket(balancer) as link:
        for text in (b"hello", b"again"):
            link.sendall(text)
            assert link.recv(100) == text


@pytest.mark.filterwarnings("ignore:ssl.TLSVersion")
def test_old_tls_is_refused(balancer):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    context.minimum_version = context.maximum_version = ssl.TLSVersion.TLSv1_1
    context.set_ciphers("ALL@SECLEVEL=0")
    with pytest.raises(ssl.SSLError), socket.create_connection(("127.0.0.1", balancer.port), timeout=10) as link:
        context.wrap_socket(link)


def test_nodes_learn_who_asks_and_how(balancer):
    forged = {"X-Forwarded-For": "203.0.113.9", "X-Forwarded-Proto": "http"}
    assert ask(balancer, headers=forged).text == "X-Forwarded-For=127.0.0.1,X-Forwarded-Proto=https"


def test_a_large_dashboard_passes(balancer):
    assert ask(balancer, method="POST", data=b"x" * (32 << 20)).status_code == 200


def test_a_node_that_is_not_ready_gets_nothing_new(haproxy, nodes):
    nodes[0].set_ready(False)
    wait_until(lambda: haproxy.states()["node-1"] == "NOLB", 5, "HAProxy sees it")
    assert {ask(haproxy).headers["X-Mdash-Node"] for _ in range(12)} == {"node-2", "node-3"}
    nodes[0].set_ready(True)
    wait_until(lambda: haproxy.states()["node-1"] == "UP", 5, "HAProxy sees it")
    assert {ask(haproxy).headers["X-Mdash-Node"] for _ in range(12)} == {"node-1", "node-2", "node-3"}


def test_a_node_that_stops_being_ready_keeps_its_open_connections(haproxy, nodes):
    with open_websocket(haproxy) as link:
        for node in nodes:
            node.set_ready(False)
        wait_until(lambda: set(haproxy.states().values()) == {"NOLB"}, 5, "HAProxy sees it")
        link.sendall(b"still there")
        assert link.recv(100) == b"still there"


def test_while_no_node_is_ready_those_that_live_are_asked(haproxy, nodes):
    for node in nodes:
        node.set_ready(False)
    wait_until(lambda: set(haproxy.states().values()) == {"NOLB"}, 5, "HAProxy sees it")
    assert {ask(haproxy).headers["X-Mdash-Node"] for _ in range(12)} == {"node-1", "node-2", "node-3"}
    nodes[1].set_ready(True)
    wait_until(lambda: haproxy.states()["node-2"] == "UP", 5, "HAProxy sees it")
    assert {ask(haproxy).headers["X-Mdash-Node"] for _ in range(6)} == {"node-2"}
