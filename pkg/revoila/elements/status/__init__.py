"""Commands that say how things stand: alerts, exceptions, progress, waiting."""
