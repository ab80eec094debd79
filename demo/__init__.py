"""The demo commune: a story of old Lương Phong, told through the reference phone.

Nobody in it is real. Every record is made by a phone and sent through the app's own doors; the
same last day and the same number of days give the same story to the byte.
"""

SHORTEST_DAYS, LONGEST_DAYS, SEED_DAYS = 7, 366, 90
