"""Step 2: this run's elements against the last run's."""
