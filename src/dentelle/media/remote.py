"""The bucket of an S3 store: `s3://bucket/prefix?endpoint=https://…&region=…`.

Who we are comes from the environment, as every S3 client reads it (`AWS_ACCESS_KEY_ID`, …).
"""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.conf import settings

_MISSING = {"404", "NoSuchKey", "NotFound"}


@dataclass(frozen=True, slots=True)
class Bucket:
    """A place in an S3 store; names are relative to its prefix."""

    client: Any
    name: str
    prefix: str

    def has(self, name: str) -> bool:
        """Say whether the store holds a file of this name."""
        return self._found(lambda: self.client.head_object(Bucket=self.name, Key=self._key(name)))

    def get(self, name: str, target: Path) -> bool:
        """Bring a file here; say whether it was there."""
        return self._found(
            lambda: self.client.download_file(self.name, self._key(name), str(target))
        )

    def put(self, source: Path, name: str) -> None:
        """Send a file, whole or not at all; by parts when it is large."""
        self.client.upload_file(str(source), self.name, self._key(name))

    def _key(self, name: str) -> str:
        return f"{self.prefix}/{name}" if self.prefix else name

    def _found(self, ask: Any) -> bool:
        from botocore.exceptions import ClientError  # noqa: PLC0415 -- slow import

        try:
            ask()
        except ClientError as error:
            if error.response.get("Error", {}).get("Code") in _MISSING:
                return False
            raise
        return True


def bucket() -> Bucket | None:
    """Return the bucket of the store, or nothing when the store is a folder."""
    address = settings.MEDIA_STORE
    return _opened(address) if address else None


@lru_cache(maxsize=4)
def _opened(address: str) -> Bucket:
    import boto3  # noqa: PLC0415 -- slow import

    parts = urlsplit(address)
    asked = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    client = boto3.client(
        "s3", endpoint_url=asked.get("endpoint"), region_name=asked.get("region", "us-east-1")
    )
    return Bucket(client, parts.netloc, parts.path.strip("/"))
