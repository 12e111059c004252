#!/usr/bin/env python3
"""Runs the tests of the kit in tests/support, then the tests of this folder against real nodes on SQLite, and on each server
that MD_TEST_POSTGRES and MD_TEST_MYSQL name. Last line: "N passed, N failed, N skipped". The node is MDASH_SERVER, by default
that of the release preset."""
import os
import pathlib
import re
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
KIT = HERE.parent / "support"


def run(folder, database, options, totals):
    done = subprocess.run([sys.executable, "-m", "pytest", "-q", "-rf", "-p", "no:cacheprovider", str(folder), *options],
                          env={**os.environ, "MD_HTTP_TEST_DATABASE": database}, capture_output=True, text=True, timeout=1200)
    print(done.stdout, done.stderr)
    last = done.stdout.strip().splitlines()[-1] if done.stdout.strip() else ""
    found = {word: int(number) for number, word in re.findall(r"(\d+) (passed|failed|skipped|error)", last)}
    totals["passed"] += found.get("passed", 0)
    totals["skipped"] += found.get("skipped", 0)
    totals["failed"] += found.get("failed", 0) + found.get("error", 0) or (1 if done.returncode else 0)


def main():
    totals = {"passed": 0, "failed": 0, "skipped": 0}
    print("== kit", flush=True)
    run(KIT, "", [], totals)
    servers = [os.environ.get(name, "") for name in ("MD_TEST_POSTGRES", "MD_TEST_MYSQL")]
    for database in ("", *filter(None, servers)):
        print(f"== {database.split(':')[0] or 'sqlite'}", flush=True)
        run(HERE, database, sys.argv[1:], totals)
    print(f"{totals['passed']} passed, {totals['failed']} failed, {totals['skipped']} skipped")
    return 1 if totals["failed"] else 0


if __name__ == "__main__":
    sys.exit(main())
