"""The search: what can be found, and the files in which the browser looks for it."""
