"""HAProxy and nginx with the configuration files that docs/high-availability.md ships, in front of nodes on loopback."""
import csv
import io
import pathlib
import re
import socket

from certificates import make_certificates
from ports import accepts, free_port, wait_until
from processes import Process

SHIPPED = pathlib.Path(__file__).resolve().parents[2] / "resources/balancers"
SHIPPED_NODES = 3
START_SECONDS = 20


class Balancer:
    """TLS on a free port; `authority` is the file that clients trust. The shipped files name three nodes; where there are fewer
    the others are away."""

    def __init__(self, folder, nodes):
        self.folder, self.nodes = folder, nodes
        folder.mkdir()
        make_certificates(folder)
        self.authority = folder / "ca.pem"
        self.port, self.plain_port = free_port(), free_port()
        self.url = f"https://127.0.0.1:{self.port}"
        self.node_ports = [node.port for node in nodes] + [free_port() for _ in range(len(nodes), SHIPPED_NODES)]

    def start(self):
        self.process.start()
        wait_until(lambda: self.listens() or not self.process.is_running, START_SECONDS, "the balancer listens")
        assert self.process.is_running, self.process.text()
        return self

    def listens(self):
        return accepts(self.port)

    def stop(self):
        self.process.kill()


class HaProxy(Balancer):
    def __init__(self, folder, nodes):
        super().__init__(folder, nodes)
        (folder / "both.pem").write_text((folder / "server.pem").read_text() + (folder / "server.key").read_text())
        self.control = folder / "control"
        values = {"MD_LISTEN": f"127.0.0.1:{self.port}", "MD_LISTEN_PLAIN": f"127.0.0.1:{self.plain_port}",
                  "MD_CERTIFICATE": str(folder / "both.pem"), "MD_CONTROL": str(self.control),
                  **{f"MD_NODE_{number}": f"127.0.0.1:{port}" for number, port in enumerate(self.node_ports, 1)}}
        self.process = Process(["haproxy", "-db", "-f", SHIPPED / "haproxy.cfg"], folder / "log", environment=values)

    def listens(self):
        try:
            return accepts(self.port) and bool(self.command("show info"))
        except OSError:
            return False

    def states(self, backend="ready"):
        """Server → UP, DOWN, NOLB (gets no new requests), …"""
        rows = csv.DictReader(io.StringIO(self.command("show stat").lstrip("# ")))
        return {row["svname"]: row["status"].split()[0] for row in rows
                if row["pxname"] == backend and row["svname"] not in ("BACKEND", "FRONTEND")}

    def wait_ready(self, seconds=20):
        """Until every running node gets requests, and no other."""
        def agrees():
            running = {f"node-{number}" for number, node in enumerate(self.nodes, 1) if node.is_running}
            return {name for name, state in self.states().items() if state == "UP"} == running
        wait_until(agrees, seconds, "HAProxy sees the nodes as they are", 0.1)

    def command(self, text):
        """One command on the control socket, as an operator gives it with socat."""
        with socket.socket(socket.AF_UNIX) as link:
            link.settimeout(5)
            link.connect(str(self.control))
            link.sendall(text.encode() + b"\n")
            return b"".join(iter(lambda: link.recv(65536), b"")).decode()


class Nginx(Balancer):
    MAIN = ("daemon off; master_process off; pid {folder}/pid; error_log stderr info; events {{ worker_connections 4096; }}\n"
            "http {{ access_log {folder}/access.log; client_body_temp_path {folder}/bodies; proxy_temp_path {folder}/answers;\n"
            "fastcgi_temp_path {folder}; uwsgi_temp_path {folder}; scgi_temp_path {folder};\ninclude {folder}/shipped.conf; }}\n")

    def __init__(self, folder, nodes):
        super().__init__(folder, nodes)
        text = (SHIPPED / "nginx.conf").read_text()
        places = {"/etc/nginx/metrics-dashboard.pem": folder / "server.pem", "/etc/nginx/metrics-dashboard.key": folder / "server.key",
                  "listen 443 ": f"listen 127.0.0.1:{self.port} ", "listen 80;": f"listen 127.0.0.1:{self.plain_port};",
                  **{f"10.0.0.1{number}:3000": f"127.0.0.1:{port}" for number, port in enumerate(self.node_ports, 1)}}
        for shipped, here in places.items():
            assert shipped in text, f"nginx.conf has no {shipped}"
            text = text.replace(shipped, str(here))
        assert not re.search(r"10\.0\.0\.\d|/etc/", re.sub("#.*", "", text)), "nginx.conf names more places than a test knows"
        (folder / "shipped.conf").write_text(text)
        (folder / "main.conf").write_text(self.MAIN.format(folder=folder))
        self.process = Process(["nginx", "-p", folder, "-c", folder / "main.conf"], folder / "log")

    def wait_ready(self, seconds=20):
        """It asks no health path, so there is nothing to wait for but the nodes."""
        for node in self.nodes:
            if node.is_running:
                node.wait_ready(seconds)


BALANCERS = {"haproxy": HaProxy, "nginx": Nginx}
