"""What writes the files that are generated: the man page, the schemas, the rules table, the pictures."""
