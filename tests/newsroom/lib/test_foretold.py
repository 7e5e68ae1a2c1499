from newsroom.lib.foretold import Foretold


@Foretold
def doubled(number: int) -> int:
    """Twice as much."""
    return number * 2


def test_it_answers_by_itself_what_it_was_not_told():
    doubled.tell(99, 4)

    assert (doubled(3), doubled(4)) == (6, 99)


def test_told_answers_are_forgotten_on_request():
    doubled.tell(99, 5)
    doubled.forget()

    assert doubled(5) == 10


def test_it_looks_like_the_function_it_stands_for():
    assert (doubled.__name__, doubled.__doc__) == ("doubled", "Twice as much.")
