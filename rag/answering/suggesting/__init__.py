"""What can be asked next."""
