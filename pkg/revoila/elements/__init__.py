"""Step 1: a call in the script makes an element."""
