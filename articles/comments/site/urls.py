"""The addresses of comments: under their story, and under /comments/ what concerns one of them."""

from django.urls import path, re_path

from articles.comments.site import answers, feeds, pages, writing
from articles.site.urls import FEED, STORY

COMMENTS = rf"{STORY}comments/"

app_name = "comments"
urlpatterns = [
    # one story's
    re_path(rf"{COMMENTS}$", pages.comments, name="story"),
    re_path(rf"{COMMENTS}write/$", writing.write, name="write"),
    re_path(rf"{COMMENTS}{FEED}", feeds.of_story, name="story-feed"),
    # one comment
    path("comments/<int:number>/", pages.comment, name="comment"),
    path("comments/<int:number>/report/", answers.report, name="report"),
    # a letter's link, and the letter once more
    path("comments/confirm/<str:key>/", answers.confirm, name="confirm"),
    path("comments/letter/", answers.letter_again, name="letter-again"),
    # the newest of the whole site
    re_path(rf"^comments/{FEED}", feeds.newest, name="feed"),
]
