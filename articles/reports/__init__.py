"""Publications: reports and special issues with their files. A feature of its own, which nothing else imports: it
registers itself with the door, the desk and the site when Django starts (apps.py)."""
