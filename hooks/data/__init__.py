"""The data files: a module each with its model, its checks and its tables, and one registry of them."""
