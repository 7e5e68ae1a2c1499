"""The demo's comments. Filled in when the demo newsroom is loaded."""


def comment_on_the_demo(sender, newsroom, **named) -> None:
    return None
