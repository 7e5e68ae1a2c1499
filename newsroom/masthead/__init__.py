"""What the site calls itself and where it can be found. A leaf: it imports nothing of ours."""
