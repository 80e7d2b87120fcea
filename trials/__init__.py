"""A test is fixed and runs once; a trial is random and runs many times.

What could break the program, tried on purpose: `python -m trials` tries all of it and prints a table. A trial is a
function that does a thing once and asserts what must hold after it. The tests run each a few times, the command as
often as the table says.
"""
