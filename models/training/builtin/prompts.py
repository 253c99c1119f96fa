"""The prompts, token by token as the engine feeds them: system text, data and answer are tokenised apart, what the grammar
forces apart from what it leaves open."""

from .tokenizer import CLOSE, KINDS_WITH_VALUE, OPEN_ABOUT, OPEN_INTENT, OPEN_KIND, OPEN_VALUE

CHAT_TEMPLATE = ("{{ bos_token }}{% for message in messages %}"
                 "{% if message['role'] == 'system' %}{{'<|system|>\n' + message['content'] + '<|end|>\n'}}"
                 "{% elif message['role'] == 'user' %}{{'<|user|>\n' + message['content'] + '<|end|>\n'}}"
                 "{% elif message['role'] == 'assistant' %}{{'<|assistant|>\n' + message['content'] + '<|end|>\n'}}{% endif %}"
                 "{% endfor %}{% if add_generation_prompt %}{{'<|assistant|>\n'}}{% endif %}")


class Prompts:
    def __init__(self, tokenizer):
        self.tokenizer = t = tokenizer
        line = t.text("\n")
        control = {name: [token] for name, token in t.control.items()}
        start = {name: [t.bos, *control["<|system|>"], *line, *t.text(name), t.end, *line, *control["<|user|>"], *line]
                 for name in ("understand", "compose")}
        self._start = start
        self._suffix = [t.end, *line, *control["<|assistant|>"], *line]
        self._fixed = {text: t.one(text) for text in (OPEN_INTENT, OPEN_KIND, OPEN_VALUE, OPEN_ABOUT, CLOSE)}

    def prompt(self, task, data):
        """(tokens, first, last): the prompt, and where in it the data stands."""
        words = self.tokenizer.text(data)
        start = self._start[task]
        return [*start, *words, *self._suffix], len(start), len(start) + len(words)

    def understand(self, intent, kind=None, value="", about=None):
        """The answer as (token, free) pairs: free where the grammar leaves a choice. It ends early where the label does."""
        t, fixed = self.tokenizer, self._fixed
        answer = [(fixed[OPEN_INTENT], False), (t.one(intent), True), (fixed[OPEN_KIND], False)]
        if kind is None:
            return answer
        answer.append((t.one(kind), True))
        answer.append((fixed[OPEN_VALUE], False))
        if kind in KINDS_WITH_VALUE:
            answer += [(token, True) for token in t.text(value)]
            answer.append((fixed[OPEN_ABOUT], True))
        else:
            answer.append((fixed[OPEN_ABOUT], False))
        if about is None:
            return answer
        for i, topic in enumerate(about):
            answer.append((t.one(f'"{topic}"' if i == 0 else f',"{topic}"'), True))
        return [*answer, (fixed[CLOSE], True), (t.end, True)]

    def compose(self, text):
        return [*[(token, True) for token in self.tokenizer.text(text)], (self.tokenizer.end, True)]
