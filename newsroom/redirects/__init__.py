"""Addresses that moved, and where to. A leaf: it imports nothing of ours."""
