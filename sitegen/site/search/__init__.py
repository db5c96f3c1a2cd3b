"""Search that finds every phrase: the index that a site carries, and how it is asked. The format is in `docs/search.md`."""
