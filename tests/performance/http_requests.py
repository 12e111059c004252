#!/usr/bin/env python3
"""CPU per request of a real node, as a multiple of nginx serving a 2 kB file in the same run.

Starts a node of the release preset (MDASH_SERVER names another) on SQLite, or on --database URL, fills it with 100
dashboards of 19 kB, and asks with wrk over 32 kept connections. CPU is read from /proc, so waiting does not count; nginx
is measured before and after. Ends with 1 if a row is above its limit. Needs wrk and nginx; about a minute."""
import argparse
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
from node import Node  # noqa: E402
from ports import free_port  # noqa: E402

DASHBOARDS = 100
CONNECTIONS = 32
# Most CPU a request may cost, in nginx requests: on SQLite, and on a database server with the server's own CPU added.
LIMITS = {
    "health": (1.5, 1.5),
    "user": (4, None),
    "dashboard by session": (7, 20),
    "dashboard by token": (7, 20),
    "search": (18, None),
    "TestData query": (12, None),
    "save": (50, None),
}

WRK_SCRIPT = """
local paths, body, number = {}, nil, 0
function init(args)
  for path in string.gmatch(args[2], "%S+") do paths[#paths + 1] = path end
  wrk.method = args[1]
  if args[3] then
    local file = io.open(args[3], "rb")
    body = file:read("*a")
    file:close()
    wrk.headers["Content-Type"] = "application/json"
  end
end
function request()
  number = number + 1
  local text = body and body:gsub("@N@", tostring(number) .. "-" .. tostring(os.time()))
  return wrk.format(nil, paths[number % #paths + 1], nil, text)
end
function done(summary, latency)
  local e = summary.errors
  io.write(string.format('\\n{"requests":%d,"p99":%d,"errors":%d}\\n', summary.requests, latency:percentile(99),
                         e.status + e.connect + e.read + e.write + e.timeout))
end
"""


