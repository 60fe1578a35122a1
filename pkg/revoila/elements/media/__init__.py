"""Commands that show images."""
