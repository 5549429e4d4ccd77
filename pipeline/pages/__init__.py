"""A file -> its pages: one reader per format, limits checked before decoding."""
