"""The door between the desk and the site."""
