"""A proposal for dividing pupils: facts in, a problem in whole numbers, solved to proven optimality, explained.

Pure functions: nothing here reads the database, and the solver is loaded with the first proposal. `facts` say what is
known, `fit` how far a pupil stands from each cluster and why, `problem` what has to hold and what counts, `solving`
finds the best answer and its proof, `conflicts` tells which wishes collide, `explain` says why somebody stands
somewhere. What counts how much, and why: docs/decisions.
"""

from gezien.needs.clustering.facts import Ask, Due, Kind, Learner, Pair, Place
from gezien.needs.clustering.proposing import Proposal, Proposed, propose

__all__ = ["Ask", "Due", "Kind", "Learner", "Pair", "Place", "Proposal", "Proposed", "propose"]
