"""The drop folders: looked after, taken from, told of."""
