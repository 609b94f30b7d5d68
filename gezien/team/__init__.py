"""What teaching asks of the team: named where it comes up, followed until it is met."""
