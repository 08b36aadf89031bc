"""A real Chromium without a window, driven over its own protocol: keys in, and what the page was sent."""

from __future__ import annotations

import asyncio
import base64
import itertools
import re
import shutil
import tempfile
from types import TracebackType
from typing import Any

import aiohttp
import pyte

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update", "--remote-debugging-port=0",
    "--window-size=1200,800",
)  # fmt: skip


def chromium() -> str | None:
    """Return the program, or None where there is none."""
    return next((found for name in NAMES if (found := shutil.which(name))), None)


class Browser:
    """One page of one browser."""

    def __init__(self, program: str) -> None:
        self._program = program
        self._folder = tempfile.mkdtemp(prefix="footnoted-chromium-")
        self._numbers = itertools.count(1)
        self._waiting: dict[int, asyncio.Future[dict[str, Any]]] = {}
        self.requests: list[str] = []
        """Every address that the page asked for."""
        self.size = (80, 24)
        self._parts: list[str] = []

    async def __aenter__(self) -> Browser:
        self._process = await asyncio.create_subprocess_exec(
            self._program, *FLAGS, f"--user-data-dir={self._folder}", "about:blank",
            stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.PIPE,
        )  # fmt: skip
        port = await asyncio.wait_for(self._port(), 60)
        self._session = aiohttp.ClientSession()
        async with self._session.get(f"http://127.0.0.1:{port}/json/list") as answer:
            pages = [one for one in await answer.json() if one["type"] == "page"]
        self._socket = await self._session.ws_connect(pages[0]["webSocketDebuggerUrl"], max_msg_size=0)
        self._reader = asyncio.create_task(self._read())
        for domain in ("Page", "Network", "Runtime"):
            await self.send(f"{domain}.enable")
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._reader.cancel()
        await self._socket.close()
        await self._session.close()
        self._process.terminate()
        await self._process.wait()
        shutil.rmtree(self._folder, ignore_errors=True)

    async def send(self, method: str, **params: object) -> dict[str, Any]:
        number = next(self._numbers)
        self._waiting[number] = asyncio.get_running_loop().create_future()
        await self._socket.send_json({"id": number, "method": method, "params": params})
        return await asyncio.wait_for(self._waiting[number], 60)

    async def open(self, url: str) -> None:
        await self.send("Page.navigate", url=url)

    async def type(self, text: str) -> None:
        await self.send("Input.insertText", text=text)

    async def press(self, key: str, code: int, text: str = "") -> None:
        fields = {"key": key, "code": key, "windowsVirtualKeyCode": code, "text": text}
        await self.send("Input.dispatchKeyEvent", type="keyDown", **fields)
        await self.send("Input.dispatchKeyEvent", type="keyUp", key=key, code=key, windowsVirtualKeyCode=code)

    async def picture(self) -> bytes:
        return base64.b64decode((await self.send("Page.captureScreenshot", format="png"))["data"])

    def screen(self) -> str:
        """Return what a terminal shows that was sent what the page was sent."""
        screen = pyte.Screen(*self.size)
        pyte.Stream(screen).feed("".join(self._parts))
        return "\n".join(screen.display)

    async def until(self, *words: str, seconds: float = 90.0) -> None:
        for _ in range(int(seconds / 0.2)):
            shown = self.screen()
            if all(word in shown for word in words):
                return
            await asyncio.sleep(0.2)
        raise AssertionError(f"{words} never came:\n{self.screen()}")

    async def _port(self) -> int:
        assert self._process.stderr is not None
        while line := await self._process.stderr.readline():
            if found := re.search(rb"DevTools listening on ws://[^:]+:(\d+)/", line):
                return int(found.group(1))
        raise AssertionError("Chromium ended before it listened")

    async def _read(self) -> None:
        async for message in self._socket:
            event = message.json()
            if "id" in event:
                future = self._waiting.pop(event["id"])
                if "error" in event:
                    future.set_exception(AssertionError(str(event["error"])))
                else:
                    future.set_result(event["result"])
            else:
                self._take(event["method"], event["params"])

    def _take(self, method: str, params: dict[str, Any]) -> None:
        if method == "Network.requestWillBeSent":
            self.requests.append(params["request"]["url"])
        elif method == "Network.webSocketCreated":
            self.requests.append(params["url"])
            if found := re.search(r"width=(\d+)&height=(\d+)", params["url"]):
                self.size = (int(found.group(1)), int(found.group(2)))
        elif method == "Network.webSocketFrameReceived" and params["response"]["opcode"] == 2:
            self._parts.append(base64.b64decode(params["response"]["payloadData"]).decode("utf-8", "replace"))
