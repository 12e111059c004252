"""Child processes that are logged, can be killed and frozen, and never outlive the program that started them."""
import concurrent.futures
import os
import pathlib
import signal
import subprocess

# The kernel tells a child of its parent's death when the *thread* that made it ends: so one thread, which lives as long
# as the interpreter, makes them all.
_maker = concurrent.futures.ThreadPoolExecutor(max_workers=1, thread_name_prefix="processes")


class Process:
    """One program with a log file. `user` runs it as another user, for servers that refuse root."""

    def __init__(self, command, log, folder=None, user=None, environment=None):
        self.command = [str(word) for word in command]
        self.log = pathlib.Path(log)
        self.folder = folder
        self.user = user
        self.environment = environment or {}
        self._child = None

    def start(self):
        assert not self.is_running, f"{self.command[0]} runs already"
        self._child = _maker.submit(self._make).result()
        return self

    def _make(self):
        identity = {"user": self.user, "group": self.user, "extra_groups": []} if self.user else {}
        with open(self.log, "ab") as log:
            return subprocess.Popen(["setpriv", "--pdeathsig", "KILL", "--", *self.command], stdin=subprocess.DEVNULL,
                                    stdout=log, stderr=log, cwd=self.folder, env={**os.environ, **self.environment},
                                    start_new_session=True, **identity)

    @property
    def pid(self):
        return self._child.pid

    @property
    def is_running(self):
        return self._child is not None and self._child.poll() is None

    @property
    def exit_code(self):
        """None while it runs or before the first start; negative for a signal."""
        return self._child.poll() if self._child else None

    def kill(self):
        """SIGKILL to the process and all below it, as a power cut ends them."""
        self._tell_all(signal.SIGKILL)
        if self._child:
            self._child.wait()

    def stop(self, number=signal.SIGTERM, seconds=60):
        """Asks it to end and waits; the exit code. Killed after the deadline."""
        if self.is_running:
            self._child.send_signal(number)
            try:
                self._child.wait(seconds)
            except subprocess.TimeoutExpired:
                self.kill()
        return self.exit_code

    def freeze(self):
        """SIGSTOP: it stands still with its connections open, like a virtual machine that is moved."""
        self._tell_all(signal.SIGSTOP)

    def thaw(self):
        self._tell_all(signal.SIGCONT)

    def _tell_all(self, number):
        if not self.is_running:
            return
        for pid in [self.pid, *descendants(self.pid)]:
            try:
                os.kill(pid, number)
            except ProcessLookupError:
                pass

    def text(self):
        return self.log.read_text(errors="replace") if self.log.exists() else ""


def state_of(pid):
    """The letter of proc(5): T stands still, Z and "" are dead."""
    try:
        return pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except FileNotFoundError:
        return ""


def descendants(pid):
    """Ids of all processes below one, also of those that made a session of their own."""
    children = {}
    for entry in pathlib.Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parent = int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1])
            except (OSError, IndexError):
                continue
            children.setdefault(parent, []).append(int(entry.name))
    found, queue = [], [pid]
    while queue:
        below = children.get(queue.pop(), [])
        found += below
        queue += below
    return found
