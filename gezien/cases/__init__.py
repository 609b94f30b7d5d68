"""The pupil review as a case: what went before, understand, involve others, think up, do, check."""
