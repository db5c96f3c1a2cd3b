"""Articles and issues as files: their text, what an editor states, and how an import leaves hand edits alone.

`store` is the way in; it opens files with `reading` and `commit`. All other modules are pure.
"""
