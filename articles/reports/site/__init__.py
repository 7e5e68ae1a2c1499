"""Publications as readers and machines get them. Like the rest of the site it reads the public side alone."""
