"""How a page lies: blank or not, straight or not, which way up; measured on pages never tuned on."""
