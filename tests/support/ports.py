"""Free loopback ports, and waiting for a condition with a deadline."""
import random
import socket
import time

_given = set()


def free_port():
    """A port outside the range that outgoing connections use, so that none takes it while its server is down."""
    for _ in range(1000):
        port = random.randint(20000, 32000)
        if port not in _given and _is_free(port):
            _given.add(port)
            return port
    raise RuntimeError("no free port between 20000 and 32000")


def _is_free(port):
    with socket.socket() as probe:
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def accepts(port):
    with socket.socket() as probe:
        probe.settimeout(0.5)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def wait_until(condition, seconds, what, interval=0.02):
    """Seconds until the condition holds; an AssertionError that names `what` if it does not in time."""
    begin = time.monotonic()
    while not condition():
        assert time.monotonic() - begin < seconds, f"{what}: not within {seconds} s"
        time.sleep(interval)
    return time.monotonic() - begin
