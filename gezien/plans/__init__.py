"""GroupPlan: goal, content, approach, organisation and evaluation for each cluster."""
