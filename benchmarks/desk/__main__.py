"""`python -m benchmarks.desk users` or `reviewer`.

users     so many signed-in people, with roles, clearances and restricted patients, search over so many pages and leaf through what
          they find, pictures and all, each thinking a while before the next; prints the time of each kind of request (median, 95th
          percentile) and the errors. The people run on the same machine.
reviewer  a reviewer settles held documents in Chromium by keyboard alone; prints keystrokes and seconds a document.
"""

from __future__ import annotations

import argparse

from benchmarks.desk import reviewer, users


def main() -> None:
    """Run one."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.desk", description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    which = parser.add_subparsers(dest="which", required=True)
    load = which.add_parser("users")
    load.add_argument("--pages", type=int, default=200_000)
    load.add_argument("--people", type=int, default=100)
    load.add_argument("--seconds", type=float, default=60.0)
    load.add_argument("--think", type=float, default=8.0, help="seconds before a person asks for the next page, on the average")
    load.add_argument("--seed", type=int, default=1)
    load.add_argument("--home", help="keep the home here, or take the one that is there")
    load.add_argument("--cold", action="store_true", help="keep no drawn picture: each is drawn from its scan")
    hands = which.add_parser("reviewer")
    hands.add_argument("--documents", type=int, default=100)
    hands.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    if given.which == "users":
        users.run(given.pages, given.people, given.seconds, given.think, given.seed, given.home, given.cold)
    else:
        reviewer.run(given.documents, given.seed)


if __name__ == "__main__":
    main()
