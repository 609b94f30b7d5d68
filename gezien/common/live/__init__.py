"""What changes on one screen shows on the others at once (decision 29).

    live.publish(f"meeting:{pk}", "minutes", item=5, text="…")   # after commit, to every screen that follows the topic
    {% load live %}{% live_channel topic renew_url %}            # in a page: it follows the topic
    live.ticket_response(request, topic)                         # the view of renew_url, which asks the rule again

A message is the same for everybody on its topic: never anything about the reader, no token, nothing that one of them
may not see. A screen that missed some fetches its whole state; nothing depends on every message arriving. Clocks go by
real time (`time.time()`), not by the school's day: see the module `gezien/clock`.
"""

from gezien.common.live.hub import dismiss, present, publish
from gezien.common.live.tickets import person_of, ticket, ticket_response

__all__ = ["dismiss", "person_of", "present", "publish", "ticket", "ticket_response"]
