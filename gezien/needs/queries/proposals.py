"""The proposal for a board: made when asked, shown beside where pupils stand, and checked when it is taken over."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gezien.needs.clustering import Proposal, Proposed, propose
from gezien.needs.clustering.conflicts import pair_in_words
from gezien.needs.clustering.facts import Pair
from gezien.needs.models import Cluster, Clustering, PupilPair
from gezien.needs.queries.asking import ask_of
from gezien.needs.queries.clusters import Board


@dataclass
class ShownProposal:
    """A proposal in words. `rows`: who would stand elsewhere than now; `doubts`: who is on the border.

    `problem` is why there is none. Every card of the board has its own part in `card["proposed"]`.
    """

    proposal: Proposal
    rows: list[dict] = field(default_factory=list)
    doubts: int = 0
    counts: list[dict] = field(default_factory=list)
    problem: str = ""
    collisions: tuple[str, ...] = ()

    @property
    def mark(self) -> str:
        """Tells whether a later proposal is still this one."""
        return self.proposal.mark


def proposal_of(board: Board) -> ShownProposal | None:
    """The proposal for a board that was begun, and its part on every card; None without clusters or pupils."""
    if board.head is None or board.sources is None or not board.known or not board.clusters:
        return None
    if all(one.kind == Cluster.Kind.OWN and not one.words for one in board.clusters):
        text = _(
            "Nobody said for whom the clusters are yet: with ⋯ above a column. Until then there is nothing to go by."
        )
        return ShownProposal(Proposal({}), problem=text)
    proposal = propose(ask_of(board.head, board.clusters, board.known, board.pairs, board.sources))
    shown = ShownProposal(proposal, collisions=proposal.collisions, problem=_problem(proposal))
    if not proposal.placed:
        return shown
    names = {cluster.pk: cluster.name for cluster in board.clusters}
    for column in board.columns:
        for card in column["cards"]:
            card["proposed"] = _on_card(proposal.placed[card["pk"]], names, card["cluster"])
    cards = [card for column in board.columns for card in column["cards"]]
    shown.rows = sorted(
        (_row(card, names) for card in cards if card["proposed"]["differs"]),
        key=lambda row: (list(names).index(row["place"]), bool(row["doubt"]), row["name"]),
    )
    shown.doubts = sum(bool(card["proposed"]["doubt"]) for card in cards)
    shown.counts = [
        {"name": name, "count": sum(one.place == key for one in proposal.placed.values())}
        for key, name in names.items()
    ]
    return shown


def places_of(board: Board, proposal: Proposal, pupils: set[int] | None) -> dict[int, tuple[Clustering, Cluster, str]]:
    """What is taken over: of these pupils, or of everyone who would stand elsewhere than now."""
    clusters = {cluster.pk: cluster for cluster in board.clusters}
    own = {one.pk: one for one in board.everyone}
    cards = {card["pk"]: card for column in board.columns for card in column["cards"]}
    return {
        pupil: (own[cards[pupil]["clustering"]], clusters[one.place], one.why)
        for pupil, one in proposal.placed.items()
        if cards[pupil]["cluster"] != one.place and (pupils is None or pupil in pupils)
    }


def pair_rows(pairs: list[PupilPair]) -> list[dict]:
    """The pairs in words: {"pk", "text"}."""
    return [
        {
            "pk": pair.pk,
            "text": pair_in_words(
                Pair(pair.one_id, pair.other_id, together=pair.is_together),
                {pair.one_id: pair.one.name, pair.other_id: pair.other.name},
            ),
        }
        for pair in pairs
    ]


def _problem(proposal: Proposal) -> str:
    if proposal.homeless:
        return _("There is no cluster for the year group of %(names)s.") % {"names": ", ".join(proposal.homeless)}
    if proposal.collisions:
        return _("These wishes do not go together. Let one of them go:")
    return ""


def _on_card(one: Proposed, names: dict[int, str], now: int | None) -> dict:
    """The proposal for one pupil: where, why, how far from each cluster, and what a move would change."""
    changes = {change.place: change for change in one.changes}
    distances = [
        {
            "name": names[place],
            "points": points,
            "is_proposed": place == one.place,
            "change": _change(changes[place]) if place in changes else "",
        }
        for place, points in one.distances.items()
    ]
    return {
        "place": one.place,
        "name": names[one.place],
        "differs": one.place != now,
        "why": one.why,
        "limit": one.limit,
        "doubt": one.doubt,
        "distances": distances,
    }


def _change(change) -> str:
    """What moving somebody out of the proposal does."""
    text = ngettext("then %(count)s pupil here", "then %(count)s pupils here", change.counts[1]) % {
        "count": change.counts[1]
    }
    if change.broken:
        return f"{text}; {_('no longer holds: %(wishes)s') % {'wishes': '; '.join(change.broken)}}"
    return text


def _row(card: dict, names: dict[int, str]) -> dict:
    return {
        "pk": card["pk"],
        "name": card["name"],
        "clustering": card["clustering"],
        "now": names.get(card["cluster"], _("not placed yet")),
        **card["proposed"],
        "to": card["proposed"]["name"],
    } | {"name": card["name"]}
