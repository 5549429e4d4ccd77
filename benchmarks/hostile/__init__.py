"""Files that break programs, made from a seed, and what the watching daemon does with them."""
