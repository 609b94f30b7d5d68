"""EDEXML: the roster of a school as every pupil administration in the Netherlands exports it, and some in Flanders."""
