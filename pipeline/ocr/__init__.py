"""Recognition engines behind one protocol: words with boxes and confidences."""
