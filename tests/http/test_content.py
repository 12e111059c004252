"""Dashboards, data sources and provisioning through the API of a real node."""
import json

import requests


def test_health_paths_need_nobody(node):
    for path in ("/api/health", "/healthz", "/livez", "/readyz", "/metrics"):
        assert requests.get(node.url + path, timeout=10).status_code == 200, path


def test_sign_in_by_cookie_and_out(node):
    browser = requests.Session()
    browser.trust_env = False
    assert browser.get(node.url + "/api/user", timeout=10).status_code == 401
    signed_in = browser.post(node.url + "/login", json={"user": "admin", "password": "a-password-for-tests"}, timeout=30)
    assert signed_in.status_code == 200 and "dashboard_session" in browser.cookies
    assert browser.get(node.url + "/api/user", timeout=10).json()["login"] == "admin"
    browser.get(node.url + "/logout", timeout=10)
    assert browser.get(node.url + "/api/user", timeout=10).status_code == 401


def test_people_json_survives_byte_for_byte(node):
    text = '{"uid":"bytes","title":"Bytes","z":1.0,"a":[1e5,0.30000000000000004],"notes":"tab\\tä✓","version":0}'
    saved = node.api()("POST", "/api/dashboards/db", data=('{"dashboard":%s}' % text).encode(), headers={"Content-Type": "application/json"})
    assert saved.status_code == 200, saved.text
    stored = node.api()("GET", "/api/dashboards/uid/bytes").text
    assert '"z":1.0,"a":[1e5,0.30000000000000004],"notes":"tab\\tä✓"' in stored


def test_deleted_ids_are_never_used_again(node):
    api = node.api()
    first = api("POST", "/api/datasources", json={"name": "one", "type": "testdata", "access": "proxy"}).json()
    api("DELETE", f"/api/datasources/uid/{first['datasource']['uid']}")
    second = api("POST", "/api/datasources", json={"name": "two", "type": "prometheus", "access": "proxy"}).json()
    assert second["id"] > first["id"]


def test_view_streams_panels_as_lines(node):
    api = node.api()
    api("POST", "/api/datasources", json={"name": "made up", "type": "testdata", "access": "proxy", "uid": "made-up", "isDefault": True})
    panel = {"id": 1, "type": "timeseries", "title": "Walk", "gridPos": {"x": 0, "y": 0, "w": 12, "h": 8},
             "datasource": {"type": "testdata", "uid": "made-up"}, "targets": [{"refId": "A", "scenarioId": "random_walk"}]}
    api("POST", "/api/dashboards/db", json={"dashboard": {"uid": "stream", "title": "Stream", "panels": [panel]}})
    answer = api("POST", "/api/dashboards/uid/stream/view", json={"from": "now-1h", "to": "now"})
    lines = [json.loads(line) for line in answer.text.splitlines()]
    assert [line["kind"] for line in lines] == ["dashboard", "panel", "end"]
    view = lines[1]["view"]
    assert view["state"] == "done" and len(view["timeseries"]["series"]) == 1


def test_provisioned_files_appear_and_broken_ones_are_reported(make_node):
    node = make_node()
    sources = node.folder / "provisioning/datasources"
    boards = node.folder / "provisioning/dashboards"
    sources.mkdir(parents=True)
    boards.mkdir(parents=True)
    (node.folder / "boards").mkdir()
    (sources / "a.yaml").write_text("apiVersion: 1\ndatasources:\n  - name: From a file\n    type: prometheus\n    url: http://127.0.0.1:9\n"
                                    "    secureJsonData: {password: s3cret}\n")
    (boards / "b.yaml").write_text("apiVersion: 1\nproviders:\n  - name: files\n    folder: Files\n    options: {path: ../../boards}\n")
    (node.folder / "boards/good.json").write_text('{"uid":"good","title":"Good"}')
    (node.folder / "boards/bad.json").write_text("{nonsense")
    node.start()
    api = node.api()
    source = api("GET", "/api/datasources/name/From%20a%20file").json()
    assert source["readOnly"] and source["secureJsonFields"] == {"password": True} and "s3cret" not in json.dumps(source)
    meta = api("GET", "/api/dashboards/uid/good").json()["meta"]
    assert meta["folderTitle"] == "Files" and meta["provisioned"]
    assert api("POST", "/api/dashboards/db", json={"dashboard": {"uid": "good", "title": "Changed"}, "overwrite": True}).status_code == 400
    assert "bad.json" in node.text()


def test_a_missing_file_is_not_found_without_a_way_to_the_sign_in_page(node):
    assert requests.get(node.url + "/public/build/gone.js", allow_redirects=False, timeout=10).status_code == 404
    assert requests.get(node.url + "/d/some-dashboard", allow_redirects=False, timeout=10).status_code == 302
