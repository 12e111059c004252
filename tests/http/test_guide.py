"""docs/high-availability.md names settings and files; they are what it says."""
import re
import subprocess

from node import BINARY, ROOT

GUIDE = (ROOT / "docs/high-availability.md").read_text()


def test_the_settings_of_the_guide_are_accepted(tmp_path):
    text = re.search(r"```ini\n(.*?)```", GUIDE, re.S).group(1)
    for file in re.findall(r"/etc/metrics-dashboard/([a-z.-]+)", text):
        (tmp_path / file).write_text(f"the content of {file}, which is long enough to be a key\n")
    (tmp_path / "ini").write_text(text.replace("/etc/metrics-dashboard", str(tmp_path)))
    shown = subprocess.run([BINARY, "config", "show", "--config", tmp_path / "ini"], capture_output=True, text=True, timeout=30)
    assert "server.root_url = https://metrics.example.org/ " in shown.stdout
    assert "server.trusted_proxies = 10.0.0.1, 10.0.0.2 " in shown.stdout
    assert "database.host = db1.example.org:5432,db2.example.org:5432 " in shown.stdout
    checked = subprocess.run([BINARY, "check-config", "--config", tmp_path / "ini"], capture_output=True, text=True, timeout=30)
    assert checked.returncode == 0, checked.stderr
    assert checked.stderr == "", "no warning about what the guide says"


def test_every_file_of_the_guide_is_there():
    named = set(re.findall(r"(?:resources|tests|build)/[\w./*-]+[\w*]", GUIDE)) - {"build/release/server"}
    assert len(named) > 8
    assert [name for name in named if not list(ROOT.glob(name))] == []
