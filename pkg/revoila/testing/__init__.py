"""Testing apps without a browser: ``revoila.testing.v1.AppTest``."""
