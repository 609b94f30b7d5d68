"""Pages: where to go after signing in, the account, the staff list."""
