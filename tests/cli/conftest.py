"""Jobs of dropped-in recipes, as the tests of jobs have them."""

from tests.jobs.conftest import _as_before, make

__all__ = ["_as_before", "make"]
