"""Pupil, Group, enrolment, who teaches which group, AccessGrant."""
