"""Reports that are prepared, previewed, issued, kept and verified: the frame, and each kind of report.

A kind (`kinds`) gathers frozen data as at a day. The frame does the rest: its HTML, names as tokens kept apart, the
digest over all of it, issuing, papers and who may read what.
"""
