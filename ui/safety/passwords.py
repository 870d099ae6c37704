"""Passwords, hashed: the only importer of ``argon2``."""

from __future__ import annotations

import functools
import secrets
from typing import Final

from rag.errors import UsageError

SHORTEST: Final = 10
LONGEST: Final = 1_000  # a longer one is somebody's try to keep the hash busy


def hash_password(password: str) -> str:
    """An Argon2id hash with its parameters and salt in it. Raises ``UsageError`` for what is too short or too long."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise UsageError(f"a password has {SHORTEST} to {LONGEST} characters, this one {len(password)}: choose another")
    from argon2 import PasswordHasher

    return PasswordHasher().hash(password)


def is_password(password: str, password_hash: str | None) -> bool:
    """Whether the hash is this password's; without a hash the answer is no, and takes as long."""
    from argon2 import PasswordHasher
    from argon2.exceptions import InvalidHashError, VerificationError

    try:
        matches = PasswordHasher().verify(password_hash or _nobodys_hash(), password[:LONGEST])
    except (VerificationError, InvalidHashError):
        return False
    return matches and password_hash is not None and len(password) <= LONGEST


@functools.cache
def _nobodys_hash() -> str:
    return hash_password(secrets.token_urlsafe(32))
