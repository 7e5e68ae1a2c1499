"""Pure functions that can be told their answers: another process worked them out, and this one need not do it again."""

from collections.abc import Callable
from functools import update_wrapper
from typing import Generic, ParamSpec, TypeVar

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")


class Foretold(Generic[Asked, Answer]):
    """A function of positional arguments, as a decorator. It answers from what it was told, and else by itself; so
    what it was not told costs time and nothing else. Only tell it what it would have said."""

    def __init__(self, function: Callable[Asked, Answer]) -> None:
        update_wrapper(self, function)
        self._function = function
        self._told: dict[tuple, Answer] = {}

    def __call__(self, *asked: Asked.args, **named: Asked.kwargs) -> Answer:
        if self._told and not named:
            answer = self._told.get(asked)
            if answer is not None:
                return answer
        return self._function(*asked, **named)

    def tell(self, answer: Answer, *asked: Asked.args, **_: Asked.kwargs) -> None:
        self._told[asked] = answer

    def forget(self) -> None:
        """Forget what it was told. Whoever tells much forgets it again, so that memory does not grow."""
        self._told = {}
