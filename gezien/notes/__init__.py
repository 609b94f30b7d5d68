"""Note and Factor: what was seen and said, what stimulates and what hinders."""
