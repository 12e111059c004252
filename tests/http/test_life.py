"""Start, stop and bad input of the program, as an operator meets them."""
import os
import re
import socket
import subprocess
import threading
import time
import urllib.parse

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


@pytest.mark.parametrize("settings, words", [
    ({"server.http_port": "70000"}, "command line: [server] http_port = 70000: expected a whole number from 0 to 65535"),
    ({"database.type": "oracle"}, "type = oracle: expected one of sqlite3, postgres, mysql"),
    ({"server.protocol": "https"}, "[server] protocol = https: expected cert_file and cert_key to be set"),
    ({"server.protocol": "https", "server.cert_file": "/none.pem", "server.cert_key": "/none.key"}, 'cert_file: cannot use "/none.pem": No such file'),
    ({"server.http_addr": "here"}, '[server] http_addr is "here", expected an IP address'),
    ({"server.http_port": "$__file{/no/such}"}, 'server.http_port: file "/no/such" cannot be read: No such file or directory'),
    ({"server.http_port": "$__env{NO_SUCH}"}, "expected a whole number from 0 to 65535 (the environment variable NO_SUCH is not set)"),
    ({"server.http_port": "$__vault{x}"}, 'provider "vault" is not known: expected $__env{…} or $__file{…}'),
    ({"database.url": "oracle://me:s3cret@host/name"}, '[database] url: database type "oracle" is unknown'),
    ({"database.url": "postgres://me:s3cret@host/name?colour=red"}, '[database] url: unknown parameter "colour"'),
    ({"users.home_page": "https://elsewhere.example.org"}, "[users] home_page = https://elsewhere.example.org: expected a path"),
    ({"security.secret_key": "short"}, "[security] secret_key: expected at least 16 characters"),
])
@pytest.mark.parametrize("command", ["serve", "check-config"])
def test_wrong_setting_is_one_sentence(make_node, settings, words, command):
    refused = make_node(**settings).run(command)
    assert refused.returncode == 1
    assert words in refused.stderr and refused.stderr.count("\n") == 1
    assert "s3cret" not in refused.stderr and "short" not in refused.stderr


@pytest.mark.parametrize("text, words", [
    ("[server]\n\nio_threads = many\n", "line 3: [server] io_threads = many: expected a whole number"),
    ("[server\n", "line 1: expected a section such as [server]"),
    ("just words\n", "line 1: expected key = value"),
    ("[database]\npassword = \"\"\"open\n", "line 2: expected the closing"),
])
def test_wrong_file_names_the_line(make_node, text, words):
    node = make_node()
    (node.folder / "metrics-dashboard.ini").write_text(text)
    refused = node.run("check-config")
    assert refused.returncode == 1 and f"{node.folder}/metrics-dashboard.ini {words}" in refused.stderr


def test_unknown_key_warns_once_and_names_the_nearest(make_node):
    node = make_node(**{"server.htp_addr": "127.0.0.1"})
    checked = node.run("check-config")
    assert checked.returncode == 0 and "the settings are fine" in checked.stdout
    assert checked.stderr.count("unknown setting server.htp_addr; did you mean server.http_addr?") == 1


def test_file_that_cannot_be_read(make_node):
    for place, why in (("/no/such.ini", "No such file or directory"), ("/tmp", "file to open is a directory")):
        refused = make_node().run("check-config", "--config", place)
        assert refused.returncode == 1 and f"{place} cannot be read: {why}" in refused.stderr


def test_data_folder_that_cannot_be_written(make_node):
    node = make_node()
    (node.folder / "a-file").touch()
    for place, why in (("/proc/no-such-place", "No such file"), (node.folder / "a-file", "Not a directory"), (node.folder / "a-file/in", "Not a directory")):
        node.settings["paths.data"] = str(place)
        for command in (["serve"], ["migrate"]):
            refused = node.run(*command)
            assert refused.returncode == 1
            assert f"[paths] data = {place}: cannot write there: {why}" in refused.stderr


