"""Networks in plain torch, and the files that hold trained ones."""
