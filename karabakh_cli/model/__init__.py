"""What a fact is: records and the links between them, dates, closed lists of words, columns, answers, schemas."""
