"""What has been read: one facade over vectors (Chroma), words (Tantivy) and the catalogue (SQLite).

The catalogue is the truth. Every stored passage has an integer *key* that is never used twice; vectors and words know
passages by key only, and a key that the catalogue does not list as live is as good as absent. So one catalogue
transaction makes a batch visible whole, and whatever a killed writer left behind is invisible until it is swept.
"""
