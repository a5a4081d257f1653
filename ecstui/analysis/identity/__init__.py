"""Judgements about users, keys, roles and policies: pure functions over the model."""
