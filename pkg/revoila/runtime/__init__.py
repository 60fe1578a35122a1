"""Step 5: the script runs again."""
