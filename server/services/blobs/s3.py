"""The store in an S3-compatible bucket. Its keys come from where boto3 looks for them itself."""

from functools import cache
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import boto3
from botocore.config import Config as BotoConfig
from botocore.exceptions import ClientError

from server.services.blobs.store import Stored

TIMEOUT_S = 20
PAGE_OBJECTS = 1000
ABSENT = ("NoSuchKey", "404")


@cache
def open_bucket(address: str) -> "BucketStore":
    """Open `s3://bucket/prefix?endpoint=…&region=…`; one client serves all threads."""
    parts = urlsplit(address)
    options = dict(parse_qsl(parts.query))
    client = boto3.client(
        "s3",
        endpoint_url=options.get("endpoint"),
        region_name=options.get("region", "us-east-1"),
        config=BotoConfig(
            connect_timeout=TIMEOUT_S,
            read_timeout=TIMEOUT_S,
            retries={"mode": "standard"},
            # Checksums beyond S3's own first ones are refused by many servers like it.
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
        ),
    )
    return BucketStore(client, parts.netloc, parts.path.strip("/"))


class BucketStore:
    """Objects of one bucket below one prefix."""

    def __init__(self, client: Any, bucket: str, prefix: str) -> None:
        self._client = client
        self._bucket = bucket
        self._prefix = f"{prefix}/" if prefix else ""

    def put(self, key: str, content: bytes) -> None:
        self._client.put_object(Bucket=self._bucket, Key=self._prefix + key, Body=content)

    def get(self, key: str) -> bytes | None:
        try:
            found = self._client.get_object(Bucket=self._bucket, Key=self._prefix + key)
        except ClientError as error:
            if error.response.get("Error", {}).get("Code") in ABSENT:
                return None
            raise
        content: bytes = found["Body"].read()
        return content

    def list(self, under: str) -> list[Stored]:
        pages = self._client.get_paginator("list_objects_v2").paginate(
            Bucket=self._bucket,
            Prefix=f"{self._prefix}{under}/",
            PaginationConfig={"PageSize": PAGE_OBJECTS},
        )
        return [
            Stored(one["Key"].removeprefix(self._prefix), one["Size"], one["LastModified"])
            for page in pages
            for one in page.get("Contents", ())
        ]

    def delete(self, key: str) -> None:
        self._client.delete_object(Bucket=self._bucket, Key=self._prefix + key)
