"""A question's date in the passage's own words, as the product asks it.

The product's calendar knows that 'in October' and 'From Oct. 22 to 29' are the same days; before a passage is read, its words
take the place of the question's, or the date is left out where only the publication's month agrees. Here a month's name
stands in for the calendar.
"""
import re
from dataclasses import replace

from perturb import MONTH_IN_QUESTION, MONTHS

DAYS = r"\d{1,2}(?:st|nd|rd|th)?(?:\s*(?:to|and|until|[–-])\s*\d{1,2}(?:st|nd|rd|th)?)?"
BEFORE = re.compile(r"(?:\b(?:in|during|of|from|on|for|since)\s+)?(?:(?:early|mid|late)[ -])?$", re.I)
YEAR_AFTER = re.compile(r",?\s+(20[0-3]\d)\b")


def mention(month, text):
    """The words for days of a month in a text: 'From Oct. 22 to 29', 'on 3 October 2023'."""
    name = rf"(?:{month}|{month[:3]}\.?|{month[:4]}\.)"
    lead = r"(?:(?:from|between|on)\s+)?"
    found = re.search(rf"\b{lead}(?:{DAYS}\s+{name}|{name}\s+{DAYS})(?:,?\s+20[0-3]\d)?(?!\w)", text, re.I)
    return found and found.group()


def reworded(example, kind):
    """The example, asked in the passage's own words for the month asked for; unchanged where that does not apply.

    kind: the question's type; a question for the date must not bring the answer along."""
    asked = MONTH_IN_QUESTION.search(example.question)
    if not asked:
        return example
    if re.search(r"\d(?:st|nd|rd|th)?\s*$", example.question[:asked.start()]) or re.match(r"\s+\d{1,2}\b", example.question[asked.end():]):
        return example  # it names a day
    month = MONTHS[MONTHS.index(asked.group().title())]
    year = YEAR_AFTER.match(example.question, asked.end())
    published_month, published_year = (example.date.split() + ["", "", ""])[1:3]
    words = mention(month, example.passage)
    if year and year.group(1) not in (words or "") + published_year:
        return example
    if not words and published_month != month:
        return example
    start = BEFORE.search(example.question[:asked.start()]).start()
    end = year.end() if year else asked.end()
    inside = "" if kind == "when" or not words else words
    text = " ".join(f"{example.question[:start]} {inside} {example.question[end:]}".split())
    return replace(example, question=re.sub(r" (?=[?,.;])", "", text))
