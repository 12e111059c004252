"""A TCP proxy that does to connections what networks do: slow, silent, cut, refused.

    with FaultProxy(server.port) as proxy:      # clients use proxy.port
        proxy.latency = 0.2                     # s that each piece is held back, in both directions
        proxy.silent()                          # connections stay open and nothing passes, as when a cable is pulled
        proxy.down()                            # connections are cut and new ones refused, as when a program has ended
        proxy.restore()                         # as at the start

What is set counts for open connections, too.
"""
import asyncio
import socket
import struct
import threading

from ports import free_port

CHUNK = 65536


class FaultProxy:
    """Runs in a thread of its own; its methods may be called from any thread and return when they have worked."""

    def __init__(self, target_port):
        self.target_port = target_port
        self.port = free_port()
        self.latency = 0.0        # s
        self.slow_close = 0.0     # s until one side learns that the other has closed
        self.byte_limit = None    # bytes of the target's answers after which a connection is cut
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._listener = None
        self._tasks = set()
        self._writers = set()
        self._flows = asyncio.Event()

    def __enter__(self):
        self._thread.start()
        self.restore()
        return self

    def __exit__(self, *_):
        self.down()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()

    def restore(self):
        self.latency, self.slow_close, self.byte_limit = 0.0, 0.0, None
        self._run(self._restore())

    def silent(self):
        self._run(self._silence())

    def reset(self):
        """Cuts all open connections with a reset; new ones are taken."""
        self._run(self._cut())

    def down(self):
        self._run(self._go_down())

    def _run(self, work):
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(10)

    async def _restore(self):
        self._flows.set()
        if not self._listener:
            self._listener = await asyncio.start_server(self._serve, "127.0.0.1", self.port)

    async def _silence(self):
        self._flows.clear()

    async def _go_down(self):
        if self._listener:
            self._listener.close()
            self._listener = None
        await self._cut()

    async def _cut(self):
        for writer in list(self._writers):
            reset(writer)
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _serve(self, reader, writer):
        task = asyncio.current_task()
        self._tasks.add(task)
        self._writers.add(writer)
        target = None
        try:
            await self._flows.wait()
            target_reader, target = await asyncio.open_connection("127.0.0.1", self.target_port)
            self._writers.add(target)
            await asyncio.gather(self._pass_on(reader, target), self._pass_on(target_reader, writer, self._is_spent))
        except (OSError, asyncio.CancelledError):
            reset(writer)
        finally:
            for one in (writer, target):
                if one:
                    self._writers.discard(one)
                    one.close()
            self._tasks.discard(task)

    async def _pass_on(self, reader, writer, is_spent=lambda passed: 0):
        passed = 0
        while piece := await reader.read(CHUNK):
            await self._hold_back()
            passed += len(piece)
            surplus = is_spent(passed)
            writer.write(piece[:len(piece) - surplus] if surplus else piece)
            await writer.drain()
            if surplus:
                raise ConnectionResetError
        await self._hold_back()
        await asyncio.sleep(self.slow_close)
        if writer.can_write_eof():
            writer.write_eof()

    async def _hold_back(self):
        if self.latency:
            await asyncio.sleep(self.latency)
        await self._flows.wait()

    def _is_spent(self, passed):
        """How many of the bytes passed so far are too many."""
        return 0 if self.byte_limit is None else max(0, passed - self.byte_limit)


def reset(writer):
    """Closes with RST instead of FIN: the peer's next read or write fails."""
    link = writer.get_extra_info("socket")
    if link and link.fileno() >= 0:
        link.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()
