#!/usr/bin/env python3
"""Runs the tests of this folder against a real node on SQLite, and on each server that MD_TEST_POSTGRES and MD_TEST_MYSQL
name. Last line: "N passed, N failed, N skipped". The node is MDASH_SERVER, by default that of the release preset."""
import os
import pathlib
import re
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent


def main():
    totals = {"passed": 0, "failed": 0, "skipped": 0}
    for database in ("", os.environ.get("MD_TEST_POSTGRES", ""), os.environ.get("MD_TEST_MYSQL", "")):
        if not database and totals["passed"]:
            continue
        print(f"== {database.split(':')[0] or 'sqlite'}", flush=True)
        run = subprocess.run([sys.executable, "-m", "pytest", "-q", "-rf", "-p", "no:cacheprovider", str(HERE), *sys.argv[1:]],
                             env={**os.environ, "MD_HTTP_TEST_DATABASE": database}, capture_output=True, text=True, timeout=1200)
        print(run.stdout, run.stderr)
        last = run.stdout.strip().splitlines()[-1] if run.stdout.strip() else ""
        found = {word: int(number) for number, word in re.findall(r"(\d+) (passed|failed|skipped|error)", last)}
        totals["passed"] += found.get("passed", 0)
        totals["skipped"] += found.get("skipped", 0)
        totals["failed"] += found.get("failed", 0) + found.get("error", 0) or (1 if run.returncode else 0)
    print(f"{totals['passed']} passed, {totals['failed']} failed, {totals['skipped']} skipped")
    return 1 if totals["failed"] else 0


if __name__ == "__main__":
    sys.exit(main())
