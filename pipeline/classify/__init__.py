"""What kind of document a page is: features, the shipped linear model, training."""
