"""Words: folded to be found, escaped to be shown, dates in English, the nearest of many."""
