"""Several connections of one process, as the desk's threads have them, beside another process."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from pipeline.ledger import Ledger

READ = """
import sys
from pathlib import Path
from pipeline.ledger import Ledger
ledger = Ledger(Path(sys.argv[1]))
print(ledger.arrival_count())
ledger.close()
"""


def seen_by_another(path: Path) -> int:
    done = subprocess.run([sys.executable, "-c", READ, str(path)], capture_output=True, text=True, check=True)
    return int(done.stdout)


def test_what_one_connection_writes_another_process_sees_whatever_was_opened_and_closed_between(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    ledger = Ledger(path)
    for number in range(1, 4):
        ledger.arrivals.accept(f"{number}.tif", f"/in/{number}.tif", f"{number:064}", 10, None, "ingest")
        Ledger(path).close()
        assert seen_by_another(path) == number
    ledger.close()
    assert path.stat().st_mode & 0o077 == 0
