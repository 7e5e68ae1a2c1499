from django.apps import AppConfig


class MastheadConfig(AppConfig):
    name = "newsroom.masthead"
    label = "masthead"
    verbose_name = "Masthead"
