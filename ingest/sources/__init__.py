"""Where articles come from: each file here turns one kind of source into articles, lazily."""
