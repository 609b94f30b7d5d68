"""What the school puts on paper: its letterhead, its own templates, and many documents at once."""
