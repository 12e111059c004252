"""Processes of the kit: they end with their maker, stand still when frozen, and take what is below them along."""
import pathlib
import signal
import subprocess
import sys

from ports import wait_until
from processes import Process, descendants, state_of

HERE = pathlib.Path(__file__).parent


def test_ends_when_its_maker_is_killed(tmp_path):
    program = ("import sys; sys.path.insert(0, sys.argv[1]); from processes import Process; import time;"
               "print(Process(['sleep', '600'], sys.argv[2]).start().pid, flush=True); time.sleep(600)")
    maker = subprocess.Popen([sys.executable, "-c", program, str(HERE), str(tmp_path / "log")], stdout=subprocess.PIPE, text=True)
    child = int(maker.stdout.readline())
    wait_until(lambda: pathlib.Path(f"/proc/{child}/comm").read_text() == "sleep\n", 5, "the child has become sleep")
    maker.kill()
    maker.wait()
    wait_until(lambda: state_of(child) in ("", "Z"), 5, "the child ends")


def test_kill_takes_what_is_below(tmp_path):
    process = Process(["sh", "-c", "sleep 600 & setsid sleep 600 & wait"], tmp_path / "log").start()
    wait_until(lambda: len(descendants(process.pid)) == 2, 5, "two below")
    below = descendants(process.pid)
    process.kill()
    assert process.exit_code == -signal.SIGKILL
    wait_until(lambda: all(state_of(pid) in ("", "Z") for pid in below), 5, "all ended")


def test_freeze_and_thaw(tmp_path):
    process = Process(["sleep", "600"], tmp_path / "log").start()
    process.freeze()
    wait_until(lambda: state_of(process.pid) == "T", 5, "it stands still")
    process.thaw()
    wait_until(lambda: state_of(process.pid) == "S", 5, "it goes on")
    assert process.stop() == -signal.SIGTERM and not process.is_running


def test_stop_kills_who_does_not_listen(tmp_path):
    process = Process(["sh", "-c", "trap '' TERM; echo deaf; while :; do sleep 0.1; done"], tmp_path / "log").start()
    wait_until(lambda: "deaf" in process.text(), 5, "it has begun")
    assert process.stop(seconds=0.3) == -signal.SIGKILL


def test_the_log_holds_both_streams(tmp_path):
    process = Process(["sh", "-c", "echo out; echo err >&2"], tmp_path / "log").start()
    wait_until(lambda: not process.is_running, 5, "it ends")
    assert process.text() == "out\nerr\n"
