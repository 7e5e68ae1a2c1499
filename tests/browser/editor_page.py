"""A page with nothing but the body's field, in the admin's frame: what the editor's tests look at."""

from django import forms
from django.contrib import admin
from django.http import HttpResponse
from django.template import engines
from django.urls import path

from articles.desk.editor import BodyFormField
from newsroom.urls import urlpatterns as whole_site

PAGE = """{% extends "admin/base_site.html" %}{% load static %}
{% block extrastyle %}{{ block.super }}<link rel="stylesheet" href="{% static 'admin/css/forms.css' %}">{% endblock %}
{% block extrahead %}{{ block.super }}{{ form.media }}{% endblock %}
{% block content %}<form method="post" id="content-main"><fieldset class="module aligned"><div class="form-row">
{% csrf_token %}<div class="flex-container">{{ form.body.label_tag }}{{ form.body }}</div></div></fieldset>
<div class="submit-row"><input type="submit" value="Save" class="default"></div></form>
<pre id="saved">{{ saved }}</pre>{% endblock %}"""


class BodyForm(forms.Form):
    body = BodyFormField()


def page(request):
    form = BodyForm(request.POST or None, initial={"body": request.GET.get("body", "")})
    saved = form.cleaned_data["body"] if form.is_bound and form.is_valid() else ""
    if form.is_bound:
        form = BodyForm(initial={"body": saved})
    context = admin.site.each_context(request) | {"form": form, "saved": saved, "title": "Body"}
    return HttpResponse(engines["django"].from_string(PAGE).render(context, request))


urlpatterns = [path("editor/", admin.site.admin_view(page)), *whole_site]
