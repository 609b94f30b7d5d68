"""What the school agreed: ambitions, and later cards, education plans and learning lines. No pupil data."""
