"""What is kept of comments: the comments, whose they are, the desk's rules, and what is counted for a day."""

from articles.comments.models.comment import Comment, State, Thread
from articles.comments.models.correspondent import Correspondent
from articles.comments.models.counting import DayKey, Tally
from articles.comments.models.learnt import LearntWord
from articles.comments.models.report import Report
from articles.comments.models.rules import Mode, Phrase, Policy

__all__ = [
    "Comment",
    "Correspondent",
    "DayKey",
    "LearntWord",
    "Mode",
    "Phrase",
    "Policy",
    "Report",
    "State",
    "Tally",
    "Thread",
]
