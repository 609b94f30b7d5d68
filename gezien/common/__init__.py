"""Small tools without domain: base models, clock, components, the look."""
