"""A question -> an answer. The only place that decides what belongs to one, and in which order."""
