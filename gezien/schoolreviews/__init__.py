"""The whole-school review: the team looks at the school, live, in seven steps; no pupil in it."""
