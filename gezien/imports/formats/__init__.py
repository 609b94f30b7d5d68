"""One folder for each format of a file from elsewhere."""
