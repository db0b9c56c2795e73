#!/usr/bin/env python3
"""Stands for an older `sigla`: the one named by SIGLA_NEW, without the requests that it had not yet."""
import json
import os
import subprocess
import sys
import threading

arguments = sys.argv[1:]
if arguments[:1] != ["lsp"]:
    os.execv(os.environ["SIGLA_NEW"], ["sigla", *arguments])
server = subprocess.Popen([os.environ["SIGLA_NEW"], *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE)


def forward():
    while chunk := os.read(0, 65536):
        server.stdin.write(chunk)
        server.stdin.flush()
    server.stdin.close()


threading.Thread(target=forward, daemon=True).start()
while line := server.stdout.readline():
    length = 0
    while line.strip():
        if line.lower().startswith(b"content-length:"):
            length = int(line.split(b":")[1])
        line = server.stdout.readline()
    message = json.loads(server.stdout.read(length))
    if isinstance(message.get("result"), dict):
        message["result"].get("capabilities", {}).pop("experimental", None)
    body = json.dumps(message).encode()
    sys.stdout.buffer.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
    sys.stdout.buffer.flush()
sys.exit(server.wait())
