"""Is a sentence borne out by the passages it cites? Pure, no model asked."""
