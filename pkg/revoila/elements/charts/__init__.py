"""Commands that draw charts."""
