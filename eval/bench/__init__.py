"""How fast retrieval is, what it costs in memory and what it misses: ``python -m eval.bench retrieval``.

Every figure is set against another one of the same run: what the libraries underneath cost bare, what scoring every
vector would have found, what llama-index's own retrievers do with the same articles.
"""
