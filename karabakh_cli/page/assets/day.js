// A day.
