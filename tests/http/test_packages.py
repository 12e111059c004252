"""resources/packages.run names what a node needs where it was not built."""
import re
import subprocess

from node import BINARY, ROOT

EVERYWHERE = {"libc6", "libgcc-s1"}


def test_every_library_of_the_node_is_in_a_package_of_the_list():
    needed = re.findall(r"NEEDED.*\[(.+)\]", subprocess.run(["readelf", "-d", BINARY], capture_output=True, text=True, check=True).stdout)
    paths = dict(re.findall(r"(\S+) => (/\S+)", subprocess.run(["ldd", BINARY], capture_output=True, text=True, check=True).stdout))
    listed = {line for line in (ROOT / "resources/packages.run").read_text().splitlines() if line and not line.startswith("#")}
    owners = {name: owner_of(paths[name]) for name in needed if name in paths}
    assert len(owners) > 10
    assert not {name: owner for name, owner in owners.items() if owner not in listed | EVERYWHERE}


def owner_of(path):
    """The package of a library; Debian knows those of /lib by their old place, too."""
    for place in (path, path.removeprefix("/usr"), "/usr" + path):
        found = subprocess.run(["dpkg", "-S", place], capture_output=True, text=True)
        if found.returncode == 0:
            return found.stdout.split(":")[0]
    return f"nobody owns {path}"
