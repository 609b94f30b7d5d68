"""Group review: planning, preparation, agenda, the room, agreements made in it."""
