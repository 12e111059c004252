"""The ledger receiver as a test handles it: started, told how to behave, killed, read."""
import json
import pathlib
import sys

import requests

from ports import accepts, free_port, wait_until
from processes import Process

PROGRAM = pathlib.Path(__file__).with_name("ledger.py")


class Receiver:
    """Use as a context manager. What it wrote down outlives kill()."""

    def __init__(self, folder):
        folder.mkdir(parents=True, exist_ok=True)
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}/hook"
        self.file = folder / "ledger"
        self.process = Process([sys.executable, PROGRAM, self.port, self.file], folder / "log")

    def __enter__(self):
        return self.start()

    def __exit__(self, *_):
        self.kill()

    def start(self):
        self.process.start()
        wait_until(lambda: accepts(self.port), 10, "the receiver listens")
        return self

    def kill(self):
        """From now on it refuses connections."""
        self.process.kill()

    def freeze(self):
        self.process.freeze()

    def thaw(self):
        self.process.thaw()

    def behave(self, **how):
        """See ledger.py; without arguments: well."""
        told = requests.put(f"http://127.0.0.1:{self.port}/behaviour", json=how, timeout=10)
        assert told.status_code == 200, told.text

    def requests(self):
        """What was written down so far, in that order; `body` is decoded where it is JSON."""
        lines = self.file.read_text().split("\n")[:-1] if self.file.exists() else []  # after the last \n: not on disk yet
        return [self._decoded(json.loads(line)) for line in lines]

    @staticmethod
    def _decoded(entry):
        try:
            entry["body"] = json.loads(entry["body"])
        except ValueError:
            pass
        return entry

    def wait_for(self, count, seconds=10):
        """Until so many requests are in the ledger; all of them."""
        wait_until(lambda: len(self.requests()) >= count, seconds, f"{count} requests in the ledger")
        return self.requests()
