"""UWLR 2.2 (and the identifiers of 2.3): results of one school, in one XML document."""
