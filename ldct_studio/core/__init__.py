"""Values and rules: no files, no Qt, no algorithms.

Deliberately re-exports nothing: the reader process imports single modules from here and must not
pay for torch (see docs/architecture.md, "Processes").
"""
