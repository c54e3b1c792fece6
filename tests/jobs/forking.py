"""A process that has imported everything, and becomes the process of a job as often as it is asked.

A line with a folder on standard input is answered by the number of the new process, and by its exit code when
it has ended.
"""

from __future__ import annotations

import os
import sys

from ldct_studio.discovery import discover
from ldct_studio.jobs import process
from ldct_studio.training import run

run.SAVE_SECONDS = 0.01
process.end_with_parent = lambda: None


def main() -> None:
    import lightning_fabric
    import torch.utils.tensorboard  # noqa: F401

    assert lightning_fabric
    discover()
    print("ready", flush=True)
    for line in sys.stdin:
        pid = os.fork()
        if pid == 0:
            sys.argv = ["forking", line.strip()]
            sys.stdout = sys.stderr
            process.main()
        print(pid, flush=True)
        print(os.waitpid(pid, 0)[1], flush=True)


if __name__ == "__main__":
    main()
