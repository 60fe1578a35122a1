"""Step 3: the app and its containers as ipywidgets, and their comm."""
