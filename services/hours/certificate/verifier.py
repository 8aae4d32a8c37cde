"""Reads a certificate by facts.h and sealed.h alone: what somebody outside would write. Only Python and openssl.

  python3 verifier.py KEYFILE < TEXT      prints what it says as JSON and exits 0, or exits 1
"""
import base64
import hashlib
import json
import subprocess
import sys
import tempfile

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"


def from_base45(text):
    out = b""
    for i in range(0, len(text), 3):
        group = text[i : i + 3]
        n = sum(ALPHABET.index(c) * 45**power for power, c in enumerate(group))
        out += n.to_bytes(len(group) - 1, "big")
    return out


def read(data, at=0):
    """One item of CBOR and where the next begins."""
    major, n = data[at] >> 5, data[at] & 31
    at += 1
    if n >= 24:
        size = 1 << (n - 24)
        n = int.from_bytes(data[at : at + size], "big")
        at += size
    if major == 0:
        return n, at
    if major == 1:
        return -1 - n, at
    if major in (2, 3):
        content = data[at : at + n]
        return (content if major == 2 else content.decode()), at + n
    if major == 6:
        return read(data, at)
    items = []
    for _ in range(n if major == 4 else 2 * n):
        item, at = read(data, at)
        items.append(item)
    return (items if major == 4 else dict(zip(items[::2], items[1::2]))), at


def byte_string(content):
    n = len(content)
    return (bytes([0x40 + n]) if n < 24 else bytes([0x58, n]) if n < 256 else b"\x59" + n.to_bytes(2, "big")) + content


def verified(key, message, signature):
    with tempfile.TemporaryDirectory() as folder:
        der = bytes.fromhex("302a300506032b6570032100") + key
        pem = b"-----BEGIN PUBLIC KEY-----\n" + base64.encodebytes(der) + b"-----END PUBLIC KEY-----\n"
        for name, content in (("key", pem), ("message", message), ("signature", signature)):
            with open(f"{folder}/{name}", "wb") as file:
                file.write(content)
        command = ["openssl", "pkeyutl", "-verify", "-pubin", "-inkey", f"{folder}/key", "-rawin"]
        command += ["-in", f"{folder}/message", "-sigfile", f"{folder}/signature"]
        return subprocess.run(command, capture_output=True).returncode == 0


def main():
    with open(sys.argv[1]) as file:
        keys = dict(line.split()[:2] for line in file if line[0] != "#")
    text = sys.stdin.read().rstrip("\r\n")
    assert text.startswith("DDC1:")
    (protected, _, payload, signature), _ = read(from_base45(text[5:]))
    key = bytes.fromhex(keys[read(protected)[0][4].hex()])
    assert hashlib.sha256(key).hexdigest().startswith(read(protected)[0][4].hex())
    message = b"\x84\x6aSignature1" + byte_string(protected) + byte_string(b"diandan certificate 1") + byte_string(payload)
    if not verified(key, message, signature):
        sys.exit(1)
    facts, _ = read(payload)
    print(json.dumps(facts, ensure_ascii=False, sort_keys=True, default=lambda content: content.hex()))


main()
