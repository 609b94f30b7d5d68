"""The application in a real browser, served as a school would serve it."""
