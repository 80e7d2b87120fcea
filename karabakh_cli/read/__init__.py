"""YAML files -> records, or the faults that forbid it."""
