"""Step 4: a checked event is stored under the element's id."""
