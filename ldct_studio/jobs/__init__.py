"""Work in other processes: a job is a folder, whoever starts it."""
