#!/usr/bin/env python3
"""Measures what users notice of a cluster of three nodes behind HAProxy: the figures of docs/high-availability.md.

    measure_cluster.py [--database postgres|mysql] [--people 20] [--rounds 5] [HARM …]

Harms: start kill freeze stop rolling outage. Each prints one line of figures a round. The node is MDASH_SERVER, by default
that of the release preset. Signed-in people ask one thing after another, each ten times a second.
"""
import argparse
import pathlib
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))

from cluster import Cluster, own_database_server  # noqa: E402
from crowd import Crowd  # noqa: E402
from history import session_problems  # noqa: E402
from ports import wait_until  # noqa: E402

PLACES = ("/api/user", "/api/search?limit=10", "/api/org")
SETTLE = 6  # s of load after a harm


def look_around(person, number):
    person.request("GET", PLACES[number % len(PLACES)])


def report(harm, round_, **figures):
    print(f"{harm:8} {round_:3}  " + "  ".join(f"{name} {value}" for name, value in figures.items()), flush=True)


def noticed(crowd, harm_at):
    """What everybody together and the worst off noticed since the harm."""
    answers = crowd.answers(harm_at - 1)
    return {"requests": len(answers), "failed": len(crowd.failures()),
            "most-failed-of-one": max(len(crowd.failures(person)) for person in crowd.people),
            "slowest-s": round(max(answer.seconds for answer in answers), 2), "clean-after-s": round(crowd.clean_after(harm_at), 2),
            "log-outs": sum(len(session_problems(person.answers)) for person in crowd.people)}


class Measurement:
    def __init__(self, server, cluster, people):
        self.server, self.cluster = server, cluster
        self.people = [cluster.person() for _ in range(people)]

    def crowd(self):
        for person in self.people:
            person.answers.clear()
        return Crowd(self.people, look_around, pause=0.1)

    def start(self, round_):
        begin = time.monotonic()
        with Cluster(self.server, 8, balancer=None):
            report("start", round_, all_8_nodes_ready_s=round(time.monotonic() - begin, 2))

    def kill(self, round_):
        node = self.cluster.nodes[round_ % 3]
        self._harm("kill", round_, node.kill, lambda: self.cluster.restart(node))

    def freeze(self, round_):
        node = self.cluster.nodes[round_ % 3]
        self._harm("freeze", round_, node.freeze, lambda: (node.thaw(), self.cluster.balancer.wait_ready()))

    def stop(self, round_):
        node = self.cluster.nodes[round_ % 3]
        self._harm("stop", round_, node.stop, lambda: self.cluster.restart(node))

    def rolling(self, round_):
        def harm():
            for node in self.cluster.nodes:
                node.stop()
                self.cluster.restart(node)
        self._harm("rolling", round_, harm, lambda: None)

    def _harm(self, name, round_, harm, mend):
        with self.crowd() as crowd:
            time.sleep(1)
            at = time.monotonic()
            harm()
            took = time.monotonic() - at
            time.sleep(SETTLE)
            figures = noticed(crowd, at)
            begin = time.monotonic()
            mend()
            back = time.monotonic() - begin
        report(name, round_, **figures, harm_took_s=round(took, 2), back_in_use_after_s=round(back, 2))

    def outage(self, round_):
        with self.crowd() as crowd:
            time.sleep(1)
            at = time.monotonic()
            self.server.kill()
            wait_until(lambda: "UP" not in self.cluster.balancer.states().values(), 30, "no node is ready")
            unready = time.monotonic() - at
            time.sleep(5)
            self.server.start()
            back_at = time.monotonic()
            wait_until(lambda: any(answer.status == 200 for answer in crowd.answers(back_at)), 30, "somebody is served")
            first = time.monotonic() - back_at
            time.sleep(SETTLE)
        statuses = sorted({answer.status for answer in crowd.answers(at)})
        report("outage", round_, statuses=statuses, unready_after_s=round(unready, 2), first_good_after_s=round(first, 2),
               clean_after_s=round(crowd.clean_after(back_at), 2),
               log_outs=sum(len(session_problems(person.answers)) for person in crowd.people))


def main():
    harms = ("start", "kill", "freeze", "stop", "rolling", "outage")
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--database", choices=["postgres", "mysql"], default="postgres")
    parser.add_argument("--people", type=int, default=20)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("harms", nargs="*", choices=[*harms, []], metavar="HARM")
    options = parser.parse_args()
    with own_database_server(options.database) as server, Cluster(server, settings={"server.drain_delay": "5s"}) as cluster:
        measurement = Measurement(server, cluster, options.people)
        for harm in options.harms or harms:
            for round_ in range(1, options.rounds + 1):
                getattr(measurement, harm)(round_)


if __name__ == "__main__":
    main()
