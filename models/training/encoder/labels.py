"""What the encoder tells of a message. models/training/corpus/README.md says what each label means."""

ACTS = ("ask goes_on choose correct agree decline drop take_back want want_person want_no_person complain greet thank leave ask_bot "
        "rate other").split()
INTENTS = {"INFO": "ORDER_INFO", "HELP": "ORDER_HELP", "OUT": "OUT_OF_SCOPE"}
TOPICS = ("status shipping delivery payment items total address tracking refund purchase list count sum compare arrived_all why late lost "
          "meaning how who threat dispute wait").split()
# Words of a message that say which orders are meant; «none» is all other words.
EXPRESSIONS = "none number product position time status pronoun other both all older".split()

# What the bot did last, as the corpus names it and as the encoder reads it: words that the pretrained model knows.
MOVES = {
    "start": "start", "answered": "answered", "told_several": "several", "asked_which": "which", "asked_what": "what", "offered": "offered",
    "requested": "requested", "joined": "joined", "withdrawn": "withdrawn", "nothing_open": "nothing", "still_waiting": "waiting",
    "regret": "sorry", "refused": "refused", "page": "page", "courtesy": "courtesy", "about_bot": "about", "dropped": "dropped",
    "not_found": "unknown", "no_orders": "empty", "asked_rating": "rating", "thanked": "thanked", "greeted": "greeted",
}

# Pieces of the vocabulary that BERT left unused stand for what code has found in the message.
OWN_NUMBER, NUMBER, PRODUCT = "[unused1]", "[unused2]", "[unused3]"
