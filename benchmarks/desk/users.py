"""Many people at the desk at once."""

from __future__ import annotations

import statistics
import tempfile
import threading
import time
from collections import defaultdict
from contextlib import suppress
from pathlib import Path
from random import Random

import httpx2 as httpx

from benchmarks.charts import make_patients
from benchmarks.search.corpus import Pages, records
from pipeline.accounts import Accounts
from pipeline.index import Change
from pipeline.review.gate import COOKIE
from pipeline.run.home import Home
from pipeline.settings import load
from tests.support.browser import SECRET, served

BATCH = 500  # documents a transaction


def run(pages: int, people: int, seconds: float, think: float, seed: int, folder: str | None) -> None:
    """Build, ask, print."""
    with tempfile.TemporaryDirectory() as temporary:
        home = Path(folder or temporary)
        words, names = _built(home, pages, seed)
        tokens = _sessions(home, people)
        with served(home) as server:
            times, errors = _asked(server.url, tokens, words, names, seconds, think, seed)
    total = sum(len(found) for found in times.values())
    print(f"{people} people for {seconds:.0f} s over {pages} pages: {total} requests, {total / seconds:.1f} a second, {errors} errors")
    print(f"{'request':<18}{'count':>7}{'median ms':>11}{'p95 ms':>9}{'worst ms':>10}")
    for kind, found in sorted(times.items()):
        p95 = statistics.quantiles(found, n=20)[-1] if len(found) > 1 else found[0]
        print(f"{kind:<18}{len(found):>7}{1000 * statistics.median(found):>11.0f}{1000 * p95:>9.0f}{1000 * max(found):>10.0f}")


def _built(home: Path, most: int, seed: int) -> tuple[list[str], list[str]]:
    """The index, and words and names to ask for."""
    rng = Random(seed)
    people = make_patients(seed, max(10, most // 60))
    pages = Pages(rng)
    names = [patient.name.family for patient in people]
    with Home(home, load()) as opened:
        written = sum(1 for _ in opened.index.documents())
        batch: list[Change] = []
        for made in records(pages, people, most, rng) if not written else ():
            batch.append(Change(made["document_id"], 1, made))
            if len(batch) == BATCH:
                opened.index.upsert(batch)
                batch = []
        opened.index.upsert(batch)
    words = sorted({word for _ in range(200) for word in pages.words() if word.isalpha() and len(word) > 4})
    return words, names


def _sessions(home: Path, people: int) -> list[str]:
    accounts = Accounts(home / "accounts.sqlite", load().accounts)
    known = {user.name for user in accounts.users.all()}
    if "user" not in known:
        accounts.users.add("user", "", "reviewer", SECRET)
    tokens = [accounts.sessions.sign_in("user", SECRET, None, "127.0.0.1").token for _ in range(people)]
    accounts.close()
    return tokens


def _asked(
    url: str, tokens: list[str], words: list[str], names: list[str], seconds: float, think: float, seed: int
) -> tuple[dict[str, list[float]], int]:
    times: dict[str, list[float]] = defaultdict(list)
    errors = [0]
    lock = threading.Lock()
    end = time.perf_counter() + seconds

    def one(number: int, token: str) -> None:
        rng = Random(seed * 1000 + number)
        with httpx.Client(base_url=url, headers={"cookie": f"{COOKIE}={token}"}, timeout=60) as client:
            time.sleep(rng.uniform(0, think))
            while time.perf_counter() < end:
                kind, path = _request(rng, words, names)
                began = time.perf_counter()
                status = 0
                with suppress(httpx.HTTPError):
                    status = client.get(path).status_code
                took = time.perf_counter() - began
                with lock:
                    times[kind].append(took)
                    errors[0] += status != 200
                time.sleep(rng.expovariate(1 / think))

    threads = [threading.Thread(target=one, args=pair) for pair in enumerate(tokens)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return times, errors[0]


def _request(rng: Random, words: list[str], names: list[str]) -> tuple[str, str]:
    draw = rng.random()
    if draw < 0.3:
        return "name", f"/search?q=name:{rng.choice(names)}"
    if draw < 0.6:
        return "two words", f"/search?q={rng.choice(words)}+{rng.choice(words)}"
    if draw < 0.8:
        return "next pages", f"/search?q={rng.choice(words)}&page={rng.randint(2, 5)}"
    if draw < 0.9:
        return "word and year", f"/search?q={rng.choice(words)}&year=20{rng.randint(10, 24)}"
    return "misspelt", f"/search?q={_misspelt(rng, rng.choice(words))}"


def _misspelt(rng: Random, word: str) -> str:
    at = rng.randrange(1, len(word) - 1)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
