"""A Slurm and a Ray cluster of one node, as long as a test module needs them."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from getpass import getuser
from pathlib import Path

import psutil
import pytest

SLURM = """
ClusterName=test
SlurmctldHost={host}(127.0.0.1)
SlurmUser={user}
SlurmdUser={user}
AuthType=auth/munge
AuthInfo=socket={folder}/munge.socket
StateSaveLocation={folder}/state
SlurmdSpoolDir={folder}/spool
SlurmctldPidFile={folder}/slurmctld.pid
SlurmdPidFile={folder}/slurmd.pid
SlurmctldLogFile={folder}/slurmctld.log
SlurmdLogFile={folder}/slurmd.log
SlurmctldPort={ports[0]}
SlurmdPort={ports[1]}
ProctrackType=proctrack/pgid
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
SchedulerType=sched/builtin
ReturnToService=2
MpiDefault=none
KillWait=30
NodeName={host} NodeAddr=127.0.0.1 CPUs={cores} RealMemory=1000 State=UNKNOWN
PartitionName=all Nodes=ALL Default=YES MaxTime=60 State=UP
"""


def free_ports(count: int) -> list[int]:
    """Return ports that nobody listens to."""
    sockets = [socket.socket() for _ in range(count)]
    for one in sockets:
        one.bind(("127.0.0.1", 0))
    ports = [int(one.getsockname()[1]) for one in sockets]
    for one in sockets:
        one.close()
    return ports


def wait_until(condition: Callable[[], object], seconds: float = 60.0) -> None:
    """Wait for something to become true; fail the test where it does not."""
    pause = threading.Event()
    for _ in range(int(seconds / 0.1)):
        if condition():
            return
        pause.wait(0.1)
    pytest.fail(f"this did not come true within {seconds:.0f} s")


@contextmanager
def slurm() -> Iterator[None]:
    """Run a Slurm cluster of this computer; skip where Slurm is not installed."""
    if not all(shutil.which(name) for name in ("munged", "slurmctld", "slurmd", "sbatch")):
        pytest.skip("Slurm is not installed (Debian: slurm-wlm munge)")
    folder = Path(tempfile.mkdtemp(prefix="slurm"))  # short, as sockets lie in it
    words = {"host": socket.gethostname(), "user": getuser(), "cores": os.cpu_count(), "folder": folder}
    for name in ("state", "spool"):
        (folder / name).mkdir()
    (folder / "slurm.conf").write_text(SLURM.format(ports=free_ports(2), **words))
    (folder / "munge.key").write_bytes(os.urandom(1024))
    (folder / "munge.key").chmod(0o600)
    munge = [f"--{name}={folder}/munge.{name}" for name in ("socket", "pid-file", "log-file", "seed-file")]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SLURM_CONF", str(folder / "slurm.conf"))
        try:
            subprocess.run(["munged", "--force", f"--key-file={folder}/munge.key", *munge], check=True)
            subprocess.run(["slurmctld", "-c"], check=True)
            subprocess.run(["slurmd"], check=True)
            wait_until(lambda: "idle" in subprocess.run(["sinfo"], capture_output=True, text=True).stdout)
            yield
        finally:
            for name in ("slurmd.pid", "slurmctld.pid", "munge.pid-file"):
                _end(folder / name)
            shutil.rmtree(folder, ignore_errors=True)


def _end(pid_file: Path) -> None:
    with suppress(OSError, ValueError, psutil.Error):
        process = psutil.Process(int(pid_file.read_text()))
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=10)


@dataclass(frozen=True)
class RayCluster:
    """A Ray cluster, to which nodes can be added."""

    command: str
    port: int

    def add_node(self, address: str, cpus: int = 1) -> None:
        """Add a node of this computer under a loopback address of its own."""
        agent, metrics = free_ports(2)
        ports = [f"--dashboard-agent-listen-port={agent}", f"--metrics-export-port={metrics}"]
        words = [f"--address=127.0.0.1:{self.port}", f"--node-ip-address={address}", f"--num-cpus={cpus}"]
        ports += ["--min-worker-port=0", "--max-worker-port=0", "--object-store-memory=100000000"]
        subprocess.run([self.command, "start", *words, *ports], check=True, capture_output=True, timeout=120)

    @staticmethod
    def lose_node(address: str) -> int:
        """Kill everything of a node at once, as a cut cable does; return how many processes that were."""
        found = [
            one
            for one in psutil.process_iter(["cmdline"])
            if any(
                f"node-ip-address={address}" in word.replace("_", "-") for word in one.info["cmdline"] or ()
            )
        ]
        below = [child for one in found for child in one.children(recursive=True)]
        for one in {*found, *below}:
            with suppress(psutil.Error):
                one.kill()
        return len(found)


@contextmanager
def ray() -> Iterator[RayCluster]:
    """Run a Ray cluster of this computer; skip where Ray is not installed."""
    path = f"{Path(sys.prefix) / 'bin'}{os.pathsep}{os.environ['PATH']}"
    command = shutil.which("ray", path=path)
    if command is None:
        pytest.skip("Ray is not installed (pip install ldct-studio[cluster])")
    folder = tempfile.mkdtemp(prefix="ray")
    gcs, dashboard, client, agent = free_ports(4)
    ports = [f"--port={gcs}", f"--dashboard-port={dashboard}", f"--ray-client-server-port={client}"]
    ports += [f"--dashboard-agent-listen-port={agent}", "--min-worker-port=0", "--max-worker-port=0"]
    head = ["start", "--head", "--node-ip-address=127.0.0.1", "--dashboard-host=127.0.0.1", *ports]
    head += [f"--temp-dir={folder}", "--num-cpus=2", "--object-store-memory=100000000"]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PATH", path)
        patch.setenv("RAY_API_SERVER_ADDRESS", f"http://127.0.0.1:{dashboard}")
        patch.setenv("RAY_USAGE_STATS_ENABLED", "0")
        before = {process.pid for process in psutil.process_iter()}
        try:
            subprocess.run([command, *head], check=True, capture_output=True, timeout=120)
            yield RayCluster(command, gcs)
        finally:
            for process in psutil.process_iter():
                with suppress(psutil.Error):
                    if process.pid not in before and folder in " ".join(process.cmdline()):
                        process.kill()
            shutil.rmtree(folder, ignore_errors=True)
