"""A quick try of the whole pipeline on a corpus of its own making: train, stop half way, go on, export."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
STEPS = 24


def corpus(folder):
    rows = []
    for n in range(40):
        number = 10000 + 37 * n
        rows += [
            {"text": f"where is order {number}?", "intent": "ORDER_INFO", "reference": {"kind": "id", "value": str(number)}, "about": ["status"]},
            {"text": f"cancel order number {number} now", "intent": "ORDER_HELP", "reference": {"kind": "id", "value": str(number)}, "about": []},
            {"text": f"tell me joke number {number}", "intent": "OUT_OF_SCOPE", "reference": {"kind": "none", "value": ""}, "about": []},
        ]
    (folder / "understand.jsonl").write_text("".join(json.dumps(r) + "\n" for r in rows))
    rows = [{"status": s, "about": ["status"], "facts": ["order", "bought_on"], "text": f"Your order {{order}} is {s}. You bought it on {{bought_on}}."}
            for s in ("shipped", "delivered", "pending", "invoiced", "cancelled")]
    (folder / "compose.jsonl").write_text("".join(json.dumps(r) + "\n" for r in rows))


def run():
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "corpus").mkdir()
        corpus(folder / "corpus")
        straight, resumed = _train(folder, "straight"), _train(folder, "resumed", kill_at=STEPS // 2)
        for a, b in zip(straight, resumed):
            if a.read_bytes() != b.read_bytes():
                raise SystemExit(f"check failed: {b} of the run that was killed differs from {a}")
        if straight[0].read_bytes()[:4] != b"GGUF":
            raise SystemExit("check failed: no GGUF file")
    print("Check passed: a killed run went on to the same file, byte by byte.")
    return 0


def _train(folder, name, kill_at=0):
    home = folder / name
    command = [sys.executable, "-m", "builtin", "--steps", str(STEPS), "--size", "tiny", "--rows", "8", "--corpus", str(folder / "corpus"),
               "--work", str(home / "work"), "--out", str(home / "model.gguf"), "--vectors", str(home / "vectors.json"), "--card", str(home / "card.md")]
    home.mkdir()
    environment = {**os.environ, "QUIET": "1"}
    if kill_at:
        killed = subprocess.run(command, cwd=HERE, env={**environment, "BUILTIN_KILL_AT": str(kill_at)}, stdout=subprocess.DEVNULL)
        if killed.returncode != -9 or (home / "model.gguf").exists():
            raise SystemExit("check failed: the run was not killed half way")
    subprocess.run(command, cwd=HERE, env=environment, check=True)
    return home / "model.gguf", home / "vectors.json"
