"""A stand-in for a node, for what a balancer does and no real node is needed for: ready or not as told, and an echo on
/api/live/ws that speaks bytes instead of frames after the upgrade."""
import base64
import hashlib
import http.server
import threading

from ports import free_port


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        if self.path == "/readyz":
            return self._answer(200 if self.server.is_ready else 503)
        if self.path == "/api/live/ws" and self.headers.get("Upgrade", "").lower() == "websocket":
            return self._echo()
        self._answer(200)

    def do_POST(self):
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self._answer(200)

    def _answer(self, status):
        text = ",".join(f"{name}={self.headers.get(name, '')}" for name in ("X-Forwarded-For", "X-Forwarded-Proto")).encode()
        self.send_response(status)
        self.send_header("X-Mdash-Node", self.server.name)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def _echo(self):
        self.send_response(101)
        self.send_header("Upgrade", "websocket")
        self.send_header("Connection", "Upgrade")
        key = self.headers["Sec-WebSocket-Key"] + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
        self.send_header("Sec-WebSocket-Accept", base64.b64encode(hashlib.sha1(key.encode()).digest()).decode())
        self.end_headers()
        while piece := self.connection.recv(65536):
            self.connection.sendall(piece)
        self.close_connection = True

    def log_message(self, *_):
        pass


class StandIn:
    """Use as a context manager."""
    is_running = True

    def __init__(self, name):
        self.port = free_port()
        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", self.port), Handler)
        self._server.daemon_threads = True
        self._server.name, self._server.is_ready = name, True

    def __enter__(self):
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return self

    def __exit__(self, *_):
        self._server.shutdown()
        self._server.server_close()

    def set_ready(self, is_ready):
        self._server.is_ready = is_ready

    def wait_ready(self, seconds):
        """It is."""
