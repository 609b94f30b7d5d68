"""Which language a page speaks."""

from django.conf import settings
from django.http import HttpRequest
from django.middleware.locale import LocaleMiddleware
from django.utils import translation
from django.utils.translation import gettext_noop

# What Django says on a screen and has no Dutch for yet: here, so that our catalogue has it.
BORROWED = (gettext_noop("- Select an option -"),)


class ChosenLanguage(LocaleMiddleware):
    """The language chosen in the menu, else Dutch: a school's laptop may speak English while its teachers do not."""

    def process_request(self, request: HttpRequest) -> None:
        """Read the cookie; the browser's own language is not asked."""
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        translation.activate(language)
        request.LANGUAGE_CODE = language
