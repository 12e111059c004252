"""resources/packages.run names what a node needs where it was not built."""
import re
import subprocess

from node import BINARY, ROOT

EVERYWHERE = {"libc6", "libgcc-s1"}


def test_every_library_of_the_node_is_in_a_package_of_the_list():
    needed = re.findall(r"NEEDED.*\[(.+)\]", subprocess.run(["readelf", "-d", BINARY], capture_output=True, text=True, check=True).stdout)
    paths = dict(re.findall(r"(\S+) => (/\S+)", subprocess.run(["ldd", BINARY], capture_output=True, text=True, check=True).stdout))
    listed = {line for line in (ROOT / "resources/packages.run").read_text().splitlines() if line and not line.startswith("#")}
    owners = owners_of({paths[name] for name in needed if name in paths})
    assert len(owners) > 10
    assert owners - EVERYWHERE <= listed


def owners_of(libraries):
    """The packages of all of them; Debian knows those of /lib by their old place, too."""
    places = [place for path in libraries for place in (path, path.removeprefix("/usr"), "/usr" + path)]
    lines = subprocess.run(["dpkg", "-S", *places], capture_output=True, text=True).stdout.splitlines()
    found = dict(reversed(line.split(": ")) for line in lines)
    unowned = {path for path in libraries if not {path, path.removeprefix("/usr"), "/usr" + path} & set(found)}
    assert not unowned
    return {package.split(":")[0] for package in found.values()}
