"""Pages: the groups and their overview, needs, clusters, and the rules that flag pupils."""
