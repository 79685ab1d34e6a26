"""Writes, each atomic and with its audit entry. They trust the caller about permission.

agreements        numbers, states, party data, comments
versions          canonical form and its hash
changes           what differs between two contents, in words
commitments       what became of a promise
completeness      what is missing to submit and to sign
public_classes    what anybody may read of agreements in force
audit             the hash chain
documents         what a document says; texts and boxes for the renderer
sealing           jobs: claim, make the file, store the revision
storage           private, content-addressed files
verification      what a file proves and what the register knows of it
progress          signatures, timeline, whose turn it is
stages            the process of an agreement as it stands now
diagram, shapes   its drawing: where boxes and arrows stand
notifications     mails: written with the event, sent after the commit
reauthentication  who sits at the keyboard
"""
