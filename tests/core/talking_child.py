"""A child process for test_channel.py and test_shared.py: does what it is told."""

import os
import time
from multiprocessing import resource_tracker

import numpy as np

from ldct_studio.core.channel import Parent
from ldct_studio.core.shared import SharedBlock


def main() -> None:
    parent = Parent()
    while (message := parent.receive()) is not None:
        match message["do"]:
            case "echo":
                parent.send(message)
            case "print":
                print("a library prints")
                os.system("echo a program prints")
                parent.send({"printed": True})
            case "wait":
                time.sleep(60)
            case "fill":
                block = SharedBlock.attach(message["block"])
                block.array((4, 3), np.float32)[:] = message["value"]
                parent.send({"trackers": resource_tracker._resource_tracker._pid})
            case "die":
                os.abort()


if __name__ == "__main__":
    main()
