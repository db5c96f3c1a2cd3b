"""Raw page -> stories: the restoration, pure from the bytes to the result. `chain` has its steps in order."""
