"""Tesseract's line recognition network, run by ONNX Runtime: all lines of a page go through it together."""
