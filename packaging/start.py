"""Entry of the frozen program: undo what its bootloader did to the environment, then be the program."""

import os
import sys
from multiprocessing import freeze_support


def main() -> None:
    """Be the program."""
    freeze_support()
    # Programs of others that we start, such as nnU-Net or sbatch, must not load our libraries.
    before = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
    if before is not None:
        os.environ["LD_LIBRARY_PATH"] = before
    elif sys.platform == "linux":
        os.environ.pop("LD_LIBRARY_PATH", None)
    # On Windows the program without a console has no standard streams; what it starts is the one with them.
    if sys.platform == "win32":
        sys.executable = os.path.join(os.path.dirname(sys.executable), "ldct-studio.exe")
    # Our own processes set it again for themselves, as if nobody of us had started them.
    os.environ["PYINSTALLER_RESET_ENVIRONMENT"] = "1"

    from ldct_studio.__main__ import main as be_the_program

    be_the_program()


if __name__ == "__main__":
    main()
