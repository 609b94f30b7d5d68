"""Writes of the needs app, one module for each noun."""

from gezien.needs.actions.cluster_templates import remove_template, save_template
from gezien.needs.actions.clusters import (
    ClusterNotEmpty,
    NameTaken,
    add_cluster,
    join_group,
    limit_clustering,
    remove_cluster,
    rename_cluster,
    separate_groups,
    shape_cluster,
    start_clustering,
)
from gezien.needs.actions.looks import choose_columns
from gezien.needs.actions.needs import (
    NeedIsClosed,
    carry_need,
    carry_needs,
    close_need,
    remove_need,
    reopen_need,
    save_need,
)
from gezien.needs.actions.pairs import NoPair, add_pair, remove_pair
from gezien.needs.actions.placing import NothingToUndo, place_pupil, take_over, undo_step
from gezien.needs.actions.rules import (
    add_rule,
    change_rule,
    move_rule,
    remove_rule,
    restore_rule,
    return_to_version,
    switch_rule,
)

__all__ = [
    "ClusterNotEmpty",
    "NameTaken",
    "NeedIsClosed",
    "NoPair",
    "NothingToUndo",
    "add_cluster",
    "add_pair",
    "add_rule",
    "carry_need",
    "carry_needs",
    "change_rule",
    "choose_columns",
    "close_need",
    "join_group",
    "limit_clustering",
    "move_rule",
    "place_pupil",
    "remove_cluster",
    "remove_need",
    "remove_pair",
    "remove_rule",
    "remove_template",
    "rename_cluster",
    "reopen_need",
    "restore_rule",
    "return_to_version",
    "save_need",
    "save_template",
    "separate_groups",
    "shape_cluster",
    "start_clustering",
    "switch_rule",
    "take_over",
    "undo_step",
]
