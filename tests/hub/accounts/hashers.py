"""A password hasher that counts how often it hashes."""

from django.contrib.auth.hashers import PBKDF2PasswordHasher


class CountingHasher(PBKDF2PasswordHasher):
    """PBKDF2 with few rounds; ``hashed`` is the number of passwords hashed so far."""

    algorithm = "counting"
    iterations = 10
    hashed = 0

    def encode(self, password, salt, iterations=None):
        type(self).hashed += 1
        return super().encode(password, salt, iterations)
