"""Replies made up from clauses: one to three sentences that tell every fact once and claim nothing else, in the words that the
claim check of src/SupportBot.Language/Compose takes."""

from .examples import Compose
from .templates import TOPICS, pick

STATUSES = ["pending", "processing", "invoiced", "shipped", "delivered", "cancelled", "returned", "notrecorded"]
STATUS_SHARES = [0.09, 0.09, 0.13, 0.26, 0.23, 0.09, 0.08, 0.03]
MOST = 300

OPENERS = {
    "pending": ["Your order {order} is still pending.", "Order {order} is pending.", "Thank you for your order! Order {order} is still pending."],
    "processing": ["We are getting order {order} ready.", "Good news: order {order} is being prepared!", "Your order {order} is being prepared.", "We are preparing your order {order} now."],
    "invoiced": ["Your order {order} is paid and confirmed, and it has not been shipped yet.", "Order {order} is paid and confirmed, and not shipped yet.",
                 "Your order {order} is confirmed, and it has not been shipped yet."],
    "shipped": ["Good news: order {order} is on its way!", "Your order {order} is on its way to you!", "Good news: your order {order} has been shipped and is on its way to you!", "Order {order} is on its way to you."],
    "delivered": ["Your order {order} has been delivered.", "Good news: your order {order} has been delivered!", "Your order {order} has arrived.", "Order {order} has been delivered."],
    "cancelled": ["Your order {order} was cancelled.", "Order {order} has been cancelled.", "I can see that your order {order} was cancelled."],
    "returned": ["Your order {order} was returned.", "Order {order} has been returned to us.", "I can see that your order {order} has been returned."],
    "notrecorded": ["Here are the details of your order {order}.", "I looked it up: here are the details of order {order}."],
}
# First sentences that tell a day as well.
WITH_DAY = {
    ("shipped", "shipped_on"): ["Good news: order {order} was shipped on {shipped_on} and is on its way to you!", "Your order {order} has been on its way since {shipped_on}."],
    ("shipped", "expected_on"): ["Good news: order {order} is on its way, and it is expected to arrive on {expected_on}!", "Your order {order} is on its way to you and should arrive on {expected_on}."],
    ("delivered", "delivered_on"): ["Your order {order} was delivered on {delivered_on}.", "Good news: your order {order} arrived on {delivered_on}!", "Order {order} was delivered on {delivered_on}."],
    ("pending", "bought_on"): ["Your order {order}, placed on {bought_on}, is still pending."],
    ("cancelled", "bought_on"): ["Your order {order}, placed on {bought_on}, was cancelled."],
    ("returned", "bought_on"): ["Your order {order}, placed on {bought_on}, was returned."],
}
CLAUSES = {
    "bought_on": ["you bought it on {bought_on}", "you placed it on {bought_on}", "it was placed on {bought_on}"],
    "shipped_on": ["it left us on {shipped_on}", "it was shipped on {shipped_on}", "we sent it on {shipped_on}"],
    "delivered_on": ["it was delivered on {delivered_on}", "it arrived on {delivered_on}", "it reached you on {delivered_on}"],
    "expected_on": ["it is expected to arrive on {expected_on}", "it should reach you on {expected_on}", "we expect it to arrive on {expected_on}"],
    "items": ["it contains {items}", "it includes {items}", "you ordered {items}"],
    "total": ["the total is {total}", "the total comes to {total}", "its total amount is {total}"],
    "paid": ["you paid {paid}"],
    "refunded": ["we refunded {refunded}", "we have refunded {refunded}"],
    "carrier": ["the carrier is {carrier}"],
    "tracking": ["the tracking number is {tracking}", "you can follow it with tracking number {tracking}"],
}
SENT_WITH = ["it was sent with {carrier}", "we sent it with {carrier}", "it was shipped with {carrier}"]
BOTH = ["it was sent with {carrier} under tracking number {tracking}", "we sent it with {carrier} under tracking number {tracking}"]


