"""Start, stop and bad input of the program, as an operator meets them."""
import os
import socket
import subprocess
import threading
import time

import pytest
import requests

from node import BINARY, PASSWORD

ON_SQLITE = not os.environ.get("MD_HTTP_TEST_DATABASE")


def test_start_serve_stop(make_node):
    node = make_node().start()
    assert node.api()("GET", "/api/org").json()["name"] == "Main Org."
    assert node.stop() == 0
    assert "node is ready: http://127.0.0.1" in node.text()


def test_second_start_keeps_everything(make_node):
    node = make_node().start()
    saved = node.api()("POST", "/api/dashboards/db", json={"dashboard": {"title": "Kept"}}).json()
    node.stop()
    node.start()
    assert node.api()("GET", f"/api/dashboards/uid/{saved['uid']}").json()["dashboard"]["title"] == "Kept"


def test_kill_during_saves_loses_no_acknowledged_save(make_node):
    node = make_node().start()
    acknowledged = []

    def save(worker):
        api = node.api()
        try:
            for number in range(1000):
                uid = f"kill-{worker}-{number}"
                if api("POST", "/api/dashboards/db", json={"dashboard": {"uid": uid, "title": uid}}).status_code == 200:
                    acknowledged.append(uid)
        except requests.RequestException:
            pass  # the node was killed under this save, which nobody acknowledged

    workers = [threading.Thread(target=save, args=(worker,)) for worker in range(4)]
    for worker in workers:
        worker.start()
    deadline = time.monotonic() + 30
    while len(acknowledged) < 60 and time.monotonic() < deadline:
        time.sleep(0.005)
    node.kill()
    for worker in workers:
        worker.join()
    assert 60 <= len(acknowledged) < 4000, "the kill has to come while saves are under way"
    node.start()
    found = {hit["uid"] for hit in node.api()("GET", "/api/search?type=dash-db&limit=5000").json()}
    assert set(acknowledged) <= found


@pytest.mark.skipif(not ON_SQLITE, reason="another process may use a database server")
def test_second_process_on_one_sqlite_file_is_refused(make_node):
    node = make_node().start()
    refused = node.run("serve", stdin="")
    assert refused.returncode == 1
    assert str(node.process.pid) in refused.stderr or "in use" in refused.stderr


def test_port_in_use_is_one_sentence(make_node):
    node = make_node()
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", node.port))
        taken.listen()
        refused = node.run("serve")
    assert refused.returncode == 1
    assert f"port {node.port}" in refused.stderr and "in use" in refused.stderr


@pytest.mark.parametrize("key, value, words", [
    ("server.http_port", "70000", ["[server] http_port = 70000", "0 to 65535"]),
    ("database.type", "oracle", ["type = oracle", "sqlite3, postgres, mysql"]),
    ("server.protocol", "https", ["cert_file"]),
])
def test_wrong_setting_stops_the_start(make_node, key, value, words):
    node = make_node(**{key: value})
    refused = node.run("serve")
    assert refused.returncode == 1
    for word in words:
        assert word in refused.stderr


def test_unwritable_data_folder(make_node):
    node = make_node(**{"paths.data": "/proc/no-such-place"})
    refused = node.run("serve")
    assert refused.returncode == 1
    assert "/proc/no-such-place" in refused.stderr


def test_config_show_masks_secrets_and_names_origins(make_node):
    shown = make_node().run("config", "show")
    assert PASSWORD not in shown.stdout
    assert "security.admin_password = *********    (command line)" in shown.stdout


def test_check_config_and_version(make_node):
    assert make_node().run("check-config").returncode == 0
    version = subprocess.run([BINARY, "version"], capture_output=True, text=True, timeout=30)
    assert version.returncode == 0 and version.stdout.startswith("Metrics Dashboard ")


def test_unknown_command_names_the_known_ones():
    refused = subprocess.run([BINARY, "sevre"], capture_output=True, text=True, timeout=30)
    assert refused.returncode == 1 and "serve" in refused.stderr


def test_migrate_and_dry_run(make_node):
    node = make_node()
    listed = node.run("migrate", "--dry-run")
    assert listed.returncode == 0 and "folders_dashboards" in listed.stdout
    assert node.run("migrate").returncode == 0
    assert "folders_dashboards" not in node.run("migrate", "--dry-run").stdout


def test_reset_password(make_node):
    node = make_node().start()
    changed = node.run("admin", "reset-password", stdin="quite-another-one\n")
    assert changed.returncode == 0, changed.stderr
    assert node.api(password=PASSWORD)("GET", "/api/user").status_code == 401
    assert node.api(password="quite-another-one")("GET", "/api/user").status_code == 200


def test_reset_password_refuses_a_short_one(make_node):
    node = make_node().start()
    refused = node.run("admin", "reset-password", stdin="abc\n")
    assert refused.returncode == 1 and "password" in refused.stderr


def test_sub_path(make_node):
    node = make_node(**{"server.root_url": "http://127.0.0.1/metrics/", "server.serve_from_sub_path": "true", "test.prefix": "/metrics"})
    node.start()
    saved = node.api()("POST", "/metrics/api/dashboards/db", json={"dashboard": {"title": "Sub"}}).json()
    assert saved["url"].startswith("/metrics/d/")
    assert 'content="/metrics/"' in requests.get(node.url + "/metrics/login", timeout=10).text
