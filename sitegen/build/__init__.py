"""From `content/` to `output/`: finding the theme, making the site, writing what changed."""
