"""Commands that show data: tables, numbers and nested values."""
