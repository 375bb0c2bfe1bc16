"""The fast cache: Redis, where an error is a miss. Nothing that must hold may live here."""

import logging

from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

log = logging.getLogger(__name__)


class SoftRedisCache(RedisCache):
    """Redis that may vanish: reads answer the default, writes that nothing was kept.

    ``incr`` and ``decr`` raise ValueError as they do for a key that is not there.
    """

    def get(self, key, default=None, version=None):
        return self._or(default, super().get, key, default=default, version=version)

    def get_many(self, keys, version=None):
        return self._or({}, super().get_many, keys, version=version)

    def has_key(self, key, version=None):
        return self._or(False, super().has_key, key, version=version)

    def add(self, key, value, *args, **kwargs):
        return self._or(False, super().add, key, value, *args, **kwargs)

    def set(self, key, value, *args, **kwargs):
        return self._or(None, super().set, key, value, *args, **kwargs)

    def set_many(self, data, *args, **kwargs):
        return self._or(list(data), super().set_many, data, *args, **kwargs)

    def touch(self, key, *args, **kwargs):
        return self._or(False, super().touch, key, *args, **kwargs)

    def delete(self, key, version=None):
        return self._or(False, super().delete, key, version=version)

    def delete_many(self, keys, version=None):
        return self._or(None, super().delete_many, keys, version=version)

    def clear(self):
        return self._or(None, super().clear)

    def incr(self, key, delta=1, version=None):
        try:
            return super().incr(key, delta, version)
        except (RedisError, OSError) as error:
            raise ValueError(f"Key {key!r} not found") from error

    @staticmethod
    def _or(fallback, call, *args, **kwargs):
        try:
            return call(*args, **kwargs)
        except (RedisError, OSError) as error:
            log.warning("fast cache away: %s", type(error).__name__)
            return fallback
