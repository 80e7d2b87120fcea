"""Facts -> one SQLite file, kept fresh: entries of records, the tables, and the compiling of all or of what changed."""
