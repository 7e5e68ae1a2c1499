"""Feeds in three formats. `entries` says what a feed holds; `rss`, `atom` and `jsonfeed` each write it, knowing
nothing of requests or addresses, so that partners' feeds are written by the same hands."""