def composition(rng):
    status = STATUSES[rng.choice(len(STATUSES), p=STATUS_SHARES)]
    about = [pick(rng, TOPICS)] if rng.random() < 0.75 else [TOPICS[i] for i in rng.permutation(len(TOPICS))[:2 + (rng.random() < 0.15)]]
    if rng.random() < 0.3 and "status" not in about:
        about = ["status", *about][:3] if rng.random() < 0.5 else ["status"]
    facts = ["order"] if status == "notrecorded" or rng.random() < 0.12 else ["order", "status"]
    for topic in about:
        facts += [f for f in _facts(rng, topic, status) if f not in facts]
    if rng.random() < 0.12:
        known = [f for topic in TOPICS for f in _facts(rng, topic, status)]
        facts += [f for f in dict.fromkeys(known) if f not in facts and rng.random() < 0.3]
    return Compose(f"status={status}; about={','.join(about)}; facts={','.join(facts)}", _text(rng, status, facts))


def _facts(rng, topic, status):
    maybe = lambda *names: [n for n in names if rng.random() < 0.85]
    shipped, delivered = status in ("shipped", "delivered", "returned"), status in ("delivered", "returned")
    waiting = status in ("pending", "processing", "invoiced", "shipped")
    day = (["delivered_on"] if delivered else []) or (["expected_on"] if waiting and rng.random() < 0.75 else [])
    if topic == "status":
        return maybe("bought_on", *(["shipped_on"] if shipped else []), *(["delivered_on"] if delivered else []), *(day if status == "shipped" else []))
    if topic == "shipping":
        return maybe(*(["shipped_on"] if shipped else []))
    if topic == "delivery":
        return maybe(*day)
    if topic == "payment":
        return maybe(*(["paid"] if status != "pending" else []), *(["refunded"] if status in ("cancelled", "returned") or (status == "delivered" and rng.random() < 0.2) else []))
    if topic == "items":
        return maybe("items")
    if topic == "total":
        return maybe("total")
    if topic == "tracking":
        return maybe("carrier", "tracking") if status not in ("pending", "processing", "cancelled", "notrecorded") and (shipped or rng.random() < 0.3) else []
    return []


def _text(rng, status, facts):
    for _ in range(20):
        text = _try(rng, status, facts)
        if len(text) <= MOST:
            return text
    return text


def _try(rng, status, facts):
    rest = [f for f in facts if f not in ("order", "status")]
    merged = [day for (s, day) in WITH_DAY if s == status and day in rest]
    if "status" not in facts and len(rest) == 1 and rng.random() < 0.8 and (alone := _alone(status, rest[0])):
        return pick(rng, alone)
    if merged and rng.random() < 0.6:
        day = pick(rng, merged)
        opener = pick(rng, WITH_DAY[status, day])
        rest.remove(day)
    else:
        opener = pick(rng, OPENERS[status])
    sentences = opener.count("! ") + 1
    clauses = []
    sent = status in ("shipped", "delivered") or "shipped_on" in facts
    for fact in rest:
        if fact == "carrier" and "tracking" in rest and sent:
            clauses.append(pick(rng, BOTH))
        elif fact == "tracking" and "carrier" in rest and sent:
            continue
        elif fact == "carrier" and sent:
            clauses.append(pick(rng, SENT_WITH))
        else:
            clauses.append(pick(rng, CLAUSES[fact]))
    groups = 3 - sentences
    each = max(2 if len(clauses) > 1 else 1, -(-len(clauses) // groups))
    told = [_join(clauses[i:i + each]) for i in range(0, len(clauses), each)]
    return " ".join([opener, *told])


def _alone(status, fact):
    return {
        "total": ["Your order {order} has a total of {total}."], "items": ["Your order {order} contains {items}."], "paid": ["You paid {paid} for order {order}."],
        "bought_on": ["You placed order {order} on {bought_on}."], "delivered_on": ["Your order {order} was delivered on {delivered_on}."],
        "shipped_on": ["Your order {order} was shipped on {shipped_on}."], "expected_on": ["Your order {order} is expected to arrive on {expected_on}."],
    }.get(fact)


def _join(clauses):
    text = clauses[0] if len(clauses) == 1 else ", ".join(clauses[:-1]) + ", and " + clauses[-1]
    return text[0].upper() + text[1:] + "."
