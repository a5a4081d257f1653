"""Judgement of CloudTrail's events: who, what, with what outcome, and whether it is suspicious.

Facts: AWS CloudTrail User Guide, "CloudTrail record contents", "userIdentity element", "AWS
Management Console sign-in events", and the event examples of the services.
"""
