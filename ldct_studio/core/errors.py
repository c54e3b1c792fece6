"""The error tree: every error a user may see is one sentence.

StudioError
├── LoadError       a file or folder cannot be opened
├── GeometryError   shapes, spacings or positions do not fit together
├── PluginError     a plug-in is broken, unknown or badly configured
│   └── UnappliedError  a cut needs a volume that its steps were not applied to yet
├── DeviceError     the compute device failed or is out of memory
└── Cancelled       nobody waits for the result any more
"""


class StudioError(Exception):
    """Say in one sentence what happened and what to do next."""


class LoadError(StudioError):
    """A file or folder cannot be opened."""


class GeometryError(StudioError):
    """Shapes, spacings or positions do not fit together."""


class PluginError(StudioError):
    """A plug-in is broken, unknown or badly configured."""


class UnappliedError(PluginError):
    """A cut needs a volume that its steps were not applied to yet."""


class DeviceError(StudioError):
    """The compute device failed or is out of memory."""


class Cancelled(StudioError):  # noqa: N818  (a wish, not an error)
    """Nobody waits for the result any more."""
