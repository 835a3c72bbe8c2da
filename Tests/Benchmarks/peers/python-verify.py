"""What a user gets from a verifier in Python: the `cryptography` package and a pool of processes.

    python3 Tests/Benchmarks/peers/python-verify.py LEDGER

Reads a ledger whose entries are all signed with Ed25519 by keys of entry 0, checks the links and every
signature, and prints entries verified a second on all cores. It checks less than `goodfaith verify`: not the
canonical form, not the roots, not the roster, not the vocabulary.
"""

import base64
import hashlib
import json
import multiprocessing
import sys
import time

from cryptography.hazmat.primitives.serialization import load_der_public_key

TYPE = b"application/vnd.goodfaith.event.v1+json"
keys = {}


def load_keys(spkis):
    for spki in spkis:
        keys[hashlib.sha256(spki).hexdigest()] = load_der_public_key(spki)


def event_bytes(line):
    end = line.rindex(b',"signatures":[')
    return line[len(b'{"event":') : end]


def check(lines):
    links = []
    for line in lines:
        body = event_bytes(line)
        entry = json.loads(line)
        event = entry["event"]
        message = b"DSSEv1 %d %s %d %s" % (len(TYPE), TYPE, len(body), body)
        signers = event["signers"].split(" ")
        if len(signers) != len(entry["signatures"]):
            raise ValueError("a signature is missing")
        for signer, signature in zip(signers, entry["signatures"]):
            keys[signer].verify(base64.b64decode(signature, validate=True), message)
        name = "sha256:" + hashlib.sha256(b"\0" + body).hexdigest()
        links.append((event["index"], event.get("previous"), name))
    return links


def main():
    with open(sys.argv[1], "rb") as file:
        began = time.monotonic()
        lines = file.read().splitlines()
    opening = json.loads(lines[0])["event"]["data"]
    spkis = [base64.b64decode(key["spki"]) for key in opening["keys"]]
    pieces = [lines[start : start + 2000] for start in range(0, len(lines), 2000)]
    expected, previous = 0, None
    with multiprocessing.Pool(initializer=load_keys, initargs=(spkis,)) as pool:
        for links in pool.imap(check, pieces):
            for index, link, name in links:
                if index != expected or link != previous:
                    raise SystemExit(f"entry {expected} does not fit the chain")
                expected, previous = index + 1, name
    print(f"verify_per_second {len(lines) / (time.monotonic() - began):.0f}")


main()
