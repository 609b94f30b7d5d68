"""What every template may use."""

from django.conf import settings

from gezien.common import clock

THEMES = ("light", "dark")
NO_KEYS = "off"


def page(request):
    """Today's school day, whether this is the demo, the chosen display ("" follows the system), whether keys work."""
    theme = request.COOKIES.get(settings.THEME_COOKIE_NAME, "")
    return {
        "today": clock.today(),
        "is_demo": settings.DEMO,
        "theme": theme if theme in THEMES else "",
        "has_keys": request.COOKIES.get(settings.KEYS_COOKIE_NAME) != NO_KEYS,
    }
