"""Page images made ready to read, with OpenCV: one step a file, and the chain that orders them."""
