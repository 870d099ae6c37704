"""What retrieval costs and misses, and what reaches the reader when a model errs: ``python -m eval.bench``.

Every figure is set against another one of the same run: what the libraries underneath cost bare, what scoring every
vector would have found, what llama-index does with the same articles and the same model.
"""
