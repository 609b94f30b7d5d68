"""What the gallery shows; made with the components."""

SECTIONS: list[dict] = []
