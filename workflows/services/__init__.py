"""Writes, each atomic and with its audit entry. They trust the caller about permission.

agreements        numbers, states, party data, comments
versions          canonical form, hash, comparison
completeness      what is missing to submit and to sign
audit             the hash chain
documents         what a document says; texts and boxes for the renderer
sealing           jobs: claim, make the file, store the revision
storage           private, content-addressed files
verification      what a file proves and what the register knows of it
notifications     mails: written with the event, sent after the commit
reauthentication  who sits at the keyboard
"""