def dashboard(number, panels=12):
    """The size of a published dashboard: 12 panels of two queries, thresholds and an override each."""
    def panel(index):
        targets = [{"refId": ref, "expr": f'sum by (instance) (rate(requests_total{{job="$job", code=~"{code}.."}}[$__rate_interval]))',
                    "legendFormat": "{{instance}}", "range": True, "scenarioId": "random_walk"} for ref, code in (("A", 2), ("B", 5))]
        custom = {"drawStyle": "line", "lineWidth": 1, "fillOpacity": 10, "spanNulls": False, "showPoints": "never"}
        steps = [{"color": "green", "value": None}, {"color": "orange", "value": 70}, {"color": "red", "value": 90}]
        error_is_red = {"matcher": {"id": "byRegexp", "options": "/.*error.*/"},
                        "properties": [{"id": "color", "value": {"mode": "fixed", "fixedColor": "red"}}]}
        return {"id": index, "type": ["timeseries", "stat", "gauge", "table"][index % 4], "title": f"Signal {index} of service {number}",
                "description": "Rate by instance, with the error budget's burn as the second query.",
                "gridPos": {"h": 8, "w": 8, "x": 8 * (index % 3), "y": 8 * (index // 3)}, "targets": targets,
                "fieldConfig": {"defaults": {"unit": "reqps", "decimals": 2, "custom": custom, "color": {"mode": "palette-classic"},
                                             "thresholds": {"mode": "absolute", "steps": steps}}, "overrides": [error_is_red] * 3},
                "options": {"legend": {"displayMode": "table", "placement": "bottom", "calcs": ["mean", "max"]},
                            "tooltip": {"mode": "multi", "sort": "desc"}}}
    return {"uid": f"load-{number:04d}", "title": f"Checkout latency {number:04d}", "tags": ["load", "checkout"], "schemaVersion": 37,
            "time": {"from": "now-6h", "to": "now"}, "panels": [panel(index) for index in range(1, panels + 1)]}


def cpu_seconds(pid):
    """User and system time of a process, and of its children that live."""
    total = 0.0
    for folder in pathlib.Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                fields = (folder / "stat").read_text().rsplit(")", 1)[1].split()
            except OSError:
                continue
            if int(folder.name) == pid or int(fields[1]) == pid:
                total += (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return total


def measure(url, paths, pids, seconds, headers=None, body=None, connections=CONNECTIONS):
    """One run of wrk: CPU µs per request of all @pids together, p99 in ms, errors."""
    with tempfile.TemporaryDirectory() as folder:
        script = pathlib.Path(folder, "script.lua")
        script.write_text(WRK_SCRIPT)
        command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "30s", "-s", str(script)]
        for name, value in (headers or {}).items():
            command += ["-H", f"{name}: {value}"]
        command += [url, "--", "POST" if body else "GET", " ".join(paths)]
        if body:
            pathlib.Path(folder, "body").write_text(body)
            command.append(str(pathlib.Path(folder, "body")))
        before = sum(map(cpu_seconds, pids))
        output = subprocess.run(command, capture_output=True, text=True, timeout=seconds + 60, check=True).stdout
        spent = sum(map(cpu_seconds, pids)) - before
    counted = json.loads(output.strip().splitlines()[-1])
    return {"cpu": spent * 1e6 / max(1, counted["requests"]), "p99": counted["p99"] / 1000, "errors": counted["errors"],
            "rate": counted["requests"] / seconds}


def nginx_unit(seconds):
    """What one nginx process spends on a 2 kB file over the same connections."""
    with tempfile.TemporaryDirectory() as folder:
        root, port = pathlib.Path(folder), free_port()
        (root / "file.txt").write_text("x" * 2048)
        temporary = " ".join(f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        (root / "nginx.conf").write_text(
            f"daemon off; master_process off; pid {folder}/pid; error_log stderr crit; events {{ worker_connections 256; }}"
            f" http {{ access_log off; sendfile on; keepalive_requests 100000000; {temporary}"
            f" server {{ listen 127.0.0.1:{port}; root {folder}; }} }}")
        nginx = subprocess.Popen(["nginx", "-p", folder, "-c", str(root / "nginx.conf")], stderr=subprocess.DEVNULL)
        try:
            time.sleep(0.5)
            return measure(f"http://127.0.0.1:{port}", ["/file.txt"], [nginx.pid], seconds)
        finally:
            nginx.terminate()
            nginx.wait()


def fill(call):
    """Contents through the API: a folder of dashboards, a TestData source, a token; gives the token."""
    call("POST", "/api/folders", json={"uid": "load", "title": "Load"}).raise_for_status()
    for number in range(DASHBOARDS):
        call("POST", "/api/dashboards/db", json={"dashboard": dashboard(number), "folderUid": "load"}).raise_for_status()
    call("POST", "/api/datasources", json={"uid": "load-data", "name": "Load data", "type": "testdata", "access": "proxy"}).raise_for_status()
    account = call("POST", "/api/serviceaccounts", json={"name": "load", "role": "Admin"}).json()
    return call("POST", f"/api/serviceaccounts/{account['id']}/tokens", json={"name": "load"}).json()["key"]


def rows(call, token, sign_in):
    dashboards = [f"/api/dashboards/uid/load-{number:04d}" for number in range(DASHBOARDS)]
    query = {"queries": [{"refId": "A", "datasource": {"uid": "load-data", "type": "testdata"}, "scenarioId": "random_walk",
                          "intervalMs": 15000, "maxDataPoints": 500}], "from": "now-1h", "to": "now"}
    new = {"dashboard": dashboard(1) | {"uid": "s-@N@", "title": "Saved @N@"}, "folderUid": "load", "overwrite": True}
    session = lambda: {"Cookie": sign_in()}  # noqa: E731: a cookie must not age during the run
    yield "health", dict(paths=["/api/health"])
    yield "user", dict(paths=["/api/user"], headers=session())
    yield "dashboard by session", dict(paths=dashboards, headers=session())
    yield "dashboard by token", dict(paths=dashboards, headers={"Authorization": f"Bearer {token}"})
    yield "search", dict(paths=["/api/search?query=checkout"], headers=session())
    yield "TestData query", dict(paths=["/api/ds/query"], headers=session(), body=json.dumps(query))
    yield "save", dict(paths=["/api/dashboards/db"], headers=session(), body=json.dumps(new), connections=4)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--database", default="", help="url of a database server; default SQLite")
    parser.add_argument("--database-pid", type=int, help="its process: its CPU counts too")
    parser.add_argument("--seconds", type=int, default=4, help="length of one measurement")
    parser.add_argument("--only", default="", help="only rows whose name contains this")
    options = parser.parse_args()
    node = Node(options.database).start()
    try:
        call = node.api()
        token = fill(call)

        def sign_in():
            answer = call("POST", "/login", json={"user": "admin", "password": node.settings["security.admin_password"]}, auth=None)
            return "; ".join(f"{name}={value}" for name, value in answer.cookies.items())

        units = [nginx_unit(options.seconds)]
        pids = [node.process.pid] + ([options.database_pid] if options.database_pid else [])
        measured = {name: measure(node.url, pids=pids, seconds=options.seconds, **row)
                    for name, row in rows(call, token, sign_in) if options.only in name}
        units.append(nginx_unit(options.seconds))
    finally:
        node.stop()
        node.remove()
    unit = {key: statistics.mean(one[key] for one in units) for key in units[0]}
    print(f"nginx: {unit['cpu']:.2f} µs a request, p99 {unit['p99']:.2f} ms\n")
    print(f"{'request':24}{'CPU ÷ nginx':>12}{'limit':>8}{'p99 ÷ nginx':>13}{'per second':>12}{'errors':>8}")
    failed = False
    for name, row in measured.items():
        limit = LIMITS[name][1 if options.database else 0]
        ratio = row["cpu"] / unit["cpu"]
        failed = failed or row["errors"] > 0 or (limit is not None and ratio > limit)
        print(f"{name:24}{ratio:12.2f}{limit if limit else '-':>8}{row['p99'] / unit['p99']:13.1f}{row['rate']:12.0f}{row['errors']:8}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
