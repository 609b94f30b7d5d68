"""The last day of what comes before a review. Plain values in and out."""

import datetime as dt


def day_before(review: dt.date, days: int, today: dt.date) -> dt.date:
    """So many days before a review; when that has gone by already, the day before it or else the day itself.

    Nobody is asked for something on a day that is gone, as long as the review is to come.
    """
    return still_to_come(review - dt.timedelta(days=days), review, today)


def still_to_come(day: dt.date, review: dt.date, today: dt.date) -> dt.date:
    """This day before a review, or a later one when it is gone."""
    return day if day >= today or review < today else max(review - dt.timedelta(days=1), today)
