"""What every template may use."""

from django.conf import settings

from gezien.common import clock

THEMES = ("light", "dark")


def page(request):
    """Today's school day, whether this is the demo, and the chosen display ("" follows the system)."""
    theme = request.COOKIES.get(settings.THEME_COOKIE_NAME, "")
    return {
        "today": clock.today(),
        "is_demo": settings.DEMO,
        "theme": theme if theme in THEMES else "",
    }
