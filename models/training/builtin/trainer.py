"""The training loop: resumable, with a bar of loss and time left."""

import math
import os
import signal
import time
from pathlib import Path

import torch
from torch.nn import functional as F
from tqdm import tqdm

from .model import Llama

CHECKPOINT_SECONDS = 60
WARM_UP = 0.03
AVERAGE = 0.995
# For train.sh --check: the step after whose checkpoint the process dies.
KILL_AT = int(os.environ.get("BUILTIN_KILL_AT", "0"))


def device():
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")


def fast_bfloat16():
    """Whether matrices multiply faster in bfloat16: more than three times on processors that have it, far slower on others."""
    if torch.cuda.is_available():
        return torch.cuda.is_bf16_supported()
    flags = Path("/proc/cpuinfo").read_text() if Path("/proc/cpuinfo").exists() else ""
    return "avx512_bf16" in flags or "amx_bf16" in flags


class Trainer:
    """Trains for a number of steps, or for a time that counts on over restarts."""

    def __init__(self, shape, folder, seed, steps, minutes, pretrain_share, batches, dialogues, rate, dropout, state=None, quiet=False):
        self.folder, self.seed, self.steps, self.seconds = folder, seed, steps, minutes * 60
        self.batches, self.dialogues = batches, dialogues
        self.pretrain_share = pretrain_share if dialogues is not None else 0.0
        self.rate, self.quiet = rate, quiet
        self.device = device()
        torch.manual_seed(seed)
        self.model = Llama(shape, dropout).to(self.device)
        if state is not None:
            self.model.load_state_dict(state)
        self.average = Llama(shape).to(self.device)
        self.average.load_state_dict(self.model.state_dict())
        plain = [p for p in self.model.parameters() if p.dim() < 2]
        decayed = [p for p in self.model.parameters() if p.dim() >= 2]
        self.optimizer = torch.optim.AdamW([{"params": decayed, "weight_decay": 0.05}, {"params": plain, "weight_decay": 0.0}],
                                           lr=rate, betas=(0.9, 0.98))
        self.step, self.elapsed, self.tokens = 0, 0.0, 0
        self.checkpoint = folder / "checkpoint.pt"
        self._resume()

    @property
    def progress(self):
        return min(1.0, self.step / self.steps if self.steps else self.elapsed / self.seconds)

    def run(self):
        bfloat16 = fast_bfloat16()
        bar = tqdm(total=1000, disable=self.quiet, bar_format="{l_bar}{bar}| {elapsed}<{remaining}{postfix}", mininterval=1)
        self.model.train()
        loss_shown, saved = None, time.monotonic()
        while self.progress < 1:
            started = time.monotonic()
            source = self.dialogues if self.progress < self.pretrain_share else self.batches
            ids, weights = (x.to(self.device) for x in source[self.step])
            for group in self.optimizer.param_groups:
                group["lr"] = self._rate_now()
            # Seeded by step, so that a resumed run draws the same dropout.
            torch.manual_seed(self.seed * 1_000_003 + self.step)
            with torch.autocast(self.device.type, torch.bfloat16, enabled=bfloat16):
                hidden = self.model.hidden(ids)[:, :-1]
                counted = weights[:, 1:] > 0
                logits = self.model.logits(hidden[counted])
            losses = F.cross_entropy(logits.float(), ids[:, 1:][counted], reduction="none")
            counted_weights = weights[:, 1:][counted]
            loss = (losses * counted_weights).sum() / counted_weights.sum()
            self.optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
            self.optimizer.step()
            self.step += 1
            self.tokens += int(ids.numel())
            self._blend()
            value = loss.item()
            loss_shown = value if loss_shown is None else 0.98 * loss_shown + 0.02 * value
            self.elapsed += time.monotonic() - started
            bar.n = int(self.progress * 1000)
            bar.set_postfix_str(f"step {self.step}, loss {loss_shown:.3f}, {self.tokens / max(self.elapsed, 1e-9):,.0f} tokens/s", refresh=False)
            bar.update(0)
            if time.monotonic() - saved > CHECKPOINT_SECONDS:
                self._save()
                saved = time.monotonic()
            if self.step == KILL_AT:
                self._save()
                os.kill(os.getpid(), signal.SIGKILL)
        self._save()
        bar.close()

    def _rate_now(self):
        at = self.progress
        warm = min(1.0, at / WARM_UP) if at < WARM_UP else 1.0
        return self.rate * max(warm, 0.01) * (0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * at)))

    @torch.no_grad()
    def _blend(self):
        keep = min(AVERAGE, (1 + self.step) / (10 + self.step))
        for mean, p in zip(self.average.parameters(), self.model.parameters()):
            mean.mul_(keep).add_(p, alpha=1 - keep)

    def _save(self):
        unfinished = self.checkpoint.with_suffix(".tmp")
        with open(unfinished, "wb") as file:
            torch.save({"model": self.model.state_dict(), "average": self.average.state_dict(), "optimizer": self.optimizer.state_dict(),
                        "step": self.step, "elapsed": self.elapsed, "tokens": self.tokens}, file)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(self.checkpoint)

    def _resume(self):
        if not self.checkpoint.exists():
            return
        state = torch.load(self.checkpoint, map_location=self.device)
        self.model.load_state_dict(state["model"])
        self.average.load_state_dict(state["average"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.step, self.elapsed, self.tokens = state["step"], state["elapsed"], state["tokens"]
        if not self.quiet:
            print(f"Going on at step {self.step:,}, after {self.elapsed / 60:.1f} minutes.")
