"""Between processes: what one publishes reaches the screens of all, by Redis or Valkey. One alone never loads this."""

import asyncio
import json
import logging
import secrets
from collections.abc import Callable
from typing import Any

from django.utils.crypto import salted_hmac
from redis import Redis
from redis.asyncio import Redis as AsyncRedis
from redis.exceptions import RedisError

PRESENCE_EVERY = 10.0  # seconds
TRY_AGAIN = 2.0
logger = logging.getLogger(__name__)


class Relay:
    """One process's ear and mouth. Without the server it reaches only its own screens, and says so in the log."""

    def __init__(self, url: str):
        self.process = secrets.token_hex(6)
        # Two installations may share one server: each hears only its own.
        self.channel = f"gezien:live:{salted_hmac('gezien.live.relay', url, algorithm='sha256').hexdigest()[:16]}"
        self.mouth = Redis.from_url(url, socket_timeout=2, socket_connect_timeout=2)
        self.ear = AsyncRedis.from_url(url, health_check_interval=15)
        self.tasks: set[asyncio.Task] = set()

    def start(self, deliver: Callable[[str, dict[str, Any]], None], tell_others: Callable[[], None]) -> None:
        """Listen, on the running loop, and tell now and then who is here."""
        self._spawn(self._listen(deliver))
        self._spawn(self._repeat(tell_others))

    async def stop(self) -> None:
        """Stop listening."""
        for task in self.tasks:
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)
        await self.ear.aclose()
        self.mouth.close()

    def send(self, topic: str, told: dict[str, Any]) -> bool:
        """From a thread that may wait: to all processes, this one too. False when the server cannot be reached."""
        try:
            self.mouth.publish(self.channel, json.dumps([topic, told]))
        except RedisError as error:
            logger.warning("live: the other processes cannot be reached: %s", type(error).__name__)
            return False
        return True

    def soon(self, topic: str, told: dict[str, Any]) -> None:
        """From the loop, which may not wait."""
        self._spawn(asyncio.to_thread(self.send, topic, told))

    async def _listen(self, deliver: Callable[[str, dict[str, Any]], None]) -> None:
        while True:
            try:
                async with self.ear.pubsub(ignore_subscribe_messages=True) as heard:
                    await heard.subscribe(self.channel)
                    async for message in heard.listen():
                        deliver(*json.loads(message["data"]))
            except (RedisError, OSError, ValueError, TypeError, KeyError) as error:
                logger.warning("live: lost the other processes: %s", type(error).__name__)
            await asyncio.sleep(TRY_AGAIN)

    async def _repeat(self, tell_others: Callable[[], None]) -> None:
        while True:
            await asyncio.sleep(PRESENCE_EVERY)
            tell_others()

    def _spawn(self, work: Any) -> None:
        task = asyncio.ensure_future(work)
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)
