"""Board, School, SchoolYear, Period, Subject, User, Membership; roles and sign-in."""
