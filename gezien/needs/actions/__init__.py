"""Writes of the needs app, one module for each noun."""

from gezien.needs.actions.clusters import (
    ClusterNotEmpty,
    NameTaken,
    add_cluster,
    place_pupil,
    remove_cluster,
    rename_cluster,
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
    "add_cluster",
    "add_rule",
    "carry_need",
    "carry_needs",
    "change_rule",
    "choose_columns",
    "close_need",
    "move_rule",
    "place_pupil",
    "remove_cluster",
    "remove_need",
    "remove_rule",
    "rename_cluster",
    "reopen_need",
    "restore_rule",
    "return_to_version",
    "save_need",
    "start_clustering",
    "switch_rule",
]
