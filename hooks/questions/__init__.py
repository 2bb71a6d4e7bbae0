"""Questions: read once from a page's source, laid out in the page, published for other tools."""
