"""Takes fields off the front of some bytes."""


class ByteReader:
    """What is left of some bytes; ValueError where they end too soon. Numbers are big-endian."""

    def __init__(self, data: bytes) -> None:
        self._data, self._at = data, 0

    def take(self, length: int) -> bytes:
        """The next bytes."""
        part = self._data[self._at : self._at + length]
        if len(part) < length:
            raise ValueError("too short")
        self._at += length
        return part

    def number(self, length: int) -> int:
        """The next number, of so many bytes."""
        return int.from_bytes(self.take(length))

    def words(self) -> str:
        """The next text: a length of one byte, and UTF-8."""
        return self.take(self.number(1)).decode()

    def rest(self) -> bytes:
        """What has not been taken."""
        return self._data[self._at :]
