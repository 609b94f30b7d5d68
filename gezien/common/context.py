"""What every template may use."""

from django.conf import settings

from gezien.common import clock


def page(request):
    """Today's school day, and whether this is the demo."""
    return {"today": clock.today(), "is_demo": settings.DEMO}
