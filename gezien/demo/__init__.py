"""One fictional school for development, tests, screenshots and docs."""
