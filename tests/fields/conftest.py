"""Property tests try the same examples in every run: a failure is there tomorrow too."""

from hypothesis import settings

settings.register_profile("same every time", derandomize=True, deadline=None, database=None)
settings.load_profile("same every time")
