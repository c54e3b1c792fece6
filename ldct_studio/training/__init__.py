"""What trainings share: runs, patients to train on, low-dose pairs."""
