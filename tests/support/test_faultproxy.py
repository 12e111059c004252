"""What a client sees through the fault proxy, for each fault."""
import socket
import threading
import time

import pytest

from faultproxy import FaultProxy


@pytest.fixture
def echo_port():
    """A server that sends back what it gets."""
    listener = socket.create_server(("127.0.0.1", 0))

    def serve(link):
        with link:
            try:
                while piece := link.recv(65536):
                    link.sendall(piece)
            except OSError:
                pass

    def accept():
        while True:
            try:
                link, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=serve, args=(link,), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    yield listener.getsockname()[1]
    listener.close()


@pytest.fixture
def proxy(echo_port):
    with FaultProxy(echo_port) as one:
        yield one


def connect(proxy, timeout=5):
    return socket.create_connection(("127.0.0.1", proxy.port), timeout=timeout)


def echo(link, text=b"hello"):
    link.sendall(text)
    got = b""
    while len(got) < len(text):
        piece = link.recv(65536)
        if not piece:
            break
        got += piece
    return got


def test_passes_bytes_unchanged(proxy):
    with connect(proxy) as link:
        assert echo(link, bytes(range(256)) * 1000) == bytes(range(256)) * 1000


def test_latency_delays_both_ways(proxy):
    with connect(proxy) as link:
        echo(link)
        proxy.latency = 0.1
        begin = time.monotonic()
        assert echo(link) == b"hello"
        assert time.monotonic() - begin >= 0.2


def test_silent_keeps_the_connection_and_what_was_sent(proxy):
    with connect(proxy) as link:
        echo(link)
        proxy.silent()
        link.sendall(b"later")
        link.settimeout(0.2)
        with pytest.raises(TimeoutError):
            link.recv(1)
        proxy.restore()
        link.settimeout(5)
        assert link.recv(5) == b"later"


def test_down_cuts_and_refuses(proxy):
    with connect(proxy) as link:
        echo(link)
        proxy.down()
        with pytest.raises(ConnectionError):
            link.recv(1)
    with pytest.raises(ConnectionRefusedError):
        connect(proxy)
    proxy.restore()
    with connect(proxy) as link:
        assert echo(link) == b"hello"


def test_reset_cuts_and_takes_new_ones(proxy):
    with connect(proxy) as link:
        echo(link)
        proxy.reset()
        with pytest.raises(ConnectionError):
            link.recv(1)
    with connect(proxy) as link:
        assert echo(link) == b"hello"


def test_byte_limit_cuts_in_the_middle_of_an_answer(proxy):
    proxy.byte_limit = 3
    with connect(proxy) as link:
        link.sendall(b"hello")
        got = b""
        with pytest.raises(ConnectionError):
            while True:
                piece = link.recv(1)
                assert piece, "it should be a reset, not an end"
                got += piece
        assert len(got) <= 3


def test_slow_close_passes_the_end_on_later(proxy):
    proxy.slow_close = 0.2
    with connect(proxy) as link:
        echo(link)
        begin = time.monotonic()
        link.shutdown(socket.SHUT_WR)
        assert link.recv(1) == b""
        assert time.monotonic() - begin >= 0.2


def test_a_target_that_is_away_resets(echo_port):
    with FaultProxy(1) as proxy:
        with pytest.raises(ConnectionError): # the reset may come before connect() has returned
            connect(proxy).recv(1)
