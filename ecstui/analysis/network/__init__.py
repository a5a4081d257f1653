"""Judgement of a VPC: what its subnets are, and where the packets of a task can go.

It is a model of what the configuration says, not a test with packets.
"""
