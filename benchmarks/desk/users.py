"""Many people at the desk at once: they search, look at what was found, leaf through it."""

from __future__ import annotations

import os
import re
import resource
import statistics
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from html import unescape
from pathlib import Path
from random import Random

import httpx2 as httpx

from benchmarks.desk.scene import Scene, built
from pipeline.review.gate import COOKIE
from pipeline.settings import load
from tests.support.browser import Server, served

THUMBNAILS = 6  # of a list of hits, that stand in the window
ALONE = 60  # searches, with what follows, that one person makes alone
LEAVES = 3  # pages that are looked at, on the average, before the next search
_IMAGE = re.compile(r'(?:<img|<image)[^>]*? (?:src|href)="([^"]+/picture[^"]*)"')
_HIT, _NEXT = re.compile(r'href="(/documents/[^"]+)" class="first-hit"'), re.compile(r'href="([^"]+)" data-key="(?:n|ArrowRight)"')


@dataclass
class Times:
    """How long each kind of request took, in seconds, and those that were not answered with 200."""

    taken: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    errors: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def ask(self, client: httpx.Client, kind: str, path: str) -> str:
        """The page; "" where there was none."""
        began = time.perf_counter()
        try:
            answer = client.get(path)
            status, text = str(answer.status_code), "" if answer.headers["content-type"].startswith("image") else answer.text
        except httpx.HTTPError as error:
            status, text = type(error).__name__, ""
        took = time.perf_counter() - began
        with self.lock:
            self.taken[kind].append(took)
            if status != "200":
                self.errors.append(f"{kind}: {status}")
        return text if status == "200" else ""


def run(pages: int, people: int, seconds: float, think: float, seed: int, folder: str | None, cold: bool) -> None:
    """Build, ask, print. `cold`: no drawn picture is kept, as if nobody had looked at any page before."""
    settings = load()
    with tempfile.TemporaryDirectory() as temporary:
        home, site = Path(folder or temporary), Path(temporary) / "site.toml"
        site.write_text(f"[desk]\npicture_cache_mb = {0 if cold else settings.desk.picture_cache_mb}\n")
        scene = built(home, replace(settings), pages, people, seed)
        times, before = Times(), _children_cpu()
        with served(home, "--config", str(site)) as server:
            costs = _costs(server, scene, seed)
            end = time.perf_counter() + seconds
            threads = [
                threading.Thread(target=_one, args=(server.url, token, scene, times, Random(seed * 1000 + number), think, end))
                for number, token in enumerate(scene.tokens)
            ]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
    _print(times, people, seconds, pages, _children_cpu() - before, costs)


def _costs(server: Server, scene: Scene, seed: int) -> dict[str, float]:
    """Milliseconds of processor time of each kind of request, asked by one person alone: what a busy machine does not change."""
    rng, spent, asked = Random(seed), defaultdict[str, float](float), defaultdict[str, int](int)
    with httpx.Client(base_url=server.url, headers={"cookie": f"{COOKIE}={scene.tokens[0]}"}, timeout=60) as client:

        def ask(kind: str, path: str) -> str:
            before = _tree_cpu(server.pid)
            text = client.get(path).text
            spent[kind] += _tree_cpu(server.pid) - before
            asked[kind] += 1
            return text

        for _ in range(ALONE):
            kind, path = _search(rng, scene)
            text = ask(f"search, {kind}", path)
            if hit := _HIT.search(text):
                for picture in _IMAGE.findall(text)[:1]:
                    ask("thumbnail", unescape(picture))
                for picture in _IMAGE.findall(ask("page", unescape(hit[1]))):
                    if not picture.endswith("w=120"):
                        ask("page's picture", unescape(picture))
    return {kind: 1000 * spent[kind] / asked[kind] for kind in spent}


def _tree_cpu(pid: int) -> float:
    """Seconds of a process and of all that it began and that still runs."""
    total, parents = 0.0, {pid}
    for stat in sorted(Path("/proc").glob("[0-9]*/stat"), key=lambda one: int(one.parent.name)):
        try:
            own, rest = int(stat.parent.name), stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if own == pid or int(rest[1]) in parents:
            parents.add(own)
            total += (int(rest[11]) + int(rest[12])) / os.sysconf("SC_CLK_TCK")
    return total


def _children_cpu() -> float:
    """Seconds that processes begun here, and ended, took: the desk and those that draw for it."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _print(times: Times, people: int, seconds: float, pages: int, cpu: float, costs: Mapping[str, float]) -> None:
    total = sum(len(found) for found in times.taken.values())
    print(f"{people} people for {seconds:.0f} s over {pages} pages: {total} requests, {total / seconds:.1f} a second")
    print(f"{len(times.errors)} errors; the server took {cpu:.0f} s of processor time, {1000 * cpu / max(1, total):.0f} ms a request")
    for error in sorted(set(times.errors)):
        print(f"  {error} x {times.errors.count(error)}")
    print(f"{'request':<18}{'count':>7}{'median ms':>11}{'p95 ms':>9}{'worst ms':>10}{'alone, CPU ms':>15}")
    for kind, found in sorted(times.taken.items()):
        p95 = statistics.quantiles(found, n=20, method="inclusive")[-1] if len(found) > 1 else found[0]
        numbers = f"{1000 * statistics.median(found):>11.0f}{1000 * p95:>9.0f}{1000 * max(found):>10.0f}"
        print(f"{kind:<18}{len(found):>7}{numbers}{costs.get(kind, 0.0):>15.1f}")


def _one(url: str, token: str, scene: Scene, times: Times, rng: Random, think: float, end: float) -> None:
    """One person: a search, its thumbnails, a hit, some pages behind it, each with its picture; a while between two of them."""
    with httpx.Client(base_url=url, headers={"cookie": f"{COOKIE}={token}"}, timeout=60) as client:
        time.sleep(rng.uniform(0, think))
        while time.perf_counter() < end:
            kind, path = _search(rng, scene)
            text = times.ask(client, f"search, {kind}", path)
            for picture in _IMAGE.findall(text)[:THUMBNAILS]:
                times.ask(client, "thumbnail", unescape(picture))
            following = _HIT.search(text)
            while following and time.perf_counter() < end:
                time.sleep(rng.expovariate(1 / think))
                text = times.ask(client, "page", unescape(following[1]))
                for picture in _IMAGE.findall(text):
                    times.ask(client, "thumbnail" if picture.endswith("w=120") else "page's picture", unescape(picture))
                following = _NEXT.search(text) if rng.random() < 1 - 1 / LEAVES else None
            time.sleep(rng.expovariate(1 / think))


def _search(rng: Random, scene: Scene) -> tuple[str, str]:
    word, draw = rng.choice(scene.words), rng.random()
    if draw < 0.3:
        return "a name", f"/search?q=name:{rng.choice(scene.names)}"
    if draw < 0.6:
        return "two words", f"/search?q={word}+{rng.choice(scene.words)}"
    if draw < 0.8:
        return "later hits", f"/search?q={word}&page={rng.randint(2, 5)}"
    if draw < 0.9:
        return "a year", f"/search?q={word}&year=20{rng.randint(10, 24)}"
    return "misspelt", f"/search?q={_misspelt(rng, word)}"


def _misspelt(rng: Random, word: str) -> str:
    at = rng.randrange(1, len(word) - 1)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
