#!/usr/bin/env python3
"""A receiver of notifications that keeps a ledger: every request is on disk before it is answered.

    ledger.py PORT FILE

Listens on 127.0.0.1. FILE gets one line of JSON a request: {"number","at","pid","method","path","headers","body","answer"},
`at` in seconds of the machine's clock since its start, `answer` what it was then told: a status, or "none".

    PUT /behaviour {"status":503,"delay":2,"answers":true,"reads":true,"times":3}

sets how the next requests are answered: `status` (default 200), `delay` seconds after the request is in the ledger,
`answers` false closes without an answer, `reads` false closes before the request is read and written down, `times` that
many requests, after which all is well again (default: until it is set anew).
"""
import dataclasses
import http.server
import json
import os
import socket
import struct
import sys
import threading
import time


@dataclasses.dataclass(frozen=True)
class Behaviour:
    status: int = 200
    delay: float = 0.0
    answers: bool = True
    reads: bool = True
    times: int = 0  # 0: for good


class Ledger:
    """Thread-safe: each request has a thread."""

    def __init__(self, path):
        self._file = open(path, "ab")
        self._lock = threading.Lock()
        self._behaviour = Behaviour()
        self._number = 0

    def set_behaviour(self, behaviour):
        with self._lock:
            self._behaviour = behaviour

    def next_behaviour(self):
        with self._lock:
            behaviour = self._behaviour
            if behaviour.times == 1:
                self._behaviour = Behaviour()
            elif behaviour.times > 1:
                self._behaviour = dataclasses.replace(behaviour, times=behaviour.times - 1)
            return behaviour

    def write(self, entry):
        """Returns when the line is on disk."""
        with self._lock:
            self._number += 1
            line = {"number": self._number, "at": time.monotonic(), "pid": os.getpid(), **entry}
            self._file.write(json.dumps(line).encode() + b"\n")
            self._file.flush()
            os.fsync(self._file.fileno())


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        behaviour = self.server.ledger.next_behaviour()
        if not behaviour.reads:
            return self._cut()
        body = self._read_body()
        self.server.ledger.write({"method": self.command, "path": self.path, "headers": dict(self.headers), "body": body,
                                  "answer": behaviour.status if behaviour.answers else "none"})
        time.sleep(behaviour.delay)
        if not behaviour.answers:
            return self._cut()
        self._answer(behaviour.status)

    def do_PUT(self):
        if self.path != "/behaviour":
            return self.do_POST()
        try:
            self.server.ledger.set_behaviour(Behaviour(**json.loads(self._read_body() or "{}")))
        except (TypeError, ValueError) as problem:
            return self._answer(400, str(problem))
        self._answer(200)

    def _read_body(self):
        return self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode(errors="replace")

    def _answer(self, status, text=""):
        try:
            self.send_response(status)
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text.encode())
        except OSError:
            pass  # the sender has gone; its request is in the ledger

    def _cut(self):
        """Closes with a reset, so that the sender cannot take it for an answer."""
        self.close_connection = True
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

    def log_message(self, *_):
        pass


def main():
    port, path = int(sys.argv[1]), sys.argv[2]
    server = http.server.ThreadingHTTPServer(("127.0.0.1", port), Handler)
    server.daemon_threads = True
    server.ledger = Ledger(path)
    server.serve_forever()


if __name__ == "__main__":
    main()
