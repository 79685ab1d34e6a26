"""The order of steps.

nodes       what Viewflow lacks: dynamic fan-out, the sealing job
jobs        runs a sealing job and lets its process go on
subjects    the base of other flows, and the nodes of a signing round
patronage   PatronageFlow: the agreement from submission to archive
"""
