"""The source of a page: its Markdown, its front matter and what stands in it, read once with lines."""
