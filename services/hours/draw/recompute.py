"""Recomputes a draw by draw.h alone: what somebody outside would write. Only Python.

  python3 recompute.py < PROOF.json      prints MATCH or MISMATCH and exits 0 or 1
"""
import hashlib
import json
import sys

proof = json.load(sys.stdin)
seed = bytes.fromhex(proof["seed"])
listing = proof["list"].encode()
digest = hashlib.sha256(listing).digest()
algorithm, name, _, size, *lines = proof["list"].splitlines()
entries = [(entry, int(weight)) for entry, weight in (line.split(" ") for line in lines)]

drawn, counter = [], 0
while len(drawn) < int(size):
    total = sum(weight for _, weight in entries)
    block = hashlib.sha256(seed + digest + counter.to_bytes(8, "big")).digest()
    counter += 1
    number = int.from_bytes(block[:8], "big")
    if number < 2**64 % total:
        continue
    rest = number % total
    for at, (entry, weight) in enumerate(entries):
        if rest < weight:
            drawn.append(entries.pop(at)[0])
            break
        rest -= weight

same = (
    algorithm == proof["algorithm"] == "diandan-draw-1"
    and name == proof["name"]
    and hashlib.sha256(seed).hexdigest() == proof["commitment"]
    and digest.hex() == proof["listHash"]
    and drawn == proof.get("drawn", [])
)
print("MATCH" if same else "MISMATCH")
sys.exit(not same)
