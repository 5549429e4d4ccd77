"""Charts that share nothing with benchmarks/charts: pages of HTML, printed by a browser, scanned, and read."""
