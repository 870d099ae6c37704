"""What has been read: one facade over vectors (Chroma), words (Tantivy) and the catalogue (SQLite).

The catalogue is the truth. Every stored passage has an integer *key* that is never used twice; vectors and words know
passages by key only, and a key that the catalogue does not list as live is as good as absent. So one catalogue
transaction makes a batch stand whole, and whatever a killed writer left behind is invisible until it is swept.

Searches see *generations*: a writer prepares the next one beside the newest, and publishes it whole.
"""

from rag.store.chroma_address import ChromaAddress, chroma_address
from rag.store.doctor import Diagnosis, diagnose, repair
from rag.store.reader import NewsStore
from rag.store.records import (
    Candidate,
    Coverage,
    DayCount,
    EncodedArticle,
    Family,
    Header,
    Listed,
    Told,
    Vectors,
    Version,
    content_hash,
)
from rag.store.writer import StoreWriter

__all__ = [
    "Candidate",
    "ChromaAddress",
    "Coverage",
    "DayCount",
    "Diagnosis",
    "EncodedArticle",
    "Family",
    "Header",
    "Listed",
    "NewsStore",
    "StoreWriter",
    "Told",
    "Vectors",
    "Version",
    "chroma_address",
    "content_hash",
    "diagnose",
    "repair",
]
