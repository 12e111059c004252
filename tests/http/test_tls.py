"""https: the certificate is exchanged under a running node, and connections that are open go on."""
import http.client
import ssl
import subprocess

import pytest

from ports import wait_until


def make_certificate(folder, name):
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "1",
                    "-subj", f"/CN={name}", "-keyout", folder / f"{name}.key", "-out", folder / f"{name}.pem"],
                   check=True, stderr=subprocess.DEVNULL)


def certificate_of(node):
    return ssl.get_server_certificate(("127.0.0.1", node.port))


@pytest.fixture
def node(make_node):
    node = make_node(**{"server.protocol": "https", "server.cert_file": "in-use.pem", "server.cert_key": "in-use.key",
                        "server.certs_watch_interval": "50ms"})
    for name in ("first", "second"):
        make_certificate(node.folder, name)
    use(node, "first", "first")
    return node.start()


def use(node, certificate, key):
    (node.folder / "in-use.pem").write_bytes((node.folder / f"{certificate}.pem").read_bytes())
    (node.folder / "in-use.key").write_bytes((node.folder / f"{key}.key").read_bytes())


def test_new_certificate_serves_new_connections_and_old_ones_go_on(node):
    first = (node.folder / "first.pem").read_text()
    second = (node.folder / "second.pem").read_text()
    assert certificate_of(node) == first
    context = ssl.create_default_context(cadata=first)
    context.check_hostname = False
    open_before = http.client.HTTPSConnection("127.0.0.1", node.port, context=context, timeout=10)
    open_before.request("GET", "/healthz")
    assert open_before.getresponse().read() == b"Ok"
    use(node, "second", "second")
    wait_until(lambda: certificate_of(node) == second, 10, "the second certificate in use")
    open_before.request("GET", "/healthz")  # on the same connection: a new one would not trust the certificate
    assert open_before.getresponse().read() == b"Ok"


def test_broken_certificate_keeps_the_old_one_and_says_so(node):
    first = (node.folder / "first.pem").read_text()
    use(node, "second", "first")
    wait_until(lambda: "does not belong to cert_file" in node.text(), 10, "a word about the pair")
    assert certificate_of(node) == first
    (node.folder / "in-use.pem").write_text("torn")
    wait_until(lambda: "cert_file: cannot use" in node.text(), 10, "a word about the torn file")
    assert certificate_of(node) == first
    use(node, "second", "second")
    wait_until(lambda: certificate_of(node) == (node.folder / "second.pem").read_text(), 10, "the mended pair in use")
