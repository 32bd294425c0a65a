"""A mail server on the loopback address that can break the connection after any byte it reads or writes."""

from __future__ import annotations

import socket
import threading
from dataclasses import dataclass, field
from types import TracebackType


@dataclass
class CuttingServer:
    """Speaks just enough SMTP. `cut_in`/`cut_out`: break after so many bytes read / written, once."""

    cut_in: int | None = None
    cut_out: int | None = None
    refuse: dict[str, str] = field(default_factory=dict)  # recipient -> reply to RCPT
    accepted: list[tuple[str, bytes]] = field(default_factory=list)
    bytes_in: int = 0
    bytes_out: int = 0

    def __enter__(self) -> CuttingServer:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, _kind: type | None, _error: BaseException | None, _trace: TracebackType | None) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)  # wakes the waiting thread
        self._thread.join(5)
        self._listener.close()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            with connection:
                try:
                    self._talk(connection)
                except (ConnectionError, OSError):
                    continue

    def _write(self, connection: socket.socket, text: str) -> None:
        data = f"{text}\r\n".encode()
        if self.cut_out is not None and self.bytes_out + len(data) > self.cut_out:
            data = data[: max(0, self.cut_out - self.bytes_out)]
            self.cut_out = None
            connection.sendall(data)
            raise ConnectionError("cut")
        connection.sendall(data)
        self.bytes_out += len(data)

    def _talk(self, connection: socket.socket) -> None:
        self._write(connection, "220 test")
        buffer, data, to, in_data = b"", b"", "", False
        while True:
            chunk = connection.recv(1 if self.cut_in is not None else 4096)
            if not chunk:
                return
            self.bytes_in += len(chunk)
            if self.cut_in is not None and self.bytes_in >= self.cut_in:
                self.cut_in = None
                raise ConnectionError("cut")
            buffer += chunk
            while b"\r\n" in buffer:
                line, buffer = buffer.split(b"\r\n", 1)
                if in_data:
                    if line == b".":
                        in_data = False
                        self.accepted.append((to, data))
                        self._write(connection, "250 taken")
                    else:
                        data += (line[1:] if line.startswith(b"..") else line) + b"\r\n"
                    continue
                verb = line[:4].upper()
                if verb == b"RCPT":
                    to = line.split(b"<")[1].split(b">")[0].decode()
                    self._write(connection, self.refuse.get(to, "250 ok"))
                elif verb == b"DATA":
                    in_data, data = True, b""
                    self._write(connection, "354 go")
                elif verb == b"QUIT":
                    self._write(connection, "221 bye")
                    return
                else:
                    self._write(connection, "250 ok")
