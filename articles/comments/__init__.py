"""Readers' comments: written under a story, confirmed by mail, moderated, shown, answered, reported, erased.

A room of its own that nothing else imports: it brings its addresses, admin, template tags and the part it adds to a
story's page (apps.py) by itself."""