@pytest.mark.parametrize("command", [["serve"], ["migrate"], ["migrate", "--dry-run"], ["admin", "reset-password"]])
@pytest.mark.parametrize("change, words", [
    ({"path": "/no_such_database"}, ["no_such_database", "nknown database|does not exist"]),
    ({"netloc": "nobody:wrong@{place}"}, ["nobody", "denied|does not exist"]),
    ({"netloc": "root@127.0.0.1:1"}, ["127.0.0.1:1", "refused|connect"]),
    ({"netloc": "root@no-such-host.invalid"}, ["no-such-host.invalid"]),
])
@pytest.mark.skipif(ON_SQLITE, reason="a file has neither host nor password")
def test_database_that_cannot_be_used(make_node, command, change, words):
    node = make_node()
    parts = urllib.parse.urlsplit(node.settings["database.url"])
    place = f"{parts.hostname}:{parts.port}"
    node.settings["database.url"] = urllib.parse.urlunsplit(parts._replace(**{key: value.format(place=place) for key, value in change.items()}))
    refused = node.run(*command, stdin="a-new-password\n")
    assert refused.returncode == 1
    assert refused.stderr.count("cannot be used: ") == 1 and "wrong" not in refused.stderr
    for word in words:
        assert re.search(word, refused.stderr), refused.stderr


def test_config_show_masks_secrets_and_names_origins(make_node):
    shown = make_node().run("config", "show")
    assert PASSWORD not in shown.stdout
    assert "security.admin_password = *********    (command line)" in shown.stdout


def test_check_config_and_version(make_node):
    assert make_node().run("check-config").returncode == 0
    for word in ("version", "--version"):
        version = subprocess.run([BINARY, word], capture_output=True, text=True, timeout=30)
        assert version.returncode == 0 and version.stdout.startswith("Metrics Dashboard ")


def test_unknown_command_names_the_known_ones():
    refused = subprocess.run([BINARY, "sevre"], capture_output=True, text=True, timeout=30)
    assert refused.returncode == 1 and "serve" in refused.stderr


@pytest.mark.parametrize("words, sentence", [
    (["version", "--dry-run"], "--dry-run belongs to migrate"), (["serve", "--login", "ada"], "--login belongs to admin reset-password"),
    (["serve", "--nonsense"], "nknown option 'nonsense'"), (["serve", "cfg:nonsense"], "cfg:nonsense: expected cfg:section.key=value"),
])
def test_arguments_that_mean_nothing(words, sentence):
    refused = subprocess.run([BINARY, *words], capture_output=True, text=True, timeout=30)
    assert refused.returncode == 1 and sentence in refused.stderr and refused.stderr.count("\n") == 1


@pytest.mark.skipif(not ON_SQLITE, reason="a server's database is there")
def test_dry_run_makes_nothing(make_node):
    node = make_node()
    assert "folders_dashboards" in node.run("migrate", "--dry-run").stdout
    assert not (node.folder / "data").exists()


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
    for typed in ("abc\n", ""):
        refused = node.run("admin", "reset-password", stdin=typed)
        assert refused.returncode == 1 and "the password is too short: expected at least 4 characters" in refused.stderr
    refused = node.run("admin", "reset-password", "--login", "nobody", stdin="a-new-password\n")
    assert refused.returncode == 1 and "user not found" in refused.stderr


def test_sub_path(make_node):
    node = make_node(**{"server.root_url": "http://127.0.0.1/metrics/", "server.serve_from_sub_path": "true", "test.prefix": "/metrics"})
    node.start()
    saved = node.api()("POST", "/metrics/api/dashboards/db", json={"dashboard": {"title": "Sub"}}).json()
    assert saved["url"].startswith("/metrics/d/")
    assert 'content="/metrics/"' in requests.get(node.url + "/metrics/login", timeout=10).text
