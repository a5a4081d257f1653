"""AWS's wire protocols (json, query, ec2), driven by botocore's service models."""
