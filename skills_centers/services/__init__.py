"""Writes and reads that take more than one row. Permission is the caller's business.

registrations  give a place or a place in the queue, cancel, move up, move, attendance
mails, mail_texts  messages to people without an account
tokens         signed links: cancel, what became of a registration
editions       states of an edition
certificates   number and contents of a certificate
retention      what is forgotten, and when
"""
