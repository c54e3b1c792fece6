"""Files: what is read in the reader process, what the window's process makes of it, and saving.

Deliberately re-exports nothing: the reader process imports single modules from here without torch.
"""
