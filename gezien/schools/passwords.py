"""What a password must be; Django's own check, told in our words."""

from django.contrib.auth.password_validation import MinimumLengthValidator
from django.utils.translation import ngettext


class LongEnough(MinimumLengthValidator):
    """Length is what counts: three or four loose words are easy to remember and hard to guess."""

    def get_error_message(self) -> str:
        """Why this password is not taken."""
        return ngettext(
            "This password is too short: at least %(number)d character.",
            "This password is too short: at least %(number)d characters.",
            self.min_length,
        ) % {"number": self.min_length}
