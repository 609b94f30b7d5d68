"""The tests read the screens in Dutch: compile what changed in the catalogues first."""

from gezien.common.messages import apps, compile_app


def pytest_configure(config):
    """Once, not in each worker."""
    if not hasattr(config, "workerinput"):
        for app in apps():
            compile_app(app)
