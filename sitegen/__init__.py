"""Raw text of Chinese newspaper pages -> a static archive that people read on their phones."""
