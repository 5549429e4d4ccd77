"""What several rooms ask of a picture's pixels, each at the speed of memory: smaller copies, runs and marks of ink, small turns."""
