"""Physics on the patient: what a method keeps of a known disc at a place, and how well it is seen there."""
