"""What two or more hooks share: the model of an algorithm, of a problem, of a page's source."""
