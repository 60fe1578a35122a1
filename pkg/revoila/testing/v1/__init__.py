"""Version 1 of the test interface, as in Streamlit 1.67's ``streamlit.testing.v1``."""

from revoila.errors import AppTestError
from revoila.testing.v1.app_test import AppTest

__all__ = ["AppTest", "AppTestError"]
