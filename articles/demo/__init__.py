"""The demonstration newsroom: invented people and stories, drawn pictures, loaded through the same door as any."""

from django.dispatch import Signal

loaded = Signal()  # sent with the Newsroom when all stories are there, for rooms that have something to add
