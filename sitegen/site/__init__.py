"""From an archive to the documents of its site. Pure: nothing here opens a file or reads a clock.

`pages.render` is the way in. Addresses come from `routes`, words from `texts`, order from `listings`.
"""
