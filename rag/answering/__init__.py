"""From hits to an answer whose every sentence is checked: prompt, citations, grounding, quoting, engine."""
