"""Jobs on a Slurm cluster, reached by sbatch, squeue and scancel."""

from __future__ import annotations

import shlex
import socket

from ..core.channel import command, root
from . import cluster
from .job import Handle, Job, Spec

_ELSEWHERE = "run this on a login node of the cluster"


class Slurm:
    """Slurm. Partition, account, time and GPUs come from its own variables, such as ``SBATCH_PARTITION``.

    Numbers of jobs are used again, so that a job is asked for by its number and its name.
    """

    def __init__(self) -> None:
        self._memory = cluster.Memory()

    def start(self, job: Job, spec: Spec) -> Handle:
        """Put the job in line; Slurm starts it again where a node is lost or taken back."""
        printed = cluster.submit(self.command(job, spec))
        self._memory.forget(cluster.name_of(job))
        return Handle(id=printed.partition(";")[0], host=socket.gethostname())

    def command(self, job: Job, spec: Spec) -> list[str]:
        """Return the words that put the job in line, one task per device."""
        resources = spec.resources
        worker = [*command("job", "ldct_studio.jobs.worker"), str(job.folder)]
        words = [
            cluster.tool("sbatch", _ELSEWHERE),
            "--parsable",
            "--requeue",
            "--signal=TERM@60",  # before its time is over, so that the job saves
            f"--job-name={cluster.name_of(job)}",
            f"--output={job.folder / 'slurm.txt'}",
            "--open-mode=append",
            f"--nodes={resources.nodes}",
            f"--ntasks-per-node={resources.devices}",
            f"--cpus-per-task={resources.threads}",
        ]
        if resources.memory_gb:
            words.append(f"--mem={int(resources.memory_gb * 1000)}M")
        if (place := root()) is not None:
            words.append(f"--chdir={place}")
        # The first task that ends has said the last word; the others wait for it in vain.
        return [*words, "--wrap", f"exec srun --kill-on-bad-exit=1 --wait=10 {shlex.join(worker)}"]

    def alive(self, job: Job, handle: Handle) -> bool:
        """Say whether Slurm still knows the job as waiting or running."""
        return self._memory.ask(cluster.name_of(job), lambda: _known(job, handle))

    def end(self, job: Job, handle: Handle) -> None:
        """Take the job out of the line, or end it."""
        name = cluster.name_of(job)
        cluster.call([cluster.tool("scancel", _ELSEWHERE), f"--name={name}", handle.id])
        self._memory.forget(name)


def _known(job: Job, handle: Handle) -> bool:
    squeue = cluster.tool("squeue", _ELSEWHERE)
    name = f"--name={cluster.name_of(job)}"
    done = cluster.call([squeue, "--noheader", f"--jobs={handle.id}", name, "--format=%T"])
    if (
        done.returncode != 0
    ):  # a job that ended some minutes ago is an error to squeue; so is a controller that is away
        return "Invalid job id" not in done.stderr
    return done.stdout.strip() not in {"", "COMPLETED", "FAILED", "CANCELLED", "TIMEOUT"}
