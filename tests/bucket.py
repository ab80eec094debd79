"""An S3 server program on the loopback: moto's, in memory."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count

import boto3
from moto.server import ThreadedMotoServer

KEYS = {"AWS_ACCESS_KEY_ID": "an-thon", "AWS_SECRET_ACCESS_KEY": "for-tests-alone"}
_NUMBERS = count(1)


@contextmanager
def serve() -> Iterator[str]:
    """Run the program and give its address; the keys stand where boto3 looks for them."""
    before = {name: os.environ.get(name) for name in KEYS}
    os.environ.update(KEYS)
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    try:
        yield f"http://{host}:{port}"
    finally:
        server.stop()
        for name, text in before.items():
            if text is None:
                del os.environ[name]
            else:
                os.environ[name] = text


def make(endpoint: str) -> str:
    """Make an empty bucket; give its address as the setting takes it, `{}` for a prefix."""
    name = f"bucket-{next(_NUMBERS)}"
    client = boto3.client("s3", endpoint_url=endpoint, region_name="us-east-1")
    client.create_bucket(Bucket=name)
    return f"s3://{name}{{}}?endpoint={endpoint}"
