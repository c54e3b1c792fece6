"""Science as functions on tensors."""
