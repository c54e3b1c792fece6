"""Jobs on a Ray cluster, reached by the command ``ray job``; Ray itself is never imported here."""

from __future__ import annotations

import json
import os
import socket
import time
from urllib.parse import urlsplit

from ..core.channel import command, root
from ..core.device import device
from ..core.errors import StudioError
from . import cluster
from .job import Handle, Job, Spec

_ELSEWHERE = "pip install ldct-studio[cluster]"
_LOOPBACK = {"localhost", "127.0.0.1", "::1", None}


class Ray:
    """Ray. ``RAY_API_SERVER_ADDRESS`` and ``RAY_AUTH_MODE`` say where it is and how it knows its users."""

    def __init__(self) -> None:
        self._memory = cluster.Memory()

    def start(self, job: Job, spec: Spec) -> Handle:
        """Submit the job under a name of its own."""
        _refuse_open_cluster()
        words = self.command(job, spec)
        cluster.submit(words)
        self._memory.forget(cluster.name_of(job))
        return Handle(id=words[words.index("--submission-id") + 1], host=socket.gethostname())

    def command(self, job: Job, spec: Spec) -> list[str]:
        """Return the words that submit the job; it runs on one node, next to what it takes there."""
        resources = spec.resources
        words = [
            *(cluster.tool("ray", _ELSEWHERE), "job", "submit", "--no-wait"),
            *("--submission-id", f"{cluster.name_of(job)}-{int(time.time())}"),
            *("--runtime-env-json", json.dumps({"env_vars": _environment()})),
            *("--entrypoint-num-cpus", str(resources.threads * resources.devices)),
        ]
        if device().type == "cuda":
            words += ["--entrypoint-num-gpus", str(resources.devices)]
        if resources.memory_gb:
            words += ["--entrypoint-memory", str(int(resources.memory_gb * 1e9))]
        return [*words, "--", *command("job", "ldct_studio.jobs.worker"), str(job.folder)]

    def alive(self, job: Job, handle: Handle) -> bool:
        """Say whether Ray still knows the job as waiting or running."""
        return self._memory.ask(cluster.name_of(job), lambda: _known(handle))

    def end(self, job: Job, handle: Handle) -> None:
        """Stop the job."""
        cluster.call([cluster.tool("ray", _ELSEWHERE), "job", "stop", "--no-wait", handle.id])
        self._memory.forget(cluster.name_of(job))


def _environment() -> dict[str, str]:
    """Return the variables that let the node find the program and the user's folders."""
    names = ("LDCT_STUDIO_HOME", "LDCT_STUDIO_DEVICE")
    found = {name: os.environ[name] for name in names if name in os.environ}
    place = root()
    return found if place is None else {**found, "PYTHONPATH": str(place)}


def _refuse_open_cluster() -> None:
    """Raise ``StudioError`` for a cluster on the network that runs what anyone sends it."""
    address = os.environ.get("RAY_API_SERVER_ADDRESS", "")
    if urlsplit(address).hostname not in _LOOPBACK and os.environ.get("RAY_AUTH_MODE") != "token":
        raise StudioError(
            f"The Ray cluster at {address} is open to anyone; protect it and set RAY_AUTH_MODE=token."
        )


def _known(handle: Handle) -> bool:
    done = cluster.call([cluster.tool("ray", _ELSEWHERE), "job", "status", handle.id])
    told = done.stdout + done.stderr
    ended = (f"Job '{handle.id}' {word}" for word in ("succeeded", "failed", "was stopped"))
    return not any(words in told for words in (*ended, f"{handle.id} does not exist"))
