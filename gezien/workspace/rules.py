"""Who finds what on the pages that bring the contexts together; what each page then shows is its own app's rule."""

from gezien.pupils.rules import by_role, by_teaching
from gezien.schools.roles import Role
from gezien.schools.rules import Member, may_keep_agreed, may_see_figures, sees_all_groups


def may_open_agreed(member: Member) -> bool:
    """Whether the menu leads to what the school agreed: for who leads by it or keeps it.

    Others read it where they work with it: beside their plan, their overview, or as something to be read.
    """
    return may_see_figures(member) or may_keep_agreed(member)


def starts_with_school(member: Member) -> bool:
    """Whether the day page names tasks of the whole school: for head, subject coordinator and administrator.

    A teacher and a coach start the day with their pupils.
    """
    return bool(member.roles & {Role.HEAD, Role.COORDINATOR, Role.ADMINISTRATOR})


def why_seen(member: Member, group: str) -> str:
    """The reason why this member sees the pupils of this visible group in a picture of many groups."""
    return by_role(member.roles) if sees_all_groups(member) else by_teaching(group)
