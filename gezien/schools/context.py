"""What every page of a school knows: who is here, in which school."""


def current_school(request):
    """`member` and `school`, or None outside a school."""
    member = getattr(request, "member", None)
    return {"member": member, "school": member.school if member else None}
