"""Pupil lists of any layout: columns mapped once, then the same preview and rules as EDEXML."""
