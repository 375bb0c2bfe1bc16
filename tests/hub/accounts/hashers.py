"""Password hashers: one that is quick, and one that counts how often it hashes."""

from django.contrib.auth.hashers import Argon2PasswordHasher, PBKDF2PasswordHasher


class QuickHasher(Argon2PasswordHasher):
    """Argon2 with the least work that it allows."""

    time_cost, memory_cost, parallelism = 1, 8, 1


class CountingHasher(PBKDF2PasswordHasher):
    """PBKDF2 with few rounds; ``hashed`` is the number of passwords hashed so far."""

    algorithm = "counting"
    iterations = 10
    hashed = 0

    def encode(self, password, salt, iterations=None):
        type(self).hashed += 1
        return super().encode(password, salt, iterations)
