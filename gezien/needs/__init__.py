"""EducationalNeed, SignalRule, Clustering; the group overview."""
