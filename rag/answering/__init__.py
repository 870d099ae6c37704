"""From a question to an answer of which every sentence is proved: ``pipeline.py`` leads through the rest."""
