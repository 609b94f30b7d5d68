"""The sign-in page."""

from typing import Any

from django.conf import settings
from django.contrib.auth.views import LoginView


class SignIn(LoginView):
    """Django's own; in the demo it offers the accounts, each one click away."""

    template_name = "schools/login.html"
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the demo's accounts; there are none anywhere else."""
        demo = {
            "demo_accounts": settings.DEMO_ACCOUNTS,
            "demo_password": settings.DEMO_PASSWORD,
        }
        return super().get_context_data(**kwargs) | (demo if settings.DEMO else {"demo_accounts": []})
