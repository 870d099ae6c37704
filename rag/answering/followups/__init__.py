"""A follow-up becomes a question that can be searched for by itself: by a model where there is one, else by rule."""
