"""Messages as customers type them: variations that change nothing of what a message means."""

import re

KEYS = {row[i]: row[max(0, i - 1)] + row[min(len(row) - 1, i + 1)] for row in ("qwertyuiop", "asdfghjkl", "zxcvbnm") for i in range(len(row))}
GREETINGS = ["hi", "hello", "hey", "hi there", "hello there", "good morning", "good evening", "hey team", "dear support", "hiya", "heya",
             "hi, hope you're well", "hello, quick question", "sorry to bother you", "hey bot", "good day", "greetings", "morning", "excuse me",
             "hi, this is {name}", "hello, {name} here", "my name is {name}", "i'm {name}", "um", "ok so", "so", "well", "right"]
CLOSINGS = ["thanks", "thank you", "thx", "please", "pls", "ty", "cheers", "many thanks", "thanks in advance", "thanks a lot", "please help",
            "kind regards, {name}", "best, {name}", "regards", "- {name}", "asap", "please let me know", "hope you can help", ":)", "!!"]
NAMES = ["Anna", "Ben", "Carla", "David", "Elena", "Farid", "Grace", "Hiro", "Ines", "Jack", "Karim", "Lucy", "Maria", "Nils", "Olga", "Priya",
         "Quentin", "Rosa", "Sam", "Tom", "Uma", "Viktor", "Wendy", "Xavier", "Yusuf", "Zoe", "Mrs Miller", "Peter Brown", "Jane Doe"]


def vary(rng, text, value):
    """Returns the text varied and the value as it then stands in it."""
    keep = value or ""
    if rng.random() < 0.30:
        text, keep = text.lower(), keep.lower()
    elif rng.random() < 0.02:
        text, keep = text.upper(), keep.upper()
    elif rng.random() < 0.05 and text:
        text = text[0].upper() + text[1:]
    if rng.random() < 0.25:
        text = re.sub(r"[.!?]+$", "", text)
    if rng.random() < 0.06:
        text = text.replace("'", "")
    if rng.random() < 0.03:
        text += rng.choice(["?", "??", "!", "...", "?!", " ."])
    if rng.random() < 0.15:
        text = _typos(rng, text, keep)
    if rng.random() < 0.15:
        text = _named(rng, rng.choice(GREETINGS)) + rng.choice([" ", ", ", "! ", ". ", " - ", "\n"]) + text
    if rng.random() < 0.12:
        text = text + rng.choice([" ", ", ", ". ", "\n"]) + _named(rng, rng.choice(CLOSINGS))
    # A value that a variation has changed in the text would no longer be a copy.
    return text, (keep if keep in text else value)


def _named(rng, text):
    text = text.replace("{name}", str(rng.choice(NAMES)))
    return text.capitalize() if rng.random() < 0.4 else text


def _typos(rng, text, keep):
    """One or two slips within words, never in the words that the answer copies."""
    start = text.find(keep) if keep else -1
    for _ in range(int(rng.integers(1, 3))):
        letters = [i for i in range(1, len(text) - 1) if text[i].isalpha() and text[i - 1].isalpha() and not start - 1 <= i <= start + len(keep)]
        if not letters:
            return text
        i = int(rng.choice(letters))
        slip = rng.integers(4)
        if slip == 0:
            text = text[:i] + text[i + 1:]
        elif slip == 1:
            text = text[:i] + text[i] + text[i:]
        elif slip == 2:
            text = text[:i - 1] + text[i] + text[i - 1] + text[i + 1:]
        else:
            text = text[:i] + str(rng.choice(list(KEYS.get(text[i].lower(), text[i])))) + text[i + 1:]
        start = text.find(keep) if keep else -1
    return text


def new_number(rng, text, value):
    """The text with another order number of the same form, so that no number is learned by heart."""
    number = re.search(r"\d+", value)
    if number is None or text.count(value) != 1:
        return text, value
    digits = number.group() if rng.random() < 0.5 else "1" * int(rng.integers(1, 9))
    other = "".join(str(rng.integers(10)) for _ in digits)
    changed = value[:number.start()] + other + value[number.end():]
    return text.replace(value, changed), changed
