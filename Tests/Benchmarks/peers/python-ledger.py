"""What a user gets from Python with the `cryptography` package and a pool of processes.

    python3 Tests/Benchmarks/peers/python-ledger.py LEDGER

Reads a ledger whose entries are all signed with Ed25519 by keys of entry 0. Appends the same statements, signed
by a new key, to a ledger of its own: numbered and linked one after the other, signed on all cores, written and
synced once. Then checks the links and every signature of what it wrote, and of LEDGER. Prints lines of a name
and a number.

It does less than `goodfaith`: it does not check the canonical form, the roots, the roster or the vocabulary,
and its entries carry no root.
"""

import base64
import hashlib
import json
import multiprocessing
import os
import sys
import tempfile
import time

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_der_public_key

TYPE = b"application/vnd.goodfaith.event.v1+json"
PIECE = 2000
keys = {}
signer = None


def begin(spkis, secret):
    global signer
    for spki in spkis:
        keys[hashlib.sha256(spki).hexdigest()] = load_der_public_key(spki)
    signer = Ed25519PrivateKey.from_private_bytes(secret)


def encoded(body):
    return b"DSSEv1 %d %s %d %s" % (len(TYPE), TYPE, len(body), body)


def event_hash(body):
    return "sha256:" + hashlib.sha256(b"\0" + body).hexdigest()


def sign(bodies):
    lines = []
    for body in bodies:
        signature = base64.b64encode(signer.sign(encoded(body)))
        lines.append(b'{"event":' + body + b',"signatures":["' + signature + b'"]}\n')
    return b"".join(lines)


def check(lines):
    links = []
    for line in lines:
        body = line[len(b'{"event":') : line.rindex(b',"signatures":[')]
        entry = json.loads(line)
        event = entry["event"]
        signers = event["signers"].split(" ")
        if len(signers) != len(entry["signatures"]):
            raise ValueError("a signature is missing")
        for keyid, signature in zip(signers, entry["signatures"]):
            keys[keyid].verify(base64.b64decode(signature, validate=True), encoded(body))
        links.append((event["index"], event.get("previous"), event_hash(body)))
    return links


def pieces(items):
    return [items[start : start + PIECE] for start in range(0, len(items), PIECE)]


def append(pool, events, keyid, path):
    previous, bodies = None, []
    for index, event in enumerate(events):
        event = dict(event, index=index, signers=keyid)
        event.pop("previous", None)
        if previous:
            event["previous"] = previous
        body = json.dumps(event, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
        previous = event_hash(body)
        bodies.append(body)
    with open(path, "wb") as file:
        for lines in pool.imap(sign, pieces(bodies)):
            file.write(lines)
        file.flush()
        os.fsync(file.fileno())


def verify(pool, path):
    with open(path, "rb") as file:
        lines = file.read().splitlines()
    expected, previous = 0, None
    for links in pool.imap(check, pieces(lines)):
        for index, link, name in links:
            if index != expected or link != previous:
                raise SystemExit(f"entry {expected} does not fit the chain")
            expected, previous = index + 1, name
    return expected


def main():
    with open(sys.argv[1], "rb") as file:
        events = [json.loads(line)["event"] for line in file]
    spkis = [base64.b64decode(key["spki"]) for key in events[0]["data"]["keys"]]
    secret = os.urandom(32)
    public = Ed25519PrivateKey.from_private_bytes(secret).public_key()
    own = public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    keyid = hashlib.sha256(own).hexdigest()
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "ledger.jsonl")
        with multiprocessing.Pool(initializer=begin, initargs=(spkis + [own], secret)) as pool:
            pool.map(len, [[]] * 64)
            began = time.monotonic()
            append(pool, events, keyid, path)
            appended = time.monotonic()
            if verify(pool, path) != len(events):
                raise SystemExit("entries are missing")
            own_verified = time.monotonic()
            if verify(pool, sys.argv[1]) != len(events):
                raise SystemExit("entries are missing")
            verified = time.monotonic()
    print(f"append_batch_per_second {len(events) / (appended - began):.0f}")
    print(f"verify_own_per_second {len(events) / (own_verified - appended):.0f}")
    print(f"verify_per_second {len(events) / (verified - own_verified):.0f}")


if __name__ == "__main__":
    main()
