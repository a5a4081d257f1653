"""Records to wire shapes: every key is one that the output shape in botocore's model names."""
