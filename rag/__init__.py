"""Question to answer, over an index of records. Importing this package loads nothing heavy."""
