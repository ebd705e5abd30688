"""The call pattern of the official Python client: httpx, whole files in memory, one request after the other.

Usage: official_pattern.py ADDRESS JWT send FOLDER PREFIX | read PREFIX FOLDER | copy PREFIX TARGET | remove PREFIX
Prints the seconds that the calls took; the start of Python and the listing do not count.
"""
import pathlib
import socket
import sys
import time

import httpx

connect = socket.create_connection


def connect_without_delay(*args, **kwargs):
    # As httpcore does since 0.17: without it every POST waits about 40 ms for a delayed acknowledgement, which would flatter us.
    connection = connect(*args, **kwargs)
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return connection


socket.create_connection = connect_without_delay
address, jwt, action, *rest = sys.argv[1:]
client = httpx.Client(headers={"Authorization": f"Bearer {jwt}"}, timeout=60)


def json_of(response):
    response.raise_for_status()
    return response.json()


def listed(prefix):
    found, page = [], 1
    while True:
        answer = json_of(client.get(f"{address}/v1/objects/{prefix}", params={"page": page}))
        found += answer["results"]
        if not answer["next"]:
            return found
        page += 1


if action == "send":
    folder, prefix = rest
    items = sorted(pathlib.Path(folder).iterdir())
    start = time.perf_counter()
    for item in items:
        json_of(client.post(
            f"{address}/v1/objects/{prefix}/{item.name}",
            data={"is_directory_archive": "false"},
            files={"file": ("blob", item.read_bytes(), "application/octet-stream")}))
elif action == "read":
    prefix, folder = rest
    items = listed(prefix)
    start = time.perf_counter()
    for item in items:
        found = json_of(client.get(f"{address}/v1/objects/", params={"uid": item["uid"], "page": 1}))["results"][0]
        content = client.get(found["download_url"])
        content.raise_for_status()
        pathlib.Path(folder, found["path"].split("/")[-1]).write_bytes(content.content)
elif action == "copy":
    prefix, target = rest
    items = listed(prefix)
    start = time.perf_counter()
    for item in items:
        name = item["path"].split("/")[-1]
        json_of(client.post(f"{address}/v1/objects/{target}/{name}", data={"copy_from": item["uid"]}, files={"file": ("blob", b"")}))
elif action == "remove":
    (prefix,) = rest
    items = listed(prefix)
    start = time.perf_counter()
    for item in items:
        client.delete(f"{address}/v1/objects/{item['path']}", params={"exact": "true"}).raise_for_status()
else:
    sys.exit(f"unknown action {action}")

print(f"{time.perf_counter() - start:.3f}")
